"""All that is read here: people by state and by what is typed, one person's matches, hours and history."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from services.volunteers.models import (
    HoursEntry,
    KnownMatch,
    KnownNeed,
    KnownSite,
    Move,
    Volunteer,
)
from shared import clock
from shared.contracts.matching import CONTACT_STATES, HOLDS_A_PLACE, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.errors import NotFound
from shared.tables import KnownAccount

PAGE_SIZE = 50
YEAR = timedelta(weeks=52)
LEAST_DIGITS = 3
"""Fewer digits than these are no part of a telephone number worth looking for."""


@dataclass(frozen=True)
class Placed:
    """A match with the need it is for and the site it is at, as far as we were told of them."""

    match: KnownMatch
    need: KnownNeed | None
    site: KnownSite | None

    @property
    def agreed(self) -> bool:
        """Whether it is, or was, an assignment: somebody works there, and the site may be reached."""
        return self.match.agreed_at is not None or self.match.state in CONTACT_STATES


@dataclass(frozen=True)
class Matches:
    """A volunteer's matches: to be answered, running, and over (those that were agreed once)."""

    proposals: list[Placed]
    assignments: list[Placed]
    past: list[Placed]


def volunteer(session: Session, volunteer_id: UUID) -> Volunteer:
    """One volunteer. Raises `NotFound`."""
    found = session.get(Volunteer, volunteer_id)
    if found is None:
        raise NotFound("Diese Person gibt es hier nicht (mehr).")
    return found


def volunteer_by_email(session: Session, email: str) -> Volunteer | None:
    """Whose address this is."""
    return session.scalars(select(Volunteer).where(Volunteer.email == email.lower())).one_or_none()


def volunteers(session: Session, state: VolunteerState | None = None) -> Sequence[Volunteer]:
    """Everybody in a state, or everybody, by name."""
    return session.scalars(_wanted(state, "").options(selectinload(Volunteer.clearances))).all()


def page_of_volunteers(
    session: Session, state: VolunteerState | None, typed: str, page: int
) -> tuple[Sequence[Volunteer], int]:
    """One page of those in a state whose name, e-mail or telephone has what was typed; and how many pages there are."""
    wanted = _wanted(state, typed)
    count = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    rows = session.scalars(wanted.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return rows, -(-count // PAGE_SIZE)


def state_counts(session: Session, typed: str) -> dict[VolunteerState, int]:
    """How many there are in each state, among those that fit what was typed."""
    fitting = _wanted(None, typed).order_by(None).with_only_columns(Volunteer.state, func.count())
    counts = dict(session.execute(fitting.group_by(Volunteer.state)).all())
    return {state: counts.get(state, 0) for state in VolunteerState}


def matches(session: Session, volunteer_id: UUID) -> Matches:
    """What a volunteer was asked for and does, the most urgent first."""
    joined = (
        select(KnownMatch, KnownNeed, KnownSite)
        .outerjoin(KnownNeed, KnownNeed.id == KnownMatch.need_id)
        .outerjoin(KnownSite, KnownSite.id == KnownNeed.site_id)
        .where(KnownMatch.volunteer_id == volunteer_id)
        .order_by(KnownMatch.answer_by)
    )
    found = [Placed(*row) for row in session.execute(joined)]
    return Matches(
        proposals=[placed for placed in found if placed.match.state == MatchState.PROPOSED],
        assignments=[placed for placed in found if placed.match.state in HOLDS_A_PLACE],
        past=[placed for placed in found if placed.match.state not in HOLDS_A_PLACE and placed.agreed],
    )


def hours(session: Session, volunteer_id: UUID, limit: int = PAGE_SIZE) -> list[tuple[HoursEntry, KnownNeed | None]]:
    """The latest entries, each with the need it was for."""
    entries = select(HoursEntry, KnownNeed).outerjoin(KnownNeed, KnownNeed.id == HoursEntry.need_id)
    mine = entries.where(HoursEntry.volunteer_id == volunteer_id)
    latest = mine.order_by(HoursEntry.day.desc(), HoursEntry.logged_at.desc()).limit(limit)
    return [(entry, need) for entry, need in session.execute(latest)]


def minutes_52_weeks(session: Session, volunteer_id: UUID) -> int:
    """Minutes at work in the last 52 weeks."""
    logged = select(func.sum(HoursEntry.minutes)).where(HoursEntry.volunteer_id == volunteer_id)
    return session.scalar(logged.where(HoursEntry.day > clock.today() - YEAR)) or 0


def minutes_by_volunteer(session: Session) -> dict[UUID, int]:
    """The same of everybody who logged any."""
    logged = select(HoursEntry.volunteer_id, func.sum(HoursEntry.minutes)).group_by(HoursEntry.volunteer_id)
    return dict(session.execute(logged.where(HoursEntry.day > clock.today() - YEAR)).all())


def history(session: Session, volunteer_id: UUID) -> list[tuple[Move, str | None]]:
    """What was done with a volunteer, newest first, each with the name of whoever did it, if we know it."""
    moves = select(Move, KnownAccount.name).outerjoin(KnownAccount, KnownAccount.id == Move.by)
    mine = moves.where(Move.volunteer_id == volunteer_id).order_by(Move.at.desc(), Move.id.desc())
    return [(move, name) for move, name in session.execute(mine)]


def _wanted(state: VolunteerState | None, typed: str) -> Select[Volunteer]:
    found = select(Volunteer).order_by(Volunteer.last_name, Volunteer.first_name, Volunteer.id)
    if state:
        found = found.where(Volunteer.state == state)
    if not typed:
        return found
    fits = [and_(*(Volunteer.search_text.contains(word, autoescape=True) for word in typed.casefold().split()))]
    if digits := _phone_part(typed):
        fits.append(Volunteer.phone.contains(digits))
    return found.where(or_(*fits))


def _phone_part(typed: str) -> str | None:
    """The digits of a telephone number as they are stored: 079 123 is a part of +4179123…"""
    if re.search(r"[^\d\s+/().'-]", typed):
        return None
    digits = re.sub(r"\D", "", typed).lstrip("0")
    return digits if len(digits) >= LEAST_DIGITS else None
