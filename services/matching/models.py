"""What matching owns (matches and their history), its copies of others' facts, and the life of a match as one table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from services.matching import service
from shared.contracts.accommodation import NeedState
from shared.contracts.journal import SubjectKind
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import AgeGroup, Gender, Mobility, Selection, Timing, Urgency
from shared.db import Word
from shared.states import Moves

S = MatchState

MOVES = Moves(
    {
        S.PROPOSED: {S.ACCEPTED, S.DECLINED, S.EXPIRED, S.WITHDRAWN},
        S.ACCEPTED: {S.TRIAL, S.AGREED, S.WITHDRAWN, S.FAILED},
        S.TRIAL: {S.AGREED, S.WITHDRAWN, S.FAILED},
        S.AGREED: {S.ACTIVE, S.CLOSED, S.WITHDRAWN, S.FAILED},
        S.ACTIVE: {S.PAUSED, S.CLOSED, S.WITHDRAWN, S.FAILED},
        S.PAUSED: {S.ACTIVE, S.CLOSED, S.WITHDRAWN, S.FAILED},
    }
)
LIVING = frozenset(MOVES.table)


@dataclass(frozen=True)
class Click:
    """What a person does with a match: where it leads, which states it may pass, the causes it may give."""

    goal: MatchState
    through: frozenset[MatchState] = frozenset()
    causes: tuple[Cause, ...] = ()


CLICKS = {
    "accept": Click(S.ACCEPTED),
    "pick": Click(S.ACCEPTED),
    "decline": Click(S.DECLINED),
    "withdraw": Click(S.WITHDRAWN, causes=(Cause.OFFICE_WITHDREW, Cause.VOLUNTEER_WITHDREW)),
    "trial": Click(S.TRIAL, through=frozenset({S.ACCEPTED})),
    "agree": Click(S.AGREED, through=frozenset({S.ACCEPTED})),
    "start": Click(S.ACTIVE, through=frozenset({S.ACCEPTED, S.AGREED})),
    "pause": Click(S.PAUSED),
    "close": Click(S.CLOSED, causes=(Cause.COMPLETED,)),
    "fail": Click(S.FAILED, causes=(Cause.DID_NOT_WORK,)),
}
"""The first cause is the one that is meant when nothing is said. `start` also ends a pause."""

OWN_CLICKS = frozenset({"accept", "decline", "withdraw"})
"""What a volunteer may do with her own match; done by the office it is on her behalf."""

STILL_WANTED = frozenset({NeedState.OPEN, NeedState.PROPOSED, NeedState.FILLED})
"""While a need is in these states its matches live on; in any other they end."""

LIVES_ON = text("ended_at IS NULL")


class Match(service.Base):
    """A volunteer was asked for a need. `since` is when it came to its state; `answer_by` is the deadline."""

    __tablename__ = "matches"
    __table_args__ = (
        # Nobody is asked twice at the same time for the same need, whatever two coordinators do.
        Index(
            "uq_matches_living", "need_id", "offer_id", unique=True, sqlite_where=LIVES_ON, postgresql_where=LIVES_ON
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[MatchState] = mapped_column(Word(MatchState), index=True)
    since: Mapped[datetime]
    cause: Mapped[Cause | None] = mapped_column(Word(Cause))
    need_id: Mapped[UUID] = mapped_column(index=True)
    offer_id: Mapped[UUID] = mapped_column(index=True)
    volunteer_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    answer: Mapped[Answer | None] = mapped_column(Word(Answer))
    answered_at: Mapped[datetime | None]
    answer_by: Mapped[datetime]
    message: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[UUID | None]
    accepted_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Move(service.Base):
    """One step in the life of a match. `by` is None where time, an event or the volunteer's mailed link did it."""

    __tablename__ = "moves"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    on_behalf: Mapped[bool]
    came_from: Mapped[MatchState | None] = mapped_column(Word(MatchState))
    went_to: Mapped[MatchState] = mapped_column(Word(MatchState))
    answer: Mapped[Answer | None] = mapped_column(Word(Answer))
    cause: Mapped[Cause | None] = mapped_column(Word(Cause))
    note: Mapped[str] = mapped_column(Text)


class KnownOffer(service.Base):
    """What we were last told of an offer; no contact in it."""

    __tablename__ = "known_offers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    volunteer_id: Mapped[UUID]
    state: Mapped[VolunteerState] = mapped_column(Word(VolunteerState), index=True)
    name: Mapped[str]
    categories: Mapped[list[str]]
    languages: Mapped[dict[str, str]]
    bfs_nr: Mapped[int]
    travel_km: Mapped[int]
    mobility: Mapped[Mobility] = mapped_column(Word(Mobility))
    slots: Mapped[list[str]]
    available_from: Mapped[date | None]
    away: Mapped[list[dict[str, Any]]]
    hours_per_week: Mapped[int | None]
    gender: Mapped[Gender | None] = mapped_column(Word(Gender))
    clearances: Mapped[list[dict[str, Any]]]
    ready_since: Mapped[date | None]
    minutes_52_weeks: Mapped[int]


class KnownNeed(service.Base):
    """What we were last told of a need. Whoever changes which places are taken locks this row first."""

    __tablename__ = "known_needs"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[NeedState] = mapped_column(Word(NeedState), index=True)
    cause: Mapped[str | None]
    site_id: Mapped[UUID | None]
    bfs_nr: Mapped[int]
    category: Mapped[str]
    headcount: Mapped[int]
    filled: Mapped[int]
    age_group: Mapped[AgeGroup] = mapped_column(Word(AgeGroup))
    persons: Mapped[int]
    minors: Mapped[bool]
    alone: Mapped[bool]
    languages: Mapped[list[str]]
    timing: Mapped[Timing] = mapped_column(Word(Timing))
    once_at: Mapped[datetime | None]
    slots: Mapped[list[str]]
    first: Mapped[date | None]
    last: Mapped[date | None]
    minutes: Mapped[int | None]
    urgency: Mapped[Urgency] = mapped_column(Word(Urgency))
    wish: Mapped[str] = mapped_column(Text)
    wish_gender: Mapped[Gender | None] = mapped_column(Word(Gender))
    selection: Mapped[Selection] = mapped_column(Word(Selection))
    posted_at: Mapped[datetime]


class KnownSite(service.Base):
    """Where a need comes from."""

    __tablename__ = "known_sites"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    town: Mapped[str]
    bfs_nr: Mapped[int]


class KnownTask(service.Base):
    """Work that waits for people at the office, told by any service."""

    __tablename__ = "known_tasks"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    kind: Mapped[str]
    label: Mapped[str]
    due: Mapped[datetime | None]
    link: Mapped[str]
    done: Mapped[bool] = mapped_column(index=True)


class KnownFollowUp(service.Base):
    """Somebody or something the office wants to look at again on a day, told by whoever keeps the journal."""

    __tablename__ = "known_follow_ups"
    __table_args__ = (Index("ix_known_follow_ups_open_due_on", "open", "due_on"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    subject_kind: Mapped[SubjectKind] = mapped_column(Word(SubjectKind))
    subject_id: Mapped[UUID]
    title: Mapped[str]
    due_on: Mapped[date]
    open: Mapped[bool]
