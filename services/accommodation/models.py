"""What is kept here: organisations, their sites and needs; and what matching and volunteers told of who comes.

A need without an account begins as a draft: its poster confirms it by mail, then a coordinator releases it. Until then
it stays inside this service. From *open* on its state follows from its matches (`actions/news.py`).
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.accommodation import service
from shared import clock
from shared.attempts import AttemptColumns
from shared.contracts.accommodation import NeedState, SiteKind
from shared.contracts.journal import SubjectKind
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.words import AgeGroup, Gender, Selection, Timing, Urgency
from shared.db import Word
from shared.journal import EntryColumns, Journal
from shared.states import Moves

DRAFT, OPEN, PROPOSED, FILLED, DONE, CANCELLED, EXPIRED = NeedState

MOVES: Moves[NeedState] = Moves(
    {
        DRAFT: {OPEN, CANCELLED, EXPIRED},
        OPEN: {PROPOSED, FILLED, DONE, CANCELLED, EXPIRED},
        PROPOSED: {OPEN, FILLED, DONE, CANCELLED, EXPIRED},
        FILLED: {OPEN, PROPOSED, DONE, CANCELLED},
    }
)
FOLLOWS_MATCHES = frozenset({OPEN, PROPOSED, FILLED})
LIVING = frozenset({DRAFT, *FOLLOWS_MATCHES})
WITH_MINORS = frozenset({AgeGroup.PRESCHOOL, AgeGroup.SCHOOL, AgeGroup.YOUTH})
"""Age groups that are with minors whether the box was ticked or not: safer once too often than once too little."""
RANK = {OPEN: 0, PROPOSED: 1, FILLED: 2, DONE: 3}
"""How far a need has come; whoever goes down *falls back*, with a cause."""

ORDINARY: dict[str, Any] = {
    "headcount": 1,
    "age_group": AgeGroup.MIXED,
    "persons": 1,
    "minors": False,
    "alone": False,
    "languages": [],
    "timing": Timing.FLEXIBLE,
    "slots": [],
    "urgency": Urgency.NORMAL,
    "wish": "",
    "reference": "",
}
"""What a need is when its poster does not say otherwise."""


class Actor(StrEnum):
    """Who moved a need."""

    SITE = "site"
    OFFICE = "office"
    POSTER = "poster"
    MATCHING = "matching"
    TIME = "time"


class NeedCause(StrEnum):
    """Why a need ended or was changed, beside the causes that its matches bring along."""

    CANCELLED_BY_SITE = "cancelled_by_site"
    CANCELLED_BY_OFFICE = "cancelled_by_office"
    CANCELLED_BY_POSTER = "cancelled_by_poster"
    NOT_RELEASED = "not_released"
    NOT_CONFIRMED = "not_confirmed"
    TIME_OVER = "time_over"
    CONFIRMED = "confirmed"
    EDITED = "edited"
    ASKED_AGAIN = "asked_again"
    NOBODY_CAME = "nobody_came"
    CLARIFIED = "clarified"


class Organisation(service.Base):
    """Who runs sites: a canton's social service, a municipality, a school, an association."""

    __tablename__ = "organisations"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Site(service.Base):
    """A house or an institution whose staff post needs; address and telephone are the institution's."""

    __tablename__ = "sites"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    organisation_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[SiteKind] = mapped_column(Word(SiteKind))
    street: Mapped[str]
    postcode: Mapped[str]
    town: Mapped[str]
    bfs_nr: Mapped[int]
    phone: Mapped[str]
    email: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    search_text: Mapped[str]  # with the organisation's name, as it is found: shared.finding


