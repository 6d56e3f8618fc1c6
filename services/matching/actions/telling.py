"""What goes out: the state of a match, and the letters to the volunteer that belong to it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.matching.models import KnownNeed, Match
from shared.contracts.matching import CONTACT_STATES, Cause, MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested
from shared.db import office_of
from shared.outbox import emit

LETTERS = {
    Cause.PLACE_TAKEN: "place_taken",
    Cause.NOT_CHOSEN: "not_chosen",
    Cause.NEED_ENDED: "need_ended",
    Cause.OFFICE_WITHDREW: "withdrawn_by_office",
}
"""A match that was withdrawn is told to the volunteer, unless she did it herself."""


def tell(session: Session, match: Match) -> None:
    """The match has changed: raise its revision and let everybody know. Nothing else raises it."""
    match.revision += 1
    session.flush()
    emit(session, as_event(match))


def tell_all(session: Session) -> None:
    """Emit the present state of every match again, unchanged."""
    for match in session.scalars(select(Match)):
        emit(session, as_event(match))


def as_event(match: Match) -> MatchChanged:
    """A match as the others know it."""
    return MatchChanged(
        match_id=match.id,
        revision=match.revision,
        state=match.state,
        cause=match.cause,
        need_id=match.need_id,
        offer_id=match.offer_id,
        volunteer_id=match.volunteer_id,
        name=match.name,
        answer=match.answer,
        answer_by=match.answer_by,
        proposed_at=match.proposed_at,
        agreed_at=match.agreed_at,
        ended_at=match.ended_at,
    )


def write_of_move(session: Session, match: Match, way: list[MatchState]) -> None:
    """Write to the volunteer what a move means for her, where somebody else made it."""
    if match.state is MatchState.WITHDRAWN and match.cause in LETTERS:
        write(session, match, LETTERS[match.cause])
    if MatchState.AGREED in way and match.state in CONTACT_STATES:
        write(session, match, "agreed")


def write(session: Session, match: Match, template: str, **more: Any) -> None:
    """Ask for a letter about a match; each kind goes out once per match."""
    data = {"match_id": str(match.id), "need_id": str(match.need_id), **_need_facts(session, match), **more}
    key = f"{template}:{match.id}"
    emit(session, MessageRequested(key=key, person_id=match.volunteer_id, template=template, data=data))


def _need_facts(session: Session, match: Match) -> dict[str, Any]:
    """What, where and when, as JSON values, as far as the need says it."""
    need = session.get_one(KnownNeed, match.need_id)
    facts = {
        "category": need.category,
        "bfs_nr": need.bfs_nr,
        "municipality": office_of(session).region.municipality_name(need.bfs_nr),
        "timing": str(need.timing),
        "once_at": need.once_at.isoformat() if need.once_at else None,
        "slots": need.slots,
        "first": need.first.isoformat() if need.first else None,
        "last": need.last.isoformat() if need.last else None,
        "minutes": need.minutes,
    }
    return {name: value for name, value in facts.items() if value is not None}
