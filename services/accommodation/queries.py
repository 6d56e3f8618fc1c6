"""What is read here: needs with all that belongs to them, sites, a need's history. The number of statements never
depends on the amount of data; lists that grow come in pages.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from services.accommodation.models import (
    DRAFT,
    KnownContact,
    KnownMatch,
    Move,
    Need,
    Organisation,
    Poster,
    Site,
)
from shared.auth import Who
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import CONTACT_STATES, HOLDS_A_PLACE, MatchState
from shared.errors import NotFound
from shared.tables import KnownAccount

PAGE = 50
WAITING_AT_MOST = 100


@dataclass(frozen=True)
class SiteView:
    """A site and the name of its organisation."""

    site: Site
    organisation: str


@dataclass(frozen=True)
class NeedView:
    """A need, its site if it has one, who was asked, and how to reach whoever comes (by match id)."""

    need: Need
    site: Site | None
    matches: list[KnownMatch] = field(default_factory=list)
    contacts: dict[UUID, KnownContact] = field(default_factory=dict)

    @property
    def proposed(self) -> list[KnownMatch]:
        """Those whose answer is open, or waits for the office's choice."""
        return [match for match in self.matches if match.state is MatchState.PROPOSED]

    @property
    def coming(self) -> list[KnownMatch]:
        """Those who hold a place."""
        return [match for match in self.matches if match.state in HOLDS_A_PLACE]

    def contact(self, match: KnownMatch) -> KnownContact | None:
        """How to reach somebody: only while site and volunteer may know of each other."""
        return self.contacts.get(match.id) if match.state in CONTACT_STATES else None


@dataclass(frozen=True)
class Page:
    """Some needs of a longer list."""

    views: list[NeedView]
    page: int
    pages: int


def need_with_all(session: Session, need_id: UUID) -> NeedView:
    """One need. Raises `NotFound`."""
    need = session.get(Need, need_id)
    if need is None:
        raise NotFound("Diese Anfrage gibt es nicht.")
    return _views(session, [need])[0]


def needs(
    session: Session,
    *,
    states: Collection[NeedState] | None = None,
    site_ids: Collection[UUID] | None = None,
    bfs_nr: int | None = None,
    page: int = 1,
) -> Page:
    """Needs in some states, of some sites, in a municipality (None: all of them), the newest first."""
    wanted = select(Need).where(*_conditions(states, site_ids, bfs_nr))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = session.scalars(_newest(wanted).limit(PAGE).offset((page - 1) * PAGE)).all()
    return Page(_views(session, rows), page, pages)


def all_needs(
    session: Session, states: Collection[NeedState] | None, site_ids: Collection[UUID] | None
) -> list[NeedView]:
    """The same, whole: for programs."""
    return _views(session, session.scalars(_newest(select(Need).where(*_conditions(states, site_ids, None)))).all())


def waiting_for_release(session: Session) -> list[NeedView]:
    """Needs without an account that a coordinator has to look at, the longest waiting first."""
    rows = select(Need).where(Need.state == DRAFT, Need.confirmed_at.is_not(None))
    return _views(session, session.scalars(rows.order_by(Need.confirmed_at).limit(WAITING_AT_MOST)).all())


def history(session: Session, need_id: UUID) -> list[tuple[Move, str | None]]:
    """A need's moves, the newest first, each with the name of who made it as far as we were told."""
    rows = select(Move, KnownAccount.name).outerjoin(KnownAccount, KnownAccount.id == Move.by)
    newest = rows.where(Move.need_id == need_id).order_by(Move.id.desc())
    return [(move, name) for move, name in session.execute(newest)]


def poster(session: Session, need: Need) -> Poster | None:
    """Who posted a need without an account; forgotten when it was never confirmed."""
    return session.get(Poster, need.poster_id) if need.poster_id else None


def sites(session: Session, site_ids: Collection[UUID] | None = None, *, active: bool = False) -> list[SiteView]:
    """Sites (None: all), by organisation and name; `active`: only those that may post."""
    rows = select(Site, Organisation.name).join(Organisation, Organisation.id == Site.organisation_id)
    if site_ids is not None:
        rows = rows.where(Site.id.in_(site_ids))
    if active:
        rows = rows.where(Site.active)
    return [SiteView(site, name) for site, name in session.execute(rows.order_by(Organisation.name, Site.name))]


def site(session: Session, site_id: UUID) -> SiteView:
    """One site. Raises `NotFound`."""
    found = sites(session, [site_id])
    if not found:
        raise NotFound("Diesen Standort gibt es nicht.")
    return found[0]


def is_own(session: Session, who: Who, need_id: UUID) -> bool:
    """Whether a need belongs to somebody's site; of one that does not exist the page says so itself."""
    need = session.get(Need, need_id)
    return need is None or need.site_id in who.site_ids


def _conditions(
    states: Collection[NeedState] | None, site_ids: Collection[UUID] | None, bfs_nr: int | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if states is not None:
        conditions.append(Need.state.in_(states))
    if site_ids is not None:
        conditions.append(Need.site_id.in_(site_ids) if site_ids else false())
    if bfs_nr is not None:
        conditions.append(Need.bfs_nr == bfs_nr)
    return conditions


def _newest(rows: Select[Need]) -> Select[Need]:
    return rows.order_by(Need.posted_at.desc(), Need.id.desc())


def _views(session: Session, rows: Sequence[Need]) -> list[NeedView]:
    """Three statements, however many needs: their sites, matches and contacts."""
    need_ids = [need.id for need in rows]
    site_ids = {need.site_id for need in rows if need.site_id}
    by_id = {site.id: site for site in session.scalars(select(Site).where(Site.id.in_(site_ids)))} if site_ids else {}
    matches = _by_need(session, KnownMatch, need_ids)
    contacts = _by_need(session, KnownContact, need_ids)
    return [
        NeedView(
            need=need,
            site=by_id.get(need.site_id) if need.site_id else None,
            matches=matches[need.id],
            contacts={contact.id: contact for contact in contacts[need.id]},
        )
        for need in rows
    ]


def _by_need(session: Session, model: Any, need_ids: Sequence[UUID]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    if need_ids:
        for row in session.scalars(select(model).where(model.need_id.in_(need_ids)).order_by(model.id)):
            found[row.need_id].append(row)
    return found
