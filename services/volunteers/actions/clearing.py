"""What the office has seen or agreed with a volunteer: kind, until when it holds, when and by whom it was seen."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.actions.meanwhile import check_unchanged
from services.volunteers.actions.moving import keep_move, move
from services.volunteers.actions.telling import locked, tell
from services.volunteers.models import CLICKS, SeenClearance, Volunteer
from shared import clock
from shared.auth import Who
from shared.contracts.words import ClearanceKind

Seen = Sequence[Mapping[str, Any]]
"""Each with `kind`, and perhaps `valid_until` (None: until further notice) and `seen_on` (otherwise today)."""


def clear(session: Session, volunteer_id: UUID, clearances: Seen, by: Who) -> Volunteer:
    """The clearance is finished: these were seen, what was seen before stays, and she is ready. Raises `Conflict`."""
    volunteer = locked(session, volunteer_id)
    if volunteer.state in CLICKS["clear"].starts:
        _note(session, volunteer, clearances, by)
    return move(session, volunteer_id, "clear", by)


def set_clearances(session: Session, volunteer_id: UUID, clearances: Seen, by: Who, known_moves: int) -> Volunteer:
    """The checklist as it stands from now on: what is not on it was not seen. Raises `Conflict` if it is an old one."""
    volunteer = locked(session, volunteer_id)
    check_unchanged(session, volunteer, known_moves)
    listed = {seen["kind"] for seen in clearances}
    volunteer.clearances = [seen for seen in volunteer.clearances if seen.kind in listed]
    _note(session, volunteer, clearances, by)
    keep_move(session, volunteer, "set_clearances", volunteer.state, by)
    tell(session, volunteer)
    return volunteer


def _note(session: Session, volunteer: Volunteer, clearances: Seen, by: Who) -> None:
    """Write down what was seen; what stands there unchanged keeps who saw it."""
    known = {seen.kind: seen for seen in volunteer.clearances}
    for given in clearances:
        kind, until = ClearanceKind(given["kind"]), given.get("valid_until")
        on = given.get("seen_on") or clock.today()
        if kind not in known:
            known[kind] = SeenClearance(kind=kind)
            volunteer.clearances.append(known[kind])
        seen = known[kind]
        if (seen.valid_until, seen.seen_on) != (until, on):
            seen.valid_until, seen.seen_on, seen.seen_by = until, on, by.id
    session.flush()
