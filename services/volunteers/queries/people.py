"""Volunteers: one by one, and by what the office looks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, cast, false, func, or_, select
from sqlalchemy.orm import Session, selectinload

from services.volunteers.models import CONFIRMED, IN_CLEARANCE, REGISTERED, Offer, Volunteer
from shared.contracts.volunteers import VolunteerState
from shared.errors import NotFound
from shared.finding import municipalities_called, phone_part, spellings, words_of
from shared.i18n import _
from shared.region import Region

PAGE_SIZE = 50
WAITING = frozenset({REGISTERED, CONFIRMED, IN_CLEARANCE})
"""In these states somebody waits for the office: who has waited longest comes first."""


@dataclass(frozen=True)
class Wanted:
    """Whom the office looks for; what is None or empty does not matter."""

    state: VolunteerState | None = None
    typed: str = ""
    category: str | None = None
    language: str | None = None
    bfs_nr: int | None = None


def volunteer(session: Session, volunteer_id: UUID) -> Volunteer:
    """One volunteer. Raises `NotFound`."""
    found = session.get(Volunteer, volunteer_id)
    if found is None:
        raise NotFound(_("Diese Person gibt es hier nicht (mehr)."))
    return found


def volunteer_by_email(session: Session, email: str) -> Volunteer | None:
    """Whose address this is."""
    return session.scalars(select(Volunteer).where(Volunteer.email == email.lower())).one_or_none()


def volunteers(session: Session, state: VolunteerState | None = None) -> Sequence[Volunteer]:
    """Everybody in a state, or everybody, by name."""
    everybody = select(Volunteer).options(selectinload(Volunteer.clearances)).order_by(*_by_name())
    return session.scalars(everybody.where(Volunteer.state == state) if state else everybody).all()


def page_of_volunteers(session: Session, region: Region, wanted: Wanted, page: int) -> Sequence[Volunteer]:
    """One page of those who are wanted, with their clearances."""
    order = [Volunteer.registered_at] if wanted.state in WAITING else []
    rows = _fitting(region, wanted).order_by(*order, *_by_name()).options(selectinload(Volunteer.clearances))
    return session.scalars(_one_page(rows, page)).all()


def state_counts(session: Session, region: Region, wanted: Wanted) -> dict[VolunteerState, int]:
    """How many there are in each state, among those that fit everything else."""
    anywhere = Wanted(typed=wanted.typed, category=wanted.category, language=wanted.language, bfs_nr=wanted.bfs_nr)
    fitting = _fitting(region, anywhere).with_only_columns(Volunteer.state, func.count(), maintain_column_froms=True)
    counts = dict(session.execute(fitting.group_by(Volunteer.state)).all())
    return {state: counts.get(state, 0) for state in VolunteerState}


def found_volunteers(session: Session, region: Region, typed: str, page: int) -> tuple[Sequence[Volunteer], int]:
    """One page of those found by name, telephone, e-mail or place, and how many there are, in one statement."""
    everybody = func.count().over().label("total")
    rows = _fitting(region, Wanted(typed=typed)).add_columns(everybody).order_by(*_by_name())
    found = session.execute(_one_page(rows, page)).all()
    return [volunteer for volunteer, _total in found], found[0].total if found else 0


def pages_of(count: int) -> int:
    """How many pages so many people fill."""
    return -(-count // PAGE_SIZE)


def _by_name() -> tuple[Any, ...]:
    return Volunteer.search_text, Volunteer.id  # begins with the last name, and sorts Ä where A stands


def _one_page(rows: Select[Any], page: int) -> Select[Any]:
    return rows.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)


def _fitting(region: Region, wanted: Wanted) -> Select[Any]:
    return select(Volunteer).join(Volunteer.offer).where(*_conditions(region, wanted))


def _conditions(region: Region, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Lists and mappings are looked through as the text they are stored as: both databases can."""
    if wanted.state:
        yield Volunteer.state == wanted.state
    if wanted.category:
        yield cast(Offer.categories, String).contains(f'"{wanted.category}"', autoescape=True)
    if wanted.language:
        yield cast(Offer.languages, String).contains(f'"{wanted.language}":', autoescape=True)
    if wanted.bfs_nr:
        yield Volunteer.bfs_nr == wanted.bfs_nr
    if words := words_of(wanted.typed):
        yield or_(and_(*(_has(region, word) for word in words)), _has_number(wanted.typed))


def _has(region: Region, word: str) -> ColumnElement[bool]:
    """A word of the name or address, the beginning of the postcode, or a place."""
    ways = [Volunteer.search_text.contains(way, autoescape=True) for way in sorted(spellings(word))]
    places = municipalities_called(region, word)
    return or_(*ways, Volunteer.postcode.startswith(word, autoescape=True), Volunteer.bfs_nr.in_(places))


def _has_number(typed: str) -> ColumnElement[bool]:
    digits = phone_part(typed)
    return Volunteer.phone.contains(digits) if digits else false()
