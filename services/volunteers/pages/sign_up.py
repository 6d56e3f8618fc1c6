"""The way in: the sign-up form, and the button behind the link in the mail that confirms it."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services.volunteers import actions, queries
from services.volunteers.models import LIVING, REGISTERED, Volunteer
from services.volunteers.pages.common import at_desk, back_to, bp, page
from services.volunteers.pages.forms import SignUpByOfficeForm, SignUpForm
from shared.errors import Conflict, Invalid
from shared.links import BadLink
from shared.web.forms import Form
from shared.web.here import db, office, region, who
from shared.web.once import changing

GERMAN_FIRST = {"speaks_1": {"code": "de"}}
CONFIRMING = "confirm_sign_up"


@bp.get("/sign-up")
def sign_up() -> ResponseReturnValue:
    """The form."""
    return _form_page(Form(_schema(), initial=GERMAN_FIRST))


@bp.post("/sign-up")
@changing
def send_sign_up(session: Session) -> ResponseReturnValue:
    """What was typed; the public is told the same whether or not the address is known."""
    form = Form(_schema(), without_stale_choice(request.form))
    if (given := form.load()) is None:
        return _form_page(form), 422
    try:
        return _enter(session, given)
    except Invalid as error:
        form.add_errors(error.fields)
    except Conflict as error:
        form.add_error("email", error.detail)
        return _form_page(form, known=queries.volunteer_by_email(session, given["email"])), 422
    return _form_page(form), 422


@bp.get("/sign-up/sent")
def sign_up_sent() -> ResponseReturnValue:
    """Please confirm your address: the same page for everybody."""
    return page("sign_up_sent.html")


@bp.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """The link from the mail: a button, or what became of it."""
    with db().reading() as session:
        volunteer = _volunteer_of(session, token)
        if volunteer is None:
            return page("confirm.html", outcome="bad"), 404
        return page("confirm.html", outcome=_outcome(volunteer), volunteer=volunteer)


@bp.post("/confirm/<token>")
@changing
def send_confirmation(session: Session, token: str) -> ResponseReturnValue:
    """The button: confirmed now, or long since."""
    volunteer = _volunteer_of(session, token)
    if volunteer is None:
        return page("confirm.html", outcome="bad"), 404
    if volunteer.state == REGISTERED:
        actions.confirm(session, volunteer.id, None)
    return page("confirm.html", outcome=_outcome(volunteer), volunteer=volunteer)


def without_stale_choice(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """What was typed, less a municipality chosen for another postcode than the one that now stands there."""
    kept = MultiDict(typed)
    offered = [str(number) for number, _ in region().find_postcode(kept.get("postcode", "")).choices]
    if kept.get("bfs_nr") not in offered:
        kept.poplist("bfs_nr")
    return kept


def municipality_choices(form: Form) -> list[tuple[int, str]]:
    """The municipalities to choose from, where the postcode typed spans several."""
    choices = region().find_postcode(form.value("postcode")).choices
    return list(choices) if len(choices) > 1 else []


def _schema() -> type[SignUpForm]:
    someone = who()
    return SignUpByOfficeForm if someone and someone.office else SignUpForm


def _enter(session: Session, given: dict[str, Any]) -> ResponseReturnValue:
    by_phone = given.pop("confirmed_by_phone", None)
    if by_phone is None:
        actions.receive_sign_up(session, region(), given, by=who())
        return back_to("/volunteers/sign-up/sent")
    volunteer = actions.sign_up(session, region(), given, by=who(), confirmed_by_phone=by_phone)
    return back_to(at_desk(volunteer.id), "entered")


def _form_page(form: Form, known: Volunteer | None = None) -> str:
    return page("sign_up.html", form=form, known=known, choices=municipality_choices(form))


def _volunteer_of(session: Session, token: str) -> Volunteer | None:
    """Whom a link from a mail speaks of, if it is one of ours and still good."""
    try:
        signed = office().links.read(CONFIRMING, token)
    except BadLink:  # also one that came too late
        return None
    return session.get(Volunteer, signed.subject)


def _outcome(volunteer: Volunteer) -> str:
    if volunteer.state == REGISTERED:
        return "open"
    return "confirmed" if volunteer.state in LIVING else "over"
