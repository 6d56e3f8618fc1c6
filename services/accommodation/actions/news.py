"""News from matching and volunteers. A need's state is counted anew from the copies of its matches, so it does not
matter in which order, or how often, the news comes.
"""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accommodation.actions.life import expire_in_time, move, note
from services.accommodation.actions.tasks import tell_missed
from services.accommodation.actions.telling import (
    say_somebody_comes,
    say_somebody_fell_away,
    say_somebody_is_chosen,
    tell,
)
from services.accommodation.models import (
    DONE,
    FILLED,
    FOLLOWS_MATCHES,
    OPEN,
    PROPOSED,
    RANK,
    Actor,
    KnownContact,
    KnownMatch,
    Need,
)
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import (
    CONTACT_STATES,
    HOLDS_A_PLACE,
    Cause,
    MatchChanged,
    MatchRemoved,
    MatchState,
)
from shared.contracts.volunteers import ContactReleased, ContactReleasedRemoved
from shared.copies import drop_copy, keep_copy

FELL_AWAY = frozenset({MatchState.DECLINED, MatchState.WITHDRAWN, MatchState.FAILED})
"""Ends of a match that nobody waited for, unlike *closed*."""


@dataclass(frozen=True)
class Count:
    """How a need's matches stand: places held now, helpers who have finished, proposals still open."""

    held: int
    completed: int
    proposed: int

    def filled(self, headcount: int) -> int:
        """Places that need nobody any more; never more than there are."""
        return min(headcount, self.held + self.completed)

    def state(self, headcount: int) -> NeedState:
        """The state that follows. A need is done when all its places were held and the last helper has finished."""
        if self.held >= headcount:
            return FILLED
        if self.proposed:
            return PROPOSED
        if self.held + self.completed < headcount:
            return OPEN
        return FILLED if self.held else DONE


def remember_match(session: Session, event: MatchChanged) -> None:
    """Somebody was asked for a need of ours, answered, was agreed upon …"""
    need = session.get(Need, event.need_id, with_for_update=True)
    before = _state_of_copy(session, event.match_id)
    kept = keep_copy(
        session,
        KnownMatch,
        event.match_id,
        event.revision,
        need_id=event.need_id,
        state=event.state,
        cause=event.cause,
        volunteer_id=event.volunteer_id,
        name=event.name,
        answer=event.answer,
        answer_by=event.answer_by,
        agreed_at=event.agreed_at,
        ended_at=event.ended_at,
    )
    if need is None or not kept:
        return
    if need.state in FOLLOWS_MATCHES:
        _say_who_comes(session, need, before, event)
    recount(session, need, event.cause)
    if event.state in FELL_AWAY:
        _say_who_fell_away(session, need, before, event.match_id)


def _say_who_comes(session: Session, need: Need, before: MatchState | None, event: MatchChanged) -> None:
    """One letter when somebody holds a place, and one once it is agreed; steps taken at one click are one letter."""
    if event.state in CONTACT_STATES:
        if before not in CONTACT_STATES:
            say_somebody_comes(session, need, event.match_id)
    elif event.state in HOLDS_A_PLACE and before not in HOLDS_A_PLACE:
        say_somebody_is_chosen(session, need, event.match_id)


def _say_who_fell_away(session: Session, need: Need, before: MatchState | None, match_id: UUID) -> None:
    """Whoever was told that somebody is found learns that we look on; not when the time for it is over anyway."""
    if before in HOLDS_A_PLACE and need.looks_for_somebody:
        say_somebody_fell_away(session, need, match_id)


def forget_match(session: Session, event: MatchRemoved) -> None:
    """A match is gone for good, and its place with it."""
    need_id = session.scalar(select(KnownMatch.need_id).where(KnownMatch.id == event.match_id))
    need = session.get(Need, need_id, with_for_update=True) if need_id else None
    before = _state_of_copy(session, event.match_id)
    drop_copy(session, KnownMatch, event.match_id, event.revision)
    if need is not None:
        recount(session, need, None)
        _say_who_fell_away(session, need, before, event.match_id)


def remember_contact(session: Session, event: ContactReleased) -> None:
    """The site may know how to reach somebody who was agreed upon."""
    keep_copy(
        session,
        KnownContact,
        event.match_id,
        event.revision,
        need_id=event.need_id,
        volunteer_id=event.volunteer_id,
        name=event.name,
        phone=event.phone,
        email=event.email,
    )


def forget_contact(session: Session, event: ContactReleasedRemoved) -> None:
    """The site needs this contact no more."""
    drop_copy(session, KnownContact, event.match_id, event.revision)


def recount(session: Session, need: Need, cause: Cause | None) -> None:
    """Let a need follow its matches; when it falls back, `cause` (why the match behind this ended) is told."""
    if need.state not in FOLLOWS_MATCHES:
        return
    count = _count(session, need.id)
    # Somebody got a place while the number was being lowered: who was promised one comes, so it goes up again.
    overtaken = count.held > need.headcount
    need.headcount = max(need.headcount, count.held)
    state, filled = count.state(need.headcount), count.filled(need.headcount)
    if not overtaken and (state, filled) == (need.state, need.filled):
        return
    falls_back = (RANK[state], filled) < (RANK[need.state], need.filled)
    why = cause if falls_back or state is DONE else None
    need.filled = filled
    if state is need.state:
        missed, need.cause = need.was_missed, why
        note(session, need, state, Actor.MATCHING, None, cause=why)
        tell(session, need)
        if missed:
            tell_missed(session, need)
    else:
        move(session, need, state, Actor.MATCHING, None, cause=why)
        if falls_back:
            expire_in_time(session, need)  # while it was filled, its end may have passed


def _count(session: Session, need_id: UUID) -> Count:
    rows = session.execute(select(KnownMatch.state, KnownMatch.cause).where(KnownMatch.need_id == need_id)).all()
    states = Counter(state for state, _ in rows)
    return Count(
        held=sum(states[state] for state in HOLDS_A_PLACE),
        completed=sum((state, cause) == (MatchState.CLOSED, Cause.COMPLETED) for state, cause in rows),
        proposed=states[MatchState.PROPOSED],
    )


def _state_of_copy(session: Session, match_id: UUID) -> MatchState | None:
    return session.scalar(select(KnownMatch.state).where(KnownMatch.id == match_id))
