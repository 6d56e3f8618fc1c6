"""Needs, each with its site and who was asked for it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from services.accommodation.models import DRAFT, ConfirmationMail, KnownContact, KnownMatch, Move, Need, Poster, Site
from services.accommodation.queries.order import NEWEST, as_a_carer_looks
from services.accommodation.queries.paging import Page, paged
from shared.auth import Who
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import CONTACT_STATES, HOLDS_A_PLACE, MatchState
from shared.errors import NotFound
from shared.i18n import _
from shared.tables import KnownAccount

WAITING_AT_MOST = 100
EARLIER_AT_MOST = 5
LOOKED_BACK_AT = 60


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which needs of a list are wanted; None is: all of them."""

    states: Collection[NeedState] | None = None
    site_ids: Collection[UUID] | None = None
    bfs_nr: int | None = None
    category: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same for the database."""
        given: list[tuple[object, ColumnElement[bool]]] = [
            (self.states, Need.state.in_(self.states or ())),
            (self.site_ids, Need.site_id.in_(self.site_ids) if self.site_ids else false()),
            (self.bfs_nr, Need.bfs_nr == self.bfs_nr),
            (self.category, Need.category == self.category),
        ]
        return [condition for value, condition in given if value is not None]


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


def need_with_all(session: Session, need_id: UUID) -> NeedView:
    """One need. Raises `NotFound`."""
    need = session.get(Need, need_id)
    if need is None:
        raise NotFound(_("Diese Anfrage gibt es nicht."))
    return views(session, [need])[0]


def needs(session: Session, wanted: Wanted, page: int = 1) -> Page[NeedView]:
    """The needs that are wanted, the newest first."""
    return page_of(session, select(Need).where(*wanted.conditions()), page)


def own_needs(session: Session, wanted: Wanted, page: int = 1) -> Page[NeedView]:
    """The same in the order in which a site looks at its own."""
    rows = select(Need).where(*wanted.conditions()).order_by(*as_a_carer_looks())
    return paged(session, rows, page, lambda found: views(session, [need for (need,) in found]))


def page_of(session: Session, rows: Select[Need], page: int) -> Page[NeedView]:
    """One page of some needs, the newest first."""
    return paged(session, _newest(rows), page, lambda found: views(session, [need for (need,) in found]))


def counts(session: Session, site_ids: Collection[UUID]) -> dict[NeedState, int]:
    """How many needs of these sites are in each state."""
    rows = select(Need.state, func.count()).where(*Wanted(site_ids=site_ids).conditions()).group_by(Need.state)
    return dict(session.execute(rows).all())


def all_needs(session: Session, wanted: Wanted) -> list[NeedView]:
    """The same as `needs`, whole: for programs."""
    return views(session, session.scalars(_newest(select(Need).where(*wanted.conditions()))).all())


def earlier(session: Session, site_ids: Collection[UUID]) -> list[Need]:
    """The last few needs of some sites that are worth copying: one of each kind and time."""
    rows = _newest(select(Need).where(*Wanted(site_ids=site_ids).conditions())).limit(LOOKED_BACK_AT)
    kinds: dict[tuple[object, ...], Need] = {}
    for need in session.scalars(rows):
        kinds.setdefault((need.site_id, need.category, need.timing, tuple(need.slots)), need)
    return list(kinds.values())[:EARLIER_AT_MOST]


def last_site_of(session: Session, account_id: UUID) -> UUID | None:
    """The site for which somebody last posted a need: most likely the next one is for it too."""
    return session.scalar(select(Need.site_id).where(Need.posted_by == account_id).order_by(Need.id.desc()).limit(1))


def waiting_for_release(session: Session) -> list[NeedView]:
    """Needs without an account that a coordinator has to look at, the longest waiting first."""
    rows = select(Need).where(Need.state == DRAFT, Need.confirmed_at.is_not(None))
    return views(session, session.scalars(rows.order_by(Need.confirmed_at).limit(WAITING_AT_MOST)).all())


def history(session: Session, need_id: UUID, newest: int | None = None) -> list[tuple[Move, str | None]]:
    """A need's moves, the newest first, each with the name of who made it as far as we were told; or only some."""
    rows = select(Move, KnownAccount.name).outerjoin(KnownAccount, KnownAccount.id == Move.by)
    found = rows.where(Move.need_id == need_id).order_by(Move.id.desc()).limit(newest)
    return [(move, name) for move, name in session.execute(found)]


def poster(session: Session, need: Need) -> Poster | None:
    """Who posted a need without an account; forgotten when it was never confirmed."""
    return session.get(Poster, need.poster_id) if need.poster_id else None


def need_of_poster(session: Session, poster_id: UUID) -> Need | None:
    """The need that has this poster now."""
    return session.scalar(select(Need).where(Need.poster_id == poster_id))


def was_written_to(session: Session, poster_id: UUID) -> bool:
    """Whether a need had this poster when it was to be confirmed, at the present address or one of before."""
    rows = select(ConfirmationMail.id).where(ConfirmationMail.poster_id == poster_id)
    return session.scalar(rows.limit(1)) is not None


def is_own(session: Session, who: Who, need_id: UUID) -> bool:
    """Whether a need belongs to somebody's site; of one that does not exist the page says so itself."""
    need = session.get(Need, need_id)
    return need is None or need.site_id in who.site_ids


def _newest(rows: Select[Need]) -> Select[Need]:
    return rows.order_by(*NEWEST)


def views(session: Session, rows: Sequence[Need]) -> list[NeedView]:
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
