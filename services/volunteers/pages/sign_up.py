"""The way in: the sign-up form, and the button behind the link in the mail that confirms it."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services.volunteers import actions, queries
from services.volunteers.models import BLOCKED, LIVING, REGISTERED
from services.volunteers.pages.common import back_to, bp, home, page
from services.volunteers.pages.forms import SignUpByOfficeForm, SignUpForm
from shared.errors import Conflict, Invalid
from shared.links import BadLink, ExpiredLink, SignedLink, link
from shared.web.forms import Form
from shared.web.here import db, office, region, who
from shared.web.once import changing

FIRST = {"speaks_1": {"code": "de"}}


@bp.get("/sign-up")
def sign_up() -> ResponseReturnValue:
    """The form."""
    return _form_page(Form(_schema(), initial=FIRST))


@bp.post("/sign-up")
@changing
def send_sign_up(session: Session) -> ResponseReturnValue:
    """What was typed; the public is told the same whether or not the address is known."""
    form = Form(_schema(), without_stale_choice(request.form))
    if (given := form.load()) is None:
        return _form_page(form), 422
    try:
        return _entered(session, given)
    except Invalid as error:
        form.add_errors(error.fields)
    except Conflict as error:
        form.add_error("email", error.detail)
    return _form_page(form, known=queries.volunteer_by_email(session, given["email"])), 422
