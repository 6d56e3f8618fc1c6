"""What matching tells: who was asked for which need, and where that stands.

Who compensates for what: a need that is cancelled, done or expired ends its matches here (*need_ended*); a volunteer
who pauses or leaves has open proposals withdrawn, one who leaves or is blocked loses the place too (*volunteer_gone*);
a place that was taken ends the other proposals (*place_taken*). The persons asked are told by matching.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.events import PersonId, event


class MatchState(StrEnum):
    """The life of a match; from *agreed* on people call it an assignment."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    TRIAL = "trial"
    AGREED = "agreed"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class Answer(StrEnum):
    """What a volunteer answered to a proposal."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class Cause(StrEnum):
    """Why a match ended, or a need fell back."""

    PLACE_TAKEN = "place_taken"
    NEED_ENDED = "need_ended"
    VOLUNTEER_GONE = "volunteer_gone"
    VOLUNTEER_WITHDREW = "volunteer_withdrew"
    OFFICE_WITHDREW = "office_withdrew"
    NOT_CHOSEN = "not_chosen"
    NO_ANSWER = "no_answer"
    DID_NOT_WORK = "did_not_work"
    COMPLETED = "completed"


HOLDS_A_PLACE = frozenset(
    {MatchState.ACCEPTED, MatchState.TRIAL, MatchState.AGREED, MatchState.ACTIVE, MatchState.PAUSED}
)
"""A need is filled when `headcount` matches are in these states."""


def takes_a_place(state: MatchState, cause: Cause | None) -> bool:
    """Whether a match takes one of a need's places: somebody holds it, or has finished what it was for."""
    return state in HOLDS_A_PLACE or (state is MatchState.CLOSED and cause is Cause.COMPLETED)


CONTACT_STATES = frozenset({MatchState.AGREED, MatchState.ACTIVE, MatchState.PAUSED})
"""While a match is in these states, site and volunteer know how to reach each other."""


@event
class MatchChanged:
    """A volunteer was asked for a need; where that stands now. `name` is first name and initial."""

    match_id: UUID
    revision: int
    state: MatchState
    cause: Cause | None = None
    need_id: UUID
    offer_id: UUID
    volunteer_id: PersonId
    name: str
    answer: Answer | None = None
    answer_by: datetime
    proposed_at: datetime
    agreed_at: datetime | None = None
    ended_at: datetime | None = None


@event
class MatchRemoved:
    """The match is gone for good."""

    match_id: UUID
    revision: int
    volunteer_id: PersonId
