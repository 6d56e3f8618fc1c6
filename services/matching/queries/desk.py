"""The desk's list: needs that look for somebody, found by what is written of them, and when it last changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import String, case, cast, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from services.matching.models import LIVING, STILL_WANTED, KnownNeed, KnownOffer, KnownSite, Match
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import HOLDS_A_PLACE, Answer, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Urgency
from shared.errors import NotFound
from shared.i18n import _
from shared.region import Region
from shared.tables import Inbox, Outbox

PAGE = 50
MOST_WORDS = 8
SHORT_ID = re.compile("[0-9a-f]{4,}")
LOOKING = (NeedState.OPEN, NeedState.PROPOSED)
URGENT_FIRST = case({Urgency.HIGH: 0, Urgency.NORMAL: 1}, value=KnownNeed.urgency, else_=2)


@dataclass(frozen=True)
class Wanted:
    """Which needs: what is empty does not matter. `q` are words that must all be found."""

    category: str = ""
    bfs: int | None = None
    urgency: Urgency | None = None
    state: NeedState | None = None
    q: str = ""


@dataclass(frozen=True)
class NeedLine:
    """A need in the list: how many places are taken, how many were asked and have said yes."""

    need: KnownNeed
    site: str | None
    held: int
    asked: int
    yeses: int

    @property
    def state(self) -> NeedState:
        """Where it stands by what we know ourselves: the need itself hears of our matches a moment later."""
        if self.need.state not in STILL_WANTED:
            return self.need.state
        if self.held >= self.need.headcount:
            return NeedState.FILLED
        return NeedState.PROPOSED if self.asked else NeedState.OPEN


@dataclass(frozen=True)
class NeedList:
    """One page of the list."""

    lines: Sequence[NeedLine]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def need(session: Session, need_id: UUID) -> KnownNeed:
    """One need. Raises `NotFound`."""
    found = session.get(KnownNeed, need_id)
    if found is None:
        raise NotFound(_("Diese Anfrage gibt es hier nicht (mehr)."))
    return found


def open_needs(session: Session, region: Region, wanted: Wanted, page: int = 1) -> NeedList:
    """Needs that look for somebody (or are in the wanted state), the urgent first, then the oldest."""
    chosen = list(_conditions(region, wanted))
    rows = _lines().add_columns(func.count().over()).where(*chosen)
    rows = rows.order_by(URGENT_FIRST, KnownNeed.posted_at, KnownNeed.id).limit(PAGE).offset((page - 1) * PAGE)
    found = session.execute(rows).all()
    if not found and page > 1:  # there were more when this page was linked to
        return open_needs(session, region, wanted)
    return NeedList([NeedLine(*row[:-1]) for row in found], found[0][-1] if found else 0, page)


def version(session: Session) -> str:
    """Changes whenever something on the desk may have: with news from others, and with every step made here.

    One statement that reads the end of two indexes, because every open desk asks for it again and again.
    """
    newest = select(
        select(func.max(Outbox.position)).scalar_subquery(), select(func.max(Inbox.taken_at)).scalar_subquery()
    )
    said, heard = session.execute(newest).one()
    return f"{said or 0}-{int(heard.timestamp() * 1_000_000) if heard else 0}"


def _conditions(region: Region, wanted: Wanted) -> Iterator[Any]:
    yield KnownNeed.state == wanted.state if wanted.state else KnownNeed.state.in_(LOOKING)
    if wanted.category:
        yield KnownNeed.category == wanted.category
    if wanted.bfs:
        yield KnownNeed.bfs_nr == wanted.bfs
    if wanted.urgency:
        yield KnownNeed.urgency == wanted.urgency
    for word in wanted.q.split()[:MOST_WORDS]:
        yield _mentions(region, word)


def _mentions(region: Region, word: str) -> Any:
    """Whether a need's kind, place, site, wish or short id has this in it, as its reader sees them."""
    word = word.strip(" ,#«»").casefold()
    kinds = [each.code for each in region.categories if word in str(each.label).casefold()]
    places = [each.bfs_nr for each in region.municipalities if word in each.name.casefold()]
    texts = [column.icontains(word, autoescape=True) for column in (KnownSite.name, KnownNeed.wish)]
    last = [cast(KnownNeed.id, String).iendswith(word, autoescape=True)] if SHORT_ID.fullmatch(word) else []
    return or_(KnownNeed.category.in_(kinds), KnownNeed.bfs_nr.in_(places), *texts, *last)


def line(session: Session, need_id: UUID) -> NeedLine:
    """One need as it stands in the list. Raises `NotFound`."""
    found = session.execute(_lines().where(KnownNeed.id == need_id)).one_or_none()
    if found is None:
        raise NotFound(_("Diese Anfrage gibt es hier nicht (mehr)."))
    return NeedLine(*found)


def by_place(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """How many needs look for somebody and how many volunteers are ready, by BFS number."""
    needs = select(literal("needs"), KnownNeed.bfs_nr, func.count()).where(KnownNeed.state.in_(LOOKING))
    offers = select(literal("offers"), KnownOffer.bfs_nr, func.count()).where(KnownOffer.state == VolunteerState.READY)
    found: dict[str, dict[int, int]] = {"needs": {}, "offers": {}}
    for what, bfs_nr, count in session.execute(
        union_all(needs.group_by(KnownNeed.bfs_nr), offers.group_by(KnownOffer.bfs_nr))
    ):
        found[what][bfs_nr] = count
    return found["needs"], found["offers"]


def _lines() -> Any:
    counts = (
        select(
            Match.need_id,
            _count(Match.state.in_(HOLDS_A_PLACE)).label("held"),
            _count(Match.state == MatchState.PROPOSED).label("asked"),
            _count((Match.state == MatchState.PROPOSED) & (Match.answer == Answer.YES)).label("yeses"),
        )
        .where(Match.state.in_(LIVING))
        .group_by(Match.need_id)
        .subquery()
    )
    zero = (func.coalesce(counts.c[name], 0) for name in ("held", "asked", "yeses"))
    lines: Any = select(KnownNeed, KnownSite.name, *zero)
    return _with_site(lines.outerjoin(counts, counts.c.need_id == KnownNeed.id))


def _with_site(rows: Any) -> Any:
    return rows.outerjoin(KnownSite, KnownSite.id == KnownNeed.site_id)


def _count(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))
