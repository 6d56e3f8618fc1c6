"""Behind the link in the mail that confirms a sign-up: a button, because mail scanners open links too.

Afterwards a second button has the way to her own page mailed to her. To let her in right here would make a link that
holds for two weeks, and that people pass on, as good as a sign-in.
"""

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions
from services.volunteers.models import LIVING, REGISTERED, Volunteer
from services.volunteers.pages.common import bp, page
from shared.i18n import lazy
from shared.links import BadLink
from shared.web.here import db, office, who
from shared.web.once import changing

CONFIRMING = "confirm_sign_up"
TITLES = {
    "open": lazy("Anmeldung bestätigen"),
    "confirmed": lazy("Danke, Ihre Anmeldung ist bestätigt"),
    "over": lazy("Diese Anmeldung ist nicht mehr offen"),
    "bad": lazy("Dieser Link geht nicht mehr"),
}


@bp.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """The link from the mail: a button, or what became of it."""
    with db().reading() as session:
        return _answer(_volunteer_of(session, token))


@bp.post("/confirm/<token>")
@changing
def send_confirmation(session: Session, token: str) -> ResponseReturnValue:
    """The button: confirmed now, or long since."""
    volunteer = _volunteer_of(session, token)
    if volunteer is not None and volunteer.state == REGISTERED:
        actions.confirm(session, volunteer.id, None)
    return _answer(volunteer)


def _volunteer_of(session: Session, token: str) -> Volunteer | None:
    """Whom a link from a mail speaks of, if it is one of ours and still good."""
    try:
        signed = office().links.read(CONFIRMING, token)
    except BadLink:  # also one that came too late
        return None
    return session.get(Volunteer, signed.subject)


def _answer(volunteer: Volunteer | None) -> ResponseReturnValue:
    outcome = _outcome(volunteer)
    someone = who()
    is_in = bool(someone and volunteer and someone.id == volunteer.id)
    shown = page("confirm.html", outcome=outcome, title=TITLES[outcome], volunteer=volunteer, is_in=is_in)
    return shown, 200 if volunteer else 404


def _outcome(volunteer: Volunteer | None) -> str:
    if volunteer is None:
        return "bad"
    if volunteer.state == REGISTERED:
        return "open"
    return "confirmed" if volunteer.state in LIVING else "over"
