"""The volunteers' room for programs, at /volunteers/api/."""

from typing import Any
from uuid import UUID

from flask import jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries, schemas
from services.volunteers.models import CLICKS, Volunteer
from shared.errors import Forbidden
from shared.web.api import ApiBlueprint
from shared.web.here import db, region, signed_in
from shared.web.once import changing

bp = ApiBlueprint("Volunteers, what they offer, and the hours they gave")
CLICK = f"<any({', '.join(click for click in CLICKS if click != 'clear')}):click>"


@bp.post("/sign-ups")
@bp.arguments(schemas.SignUp)
@bp.response(202, schemas.ReceivedSchema)
@changing
def sign_up(session: Session, given: dict[str, Any]) -> ResponseReturnValue:
    """Sign somebody up; she is asked by mail to confirm. The answer is the same where the address is known."""
    received = actions.receive_sign_up(session, region(), given, by=signed_in())
    return schemas.ReceivedSchema().dump({"id": received}), 202


@bp.get("/volunteers")
@bp.arguments(schemas.VolunteersQuery, location="query")
@bp.response(200, schemas.VolunteerSchema(many=True))
def volunteers(wanted: dict[str, Any]) -> ResponseReturnValue:
    """Everybody, or everybody in one state, by name."""
    with db().reading() as session:
        found = queries.volunteers(session, wanted["state"])
        return jsonify([_shown(volunteer) for volunteer in found])


@bp.get("/volunteers/<uuid:volunteer_id>")
@bp.response(200, schemas.VolunteerSchema)
def volunteer(volunteer_id: UUID) -> ResponseReturnValue:
    """One volunteer: for the office, and for herself."""
    with db().reading() as session:
        return jsonify(_shown(queries.volunteer(session, volunteer_id)))


@bp.post("/volunteers/<uuid:volunteer_id>/clear")
@bp.arguments(schemas.Clear)
@bp.response(200, schemas.VolunteerSchema)
@changing
def clear(session: Session, given: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Finish the clearance: these were seen, and she is ready."""
    return _shown(actions.clear(session, volunteer_id, given["clearances"], signed_in()))


@bp.post(f"/volunteers/<uuid:volunteer_id>/{CLICK}")
@bp.arguments(schemas.MoveSchema)
@bp.response(200, schemas.VolunteerSchema)
@changing
def move(session: Session, given: dict[str, Any], volunteer_id: UUID, click: str) -> ResponseReturnValue:
    """Every other move; a volunteer may pause, resume and leave herself."""
    return _shown(actions.move(session, volunteer_id, click, signed_in(), **given))


@bp.post("/hours")
@bp.arguments(schemas.HoursSchema)
@bp.response(201, schemas.LoggedSchema)
@changing
def log_hours(session: Session, given: dict[str, Any]) -> ResponseReturnValue:
    """Hours at work for an assignment: one's own, or for the office anybody's."""
    someone = signed_in()
    if not someone.office:
        if given["volunteer_id"] not in (None, someone.id):
            raise Forbidden
        given["volunteer_id"] = someone.id
    entry = actions.log_hours(session, by=someone, **given)
    return schemas.LoggedSchema().dump(entry), 201


def _shown(volunteer: Volunteer) -> dict[str, Any]:
    """Dumped while the session is open, because some of it is read only then."""
    private = () if signed_in().office else ("notes",)  # the office writes there too
    shown: dict[str, Any] = schemas.VolunteerSchema(exclude=private).dump(volunteer)
    return shown
