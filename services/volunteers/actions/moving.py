"""A volunteer's way through the office: one click, the states it passes, and what each of them brings with it."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers import words
from services.volunteers.actions.telling import locked, request_message, tell
from services.volunteers.models import (
    CLICKS,
    CONFIRMED,
    IN_CLEARANCE,
    LIVING,
    MOVES,
    PAUSED,
    READY,
    Click,
    Move,
    Volunteer,
)
from shared import clock, due
from shared.auth import Who
from shared.contracts.volunteers import VolunteerState
from shared.errors import Conflict, Invalid
from shared.i18n import _
from shared.ids import new_id

RESUME = "resume"
OWN_DOING = {"sign_up", "confirm", "change_offer", "change_details"} | {
    name for name, click in CLICKS.items() if click.own
}
"""What a volunteer does; by somebody of the office it is done on her behalf."""

BY_HERSELF = {"sign_up", "confirm", "pause"}
"""What she does without being signed in; everything else that nobody did, time brought."""


def move(
    session: Session,
    volunteer_id: UUID,
    click: str,
    by: Who | None,
    *,
    reason: str = "",
    until: date | None = None,
) -> Volunteer:
    """Do what one of `CLICKS` says. `until` is the last day of a pause. `by` None: time did it, or a link in a mail.

    Raises `Conflict` when the volunteer is not where this can be clicked.
    """
    volunteer = locked(session, volunteer_id)
    goal = _goal(volunteer, CLICKS[click])
    _check_until(click, until)
    for step in MOVES.path(volunteer.state, goal, CLICKS[click].through):
        before, volunteer.state = volunteer.state, step
        keep_move(session, volunteer, click, before, by, reason=reason)
    _arrive(session, volunteer, until)
    tell(session, volunteer)
    if click == "clear":
        request_message(session, volunteer, "cleared", str(volunteer.revision))
    return volunteer


def resume_after_pause(session: Session, volunteer_id: UUID) -> None:
    """The last day of a pause is over; nothing happens when it was ended meanwhile."""
    volunteer = locked(session, volunteer_id)
    if volunteer.state == PAUSED and volunteer.paused_until:
        move(session, volunteer_id, "resume", None)


def pause_as_wished(session: Session, volunteer_id: UUID) -> None:
    """She said by a link in a mail that she is not to be asked for a while; nothing changes where nobody asks her."""
    volunteer = session.get(Volunteer, volunteer_id, with_for_update=True)
    if volunteer is not None and volunteer.state in CLICKS["pause"].starts:
        move(session, volunteer_id, "pause", None)


def keep_move(
    session: Session,
    volunteer: Volunteer,
    click: str,
    before: VolunteerState | None,
    by: Who | None,
    *,
    reason: str = "",
) -> None:
    """Write into the history what was just done."""
    nobody = volunteer.id if click in BY_HERSELF else None
    actor = by.id if by else nobody
    session.add(
        Move(
            id=new_id(),
            volunteer_id=volunteer.id,
            at=clock.now(),
            by=actor,
            on_behalf=click in OWN_DOING and actor not in (None, volunteer.id),
            click=click,
            from_state=before,
            to_state=volunteer.state,
            reason=reason,
        )
    )


def possible_clicks(volunteer: Volunteer) -> list[str]:
    """What can be clicked in the state the volunteer is in."""
    return [name for name, click in CLICKS.items() if volunteer.state in click.starts]


def _goal(volunteer: Volunteer, click: Click) -> VolunteerState:
    if volunteer.state not in click.starts:
        state = words.STATES[volunteer.state]
        raise Conflict("forbidden_move", _("Das geht nicht: %(name)s ist %(state)s.", name=volunteer.name, state=state))
    never_cleared = click is CLICKS["unblock"] and volunteer.ready_since is None
    return IN_CLEARANCE if never_cleared else click.goal


def _check_until(click: str, until: date | None) -> None:
    if until is None:
        return
    if click != "pause":
        raise Invalid({"until": _("Ein Enddatum gibt es nur für eine Pause.")})
    if until < clock.today():
        raise Invalid({"until": _("Bitte wählen Sie einen Tag, der noch kommt.")})


def _arrive(session: Session, volunteer: Volunteer, until: date | None) -> None:
    """What a new state brings with it."""
    volunteer.paused_until = until
    if until:
        due.schedule(session, RESUME, volunteer.id, clock.end_of(until))
    if volunteer.state in LIVING:
        volunteer.asked_again_at = None
    if volunteer.state == CONFIRMED:
        volunteer.confirmed_at, volunteer.ready_since = clock.now(), None
    if volunteer.state == READY and volunteer.ready_since is None:
        volunteer.ready_since = clock.today()
