"""Tables of this service: volunteers, what they offer, what was seen of them and what they did; copies of others.

`MOVES` is the life of a volunteer, `CLICKS` what people press: one click may pass several states.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.volunteers import service
from shared.attempts import AttemptColumns
from shared.contracts.accommodation import NeedState
from shared.contracts.journal import SubjectKind
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind, Gender, Mobility, Period, Timing
from shared.db import Word
from shared.journal import EntryColumns, Journal
from shared.states import Moves
from shared.words import short_name

REGISTERED, CONFIRMED, IN_CLEARANCE, READY, PAUSED, LEFT, REJECTED, BLOCKED = VolunteerState

LIVING = frozenset({REGISTERED, CONFIRMED, IN_CLEARANCE, READY, PAUSED})
"""States in which the office has something to do with a volunteer."""

MOVES = Moves(
    {
        REGISTERED: [CONFIRMED, REJECTED, BLOCKED, LEFT],
        CONFIRMED: [IN_CLEARANCE, REJECTED, BLOCKED, LEFT],
        IN_CLEARANCE: [READY, REJECTED, BLOCKED, LEFT],
        READY: [PAUSED, BLOCKED, LEFT],
        PAUSED: [READY, BLOCKED, LEFT],
        BLOCKED: [IN_CLEARANCE, READY],
        REJECTED: [CONFIRMED],
        LEFT: [CONFIRMED],
    }
)


@dataclass(frozen=True)
class Click:
    """Something to press: from where it may be pressed, where it leads, what it may pass; `own`: also one's own."""

    starts: frozenset[VolunteerState]
    goal: VolunteerState
    through: frozenset[VolunteerState] = frozenset()
    own: bool = False


def _click(starts: Iterable[VolunteerState], goal: VolunteerState, **more: Any) -> Click:
    return Click(frozenset(starts), goal, **more)


CLICKS = {
    "confirm": _click([REGISTERED], CONFIRMED),
    "talk": _click([CONFIRMED], IN_CLEARANCE),
    "clear": _click([CONFIRMED, IN_CLEARANCE], READY, through=frozenset({IN_CLEARANCE})),
    "reject": _click([REGISTERED, CONFIRMED, IN_CLEARANCE], REJECTED),
    "block": _click(LIVING, BLOCKED),
    "unblock": _click([BLOCKED], READY),  # back into clearance, if it was not finished before
    "pause": _click([READY], PAUSED, own=True),
    "resume": _click([PAUSED], READY, own=True),
    "leave": _click(LIVING, LEFT, own=True),
    "readmit": _click([REJECTED, LEFT], CONFIRMED),  # somebody comes back, and the office has looked
}


class Volunteer(service.Base):
    """Somebody who signed up to help. `revision` is raised with everything that is told of the volunteer."""

    __tablename__ = "volunteers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[VolunteerState] = mapped_column(Word(VolunteerState), index=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)  # lower-case, so that one person is one row
    phone: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    bfs_nr: Mapped[int]
    language: Mapped[str]
    gender: Mapped[Gender | None] = mapped_column(Word(Gender))
    notes: Mapped[str] = mapped_column(Text)
    search_text: Mapped[str]  # names and e-mail as they are found and sorted: shared.finding
    consent_at: Mapped[datetime]
    consent_version: Mapped[str]
    registered_at: Mapped[datetime]
    entered_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    ready_since: Mapped[date | None]
    paused_until: Mapped[date | None]
    asked_again_at: Mapped[datetime | None]  # signed up anew after leaving or being turned down

    offer: Mapped["Offer"] = relationship(lazy="joined", innerjoin=True, back_populates="volunteer")
    clearances: Mapped[list["SeenClearance"]] = relationship(
        order_by="SeenClearance.kind", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        """First name and initial: all that others are told."""
        return short_name(self.name)


class Offer(service.Base):
    """What a volunteer offers. Distances in km; no slots means flexible; `away` are periods as ISO days."""

    __tablename__ = "offers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id", ondelete="CASCADE"), unique=True)
    categories: Mapped[list[str]]
    languages: Mapped[dict[str, str]]
    travel_km: Mapped[int]
    mobility: Mapped[Mobility] = mapped_column(Word(Mobility))
    slots: Mapped[list[str]]
    available_from: Mapped[date | None]
    away: Mapped[list[dict[str, Any]]]
    hours_per_week: Mapped[int | None]

    volunteer: Mapped[Volunteer] = relationship(back_populates="offer")

    @property
    def periods_away(self) -> list[Period]:
        """The days away."""
        days = [{end: date.fromisoformat(day) for end, day in stored.items() if day} for stored in self.away]
        return [Period(**ends) for ends in days]


class SeenClearance(service.Base):
    """One kind of clearance and when somebody of the office saw it; the document itself is never kept."""

    __tablename__ = "clearances"
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ClearanceKind] = mapped_column(Word(ClearanceKind), primary_key=True)
    valid_until: Mapped[date | None]
    seen_on: Mapped[date]
    seen_by: Mapped[UUID | None]


class HoursEntry(service.Base):
    """One day's work for one assignment, in minutes."""

    __tablename__ = "hours"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id", ondelete="CASCADE"), index=True)
    match_id: Mapped[UUID]
    need_id: Mapped[UUID]
    day: Mapped[date]
    minutes: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    logged_at: Mapped[datetime]
    entered_by: Mapped[UUID | None]


class Move(service.Base):
    """History: what was done with a volunteer, by whom, and which state it led to. `by` None: time did it."""

    __tablename__ = "moves"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    on_behalf: Mapped[bool]
    click: Mapped[str]
    from_state: Mapped[VolunteerState | None] = mapped_column(Word(VolunteerState))
    to_state: Mapped[VolunteerState] = mapped_column(Word(VolunteerState))
    reason: Mapped[str] = mapped_column(Text)


class Task(service.Base):
    """Work for the office that we told of, done or not: so that it can be taken back, and told again."""

    __tablename__ = "tasks"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    label: Mapped[str]
    due: Mapped[datetime | None]
    done: Mapped[bool]


class JournalEntry(EntryColumns, service.Base):
    """What the office wrote down about a volunteer; for the office alone."""

    __tablename__ = "journal"


JOURNAL = Journal(JournalEntry, SubjectKind.VOLUNTEER)


class SignUpAttempts(AttemptColumns, service.Base):
    """How many sign-ups were begun and sent from one network address lately."""

    __tablename__ = "sign_up_attempts"


class KnownNeed(service.Base):
    """Copy: a need, as far as a volunteer who is asked for it wants to know."""

    __tablename__ = "known_needs"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[NeedState] = mapped_column(Word(NeedState))
    site_id: Mapped[UUID | None]
    bfs_nr: Mapped[int]
    category: Mapped[str]
    timing: Mapped[Timing] = mapped_column(Word(Timing))
    once_at: Mapped[datetime | None]
    slots: Mapped[list[str]]
    first: Mapped[date | None]
    last: Mapped[date | None]
    minutes: Mapped[int | None]


class KnownSite(service.Base):
    """Copy: where an assignment is, and how to reach the site."""

    __tablename__ = "known_sites"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    town: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str | None]


class KnownMatch(service.Base):
    """Copy: a match of one of our volunteers."""

    __tablename__ = "known_matches"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[MatchState] = mapped_column(Word(MatchState))
    cause: Mapped[Cause | None] = mapped_column(Word(Cause))
    need_id: Mapped[UUID]
    volunteer_id: Mapped[UUID] = mapped_column(index=True)
    answer: Mapped[Answer | None] = mapped_column(Word(Answer))
    answer_by: Mapped[datetime]
    proposed_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
