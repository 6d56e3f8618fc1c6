"""How a match takes steps: every one is a row of its history; places are counted, and who loses one is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from services.matching import words
from services.matching.actions.telling import tell, write_of_move
from services.matching.models import MOVES, STILL_WANTED, KnownNeed, Match, Move
from services.matching.queries.matches import places_left
from shared import clock, due
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.words import Selection
from shared.errors import Conflict
from shared.i18n import _
from shared.ids import new_id

EXPIRE = "expire_match"
STAMPS = {MatchState.ACCEPTED: "accepted_at", MatchState.AGREED: "agreed_at"}
LOST_PLACE = {Selection.FIRST_YES: Cause.PLACE_TAKEN, Selection.OFFICE: Cause.NOT_CHOSEN}


@dataclass(frozen=True)
class Reason:
    """Who moves a match and why. `by` is None for time, events and the volunteer's mailed link."""

    by: UUID | None = None
    on_behalf: bool = False
    cause: Cause | None = None
    note: str = ""


def way_to(match: Match, goal: MatchState, through: Iterable[MatchState] = ()) -> list[MatchState]:
    """The steps from where a match stands to `goal`. Raises `Conflict` where none lead there."""
    if not MOVES.leads(match.state, goal, through):
        raise Conflict(
            "forbidden_move",
            _("Das geht nicht: %(name)s ist hier %(state)s.", name=match.name, state=words.STATES[match.state]),
        )
    return MOVES.path(match.state, goal, through)


def walk(session: Session, match: Match, way: list[MatchState], reason: Reason) -> None:
    """Take the steps, tell the others where the match stands now, and the volunteer what she has to know."""
    now = clock.now()
    if match.state is MatchState.PROPOSED:
        due.cancel(session, EXPIRE, match.id)
    for state in way:
        remember_step(session, match, state, reason, cause=reason.cause if state is way[-1] else None)
        match.state = state
        if state in STAMPS:
            setattr(match, STAMPS[state], now)
    match.since, match.cause = now, reason.cause
    match.ended_at = now if MOVES.final(match.state) else None
    tell(session, match)
    write_of_move(session, match, way)


def remember_step(session: Session, match: Match, goal: MatchState | None, reason: Reason, **more: Any) -> None:
    """A row of a match's history; one without a goal is an answer that moved nothing."""
    values = {"came_from": match.state, "went_to": goal or match.state, "note": reason.note, **more}
    who = {"by": reason.by, "on_behalf": reason.on_behalf}
    session.add(Move(id=new_id(), match_id=match.id, at=clock.now(), **who, **values))


def keep_answer(match: Match, answer: Answer) -> None:
    """What the volunteer said, and when."""
    match.answer, match.answered_at = answer, clock.now()


def settle_places(session: Session, need: KnownNeed) -> None:
    """Once every place is taken nobody is left waiting for one: who was asked besides is told so."""
    if need.state in STILL_WANTED and places_left(session, need) <= 0:
        reason = Reason(cause=LOST_PLACE[need.selection])
        for match in locked(session, Match.need_id == need.id, Match.state == MatchState.PROPOSED):
            walk(session, match, [MatchState.WITHDRAWN], reason)


def locked(session: Session, *which: ColumnElement[bool]) -> list[Match]:
    """Matches that nobody else changes until we are done, always taken in the same order."""
    rows = select(Match).where(*which).order_by(Match.id).with_for_update().execution_options(populate_existing=True)
    session.flush()
    return list(session.scalars(rows))
