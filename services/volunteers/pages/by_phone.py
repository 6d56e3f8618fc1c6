"""The sign-up on one page, for somebody of the office who types while a person talks on the telephone."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services.volunteers import actions, queries
from services.volunteers.models import Volunteer
from services.volunteers.pages.common import at_desk, bp, page
from services.volunteers.pages.forms import SignUpByOfficeForm
from shared.errors import Conflict, Invalid
from shared.i18n import GERMAN
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.here import region, signed_in
from shared.web.once import changing

GERMAN_FIRST = {"speaks_1": {"code": GERMAN}, "language": GERMAN}


@bp.get("/desk/sign-up")
def sign_up_by_phone() -> ResponseReturnValue:
    """The form."""
    return _form_page(Form(SignUpByOfficeForm, initial=GERMAN_FIRST))


@bp.post("/desk/sign-up")
@changing
def enter_sign_up(session: Session) -> ResponseReturnValue:
    """What was said on the telephone; who has the address already is shown."""
    form = Form(SignUpByOfficeForm, without_stale_choice(request.form))
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


def _enter(session: Session, given: dict[str, Any]) -> ResponseReturnValue:
    by_phone = given.pop("confirmed_by_phone")
    volunteer = actions.sign_up(session, region(), given, by=signed_in(), confirmed_by_phone=by_phone)
    return back_to(at_desk(volunteer.id), "entered")


def _form_page(form: Form, known: Volunteer | None = None) -> str:
    return page("sign_up_by_phone.html", form=form, known=known, choices=municipality_choices(form))