class Need(service.Base):
    """Somebody asks for help. `reference` is the site's own and never leaves this service.

    Posted by staff: `site_id` and `posted_by`. Written by a coordinator for a site: `entered_by` in place of
    `posted_by`. Posted without an account: `poster_id`, and `confirmed_at`, `released_at` once that has happened.
    """

    __tablename__ = "needs"
    __table_args__ = (Index("ix_needs_state_posted_at", "state", "posted_at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    state: Mapped[NeedState] = mapped_column(Word(NeedState))
    cause: Mapped[str | None]
    site_id: Mapped[UUID | None] = mapped_column(index=True)
    bfs_nr: Mapped[int]
    category: Mapped[str]
    headcount: Mapped[int]
    filled: Mapped[int] = mapped_column(default=0)
    age_group: Mapped[AgeGroup] = mapped_column(Word(AgeGroup))
    persons: Mapped[int]
    minors: Mapped[bool]
    alone: Mapped[bool]
    languages: Mapped[list[str]]
    timing: Mapped[Timing] = mapped_column(Word(Timing))
    once_at: Mapped[datetime | None]
    day: Mapped[date | None]  # of its moment as calendars here count it, else its first one: lists go by it
    slots: Mapped[list[str]]
    first: Mapped[date | None]
    last: Mapped[date | None]
    minutes: Mapped[int | None]
    urgency: Mapped[Urgency] = mapped_column(Word(Urgency))
    wish: Mapped[str]
    search_text: Mapped[str]  # the wish as it is found: shared.finding
    wish_gender: Mapped[Gender | None] = mapped_column(Word(Gender))
    selection: Mapped[Selection] = mapped_column(Word(Selection))
    reference: Mapped[str]
    posted_at: Mapped[datetime]
    posted_by: Mapped[UUID | None]
    entered_by: Mapped[UUID | None]
    poster_id: Mapped[UUID | None] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def over_at(self) -> datetime | None:
        """When its time is over: at its moment, or after its last day. None: it has no end."""
        if self.timing is Timing.ONCE:
            return self.once_at
        return clock.end_of(self.last) if self.last else None

    @property
    def stays_inside(self) -> bool:
        """Whether nobody outside was told of it: asked for without an account, and never released."""
        return self.poster_id is not None and self.released_at is None

    @property
    def looks_for_somebody(self) -> bool:
        """Whether there are places left to give, and still time for it."""
        return self.state in (OPEN, PROPOSED) and not (self.over_at and self.over_at <= clock.now())

    @property
    def was_missed(self) -> bool:
        """Whether somebody was to come and did not, and nobody has found out why yet."""
        return self.state in FOLLOWS_MATCHES and self.cause == NeedCause.NOBODY_CAME

    @property
    def can_be_finished(self) -> bool:
        """Whether it may be said that the help took place: somebody was found, and the moment has come."""
        return self.state in FOLLOWS_MATCHES and self.filled > 0 and not (self.once_at and self.once_at > clock.now())

    @property
    def asks_how_it_went(self) -> bool:
        """Whether it is the site's turn to say how it went: somebody was to come, and the time is over."""
        is_over = self.over_at is not None and self.over_at <= clock.now()
        return self.can_be_finished and is_over and not self.was_missed

    @property
    def waits_for_release(self) -> bool:
        """Whether it is a coordinator's turn: confirmed by mail, not yet released or rejected."""
        return self.state is DRAFT and self.confirmed_at is not None


class Move(service.Base):
    """The history of a need. `on_behalf`: a coordinator did what is otherwise the site's to do."""

    __tablename__ = "moves"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    need_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    actor: Mapped[Actor] = mapped_column(Word(Actor))
    by: Mapped[UUID | None]
    on_behalf: Mapped[bool]
    from_state: Mapped[NeedState | None] = mapped_column(Word(NeedState))
    to_state: Mapped[NeedState] = mapped_column(Word(NeedState))
    cause: Mapped[str | None]
    reason: Mapped[str]


class Poster(service.Base):
    """Who posted one need without an account: a person of ours, whose address we publish.

    An address never changes: with another one it is another person, so that what was sent to the first is the first's.
    """

    __tablename__ = "posters"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(index=True)
    phone: Mapped[str]
    organisation: Mapped[str]
    postcode: Mapped[str]
    language: Mapped[str] = mapped_column(default="de")


class ConfirmationMail(service.Base):
    """That one mail went to one address so that a need is confirmed; the address itself is a fingerprint only.

    Each address that a draft had was a `Poster` of its own, so a link is known as one to an address of before.
    """

    __tablename__ = "confirmation_mails"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    need_id: Mapped[UUID] = mapped_column(index=True)
    poster_id: Mapped[UUID] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class AskAttempts(AttemptColumns, service.Base):
    """How often somebody at one place of the network asked for help without an account lately."""

    __tablename__ = "ask_attempts"


class KnownMatch(service.Base):
    """What matching told: who was asked for a need of ours. `name` is first name and initial."""

    __tablename__ = "known_matches"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    need_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[MatchState] = mapped_column(Word(MatchState))
    cause: Mapped[Cause | None] = mapped_column(Word(Cause))
    volunteer_id: Mapped[UUID]
    name: Mapped[str]
    answer: Mapped[Answer | None] = mapped_column(Word(Answer))
    answer_by: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class KnownContact(service.Base):
    """What volunteers told: how to reach the volunteer of one match (its id), from agreed until it ends."""

    __tablename__ = "known_contacts"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    need_id: Mapped[UUID] = mapped_column(index=True)
    volunteer_id: Mapped[UUID]
    name: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]


class Pattern(service.Base):
    """A need that a site asks for again and again («Vorlage»), under a name of its own.

    `values` are what a form sends, so that what is chosen from it goes through the same checks as what is typed.
    """

    __tablename__ = "patterns"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    values: Mapped[dict[str, Any]]
    saved_by: Mapped[UUID]
    saved_at: Mapped[datetime]


class JournalEntry(EntryColumns, service.Base):
    """What the office wrote down about sites and needs."""

    __tablename__ = "journal"


SITE_JOURNAL = Journal(JournalEntry, SubjectKind.SITE)
NEED_JOURNAL = Journal(JournalEntry, SubjectKind.NEED)
