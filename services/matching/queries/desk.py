"""The desk: needs that look for somebody, and the chosen one with everybody who was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from services.matching.models import STILL_WANTED, KnownNeed, KnownSite, Match
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import HOLDS_A_PLACE, Answer, MatchState
from shared.contracts.words import Urgency
from shared.errors import NotFound

PAGE = 50
LOOKING = (NeedState.OPEN, NeedState.PROPOSED)
URGENT_FIRST = case({Urgency.HIGH: 0, Urgency.NORMAL: 1}, value=KnownNeed.urgency, else_=2)


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
        raise NotFound("Diese Anfrage gibt es hier nicht (mehr).")
    return found


def open_needs(
    session: Session,
    *,
    category: str = "",
    bfs: int | None = None,
    state: NeedState | None = None,
    page: int = 1,
) -> NeedList:
    """Needs that look for somebody (or are in `state`), the urgent first, then the oldest."""
    chosen = [KnownNeed.state == state] if state else [KnownNeed.state.in_(LOOKING)]
    chosen += [KnownNeed.category == category] if category else []
    chosen += [KnownNeed.bfs_nr == bfs] if bfs else []
    total = session.scalars(select(func.count()).select_from(KnownNeed).where(*chosen)).one()
    rows = _lines().where(*chosen).order_by(URGENT_FIRST, KnownNeed.posted_at, KnownNeed.id)
    found = session.execute(rows.limit(PAGE).offset((page - 1) * PAGE))
    return NeedList([NeedLine(*row) for row in found], total, page)


def line(session: Session, need_id: UUID) -> NeedLine:
    """One need as it stands in the list."""
    return NeedLine(*session.execute(_lines().where(KnownNeed.id == need_id)).one())


def _lines() -> Any:
    counts = (
        select(
            Match.need_id,
            _count(Match.state.in_(HOLDS_A_PLACE)).label("held"),
            _count(Match.state == MatchState.PROPOSED).label("asked"),
            _count((Match.state == MatchState.PROPOSED) & (Match.answer == Answer.YES)).label("yeses"),
        )
        .group_by(Match.need_id)
        .subquery()
    )
    zero = (func.coalesce(counts.c[name], 0) for name in ("held", "asked", "yeses"))
    lines: Any = select(KnownNeed, KnownSite.name, *zero)
    lines = lines.outerjoin(counts, counts.c.need_id == KnownNeed.id)
    return lines.outerjoin(KnownSite, KnownSite.id == KnownNeed.site_id)


def _count(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))
