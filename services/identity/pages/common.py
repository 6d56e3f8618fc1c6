"""What all pages of identity share: the blueprint, notices, links that do not work any more, and the cookie."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from services.identity import actions, queries
from services.identity.models import SignIn
from services.identity.pages import words
from services.identity.pages.goals import goal_of
from shared import clock
from shared.web import problems
from shared.web.csrf import cookie_name
from shared.web.here import office, who

bp = Blueprint("pages", __name__)
KEPT_S = 86_400

STALE = {
    "pages.sign_in_by_password": "pages.sign_in",
    "pages.sign_in_by_link": "pages.sign_in",
    "pages.end_here": "pages.sign_out",
}
"""Forms that may lie open for days, or whose sign-in was ended in another tab: where their readers find a fresh one."""


@bp.context_processor
def page_values() -> dict[str, object]:
    """The sentence about what was just done, chosen by a word in the address; role and way in words."""
    return {
        "notice": words.NOTICES.get(request.args.get("done", "")),
        "warning": words.WARNINGS.get(request.args.get("done", "")),
        "roles_in_words": words.roles_in_words,
        "site_names": words.site_names,
    }


@bp.errorhandler(BadRequest)
def stale_form(error: BadRequest) -> ResponseReturnValue:
    """The form was too old to be believed: at the entrance that deserves a fresh one."""
    if request.endpoint not in STALE:
        return problems.http_error(error)
    return redirect(url_for(STALE[request.endpoint], done="stale"), 303)


@bp.errorhandler(actions.DeadLink)
def dead_link(error: actions.DeadLink) -> ResponseReturnValue:
    """A link from a mail that leads nowhere any more: why, and how to get another."""
    return render_template("identity/dead_link.html", purpose=error.purpose, why=error.code), error.status


def let_in(session: Session, made: SignIn, wanted: str = "") -> Response:
    """Somebody is in: the cookie, and the way to where they wanted. Who was signed in here before is not any more."""
    before = who()
    if before is not None and before.session_id != made.id:
        actions.sign_out(session, before.session_id)
    token = actions.token_of(session, office().keys, made)
    response = redirect(goal_of(wanted, queries.account(session, made.account_id).roles), 303)
    # The cookie outlives what it says by a day: so a form sent too late can be kept for whoever filled it in.
    lasts_s = int((made.expires_at - clock.now()).total_seconds()) + KEPT_S
    response.set_cookie(cookie_name("rif"), token, max_age=lasts_s, **_guards())
    return response


def let_out(response: Response) -> Response:
    """Take the cookie back."""
    response.delete_cookie(cookie_name("rif"), **_guards())
    response.headers["Clear-Site-Data"] = '"cache"'  # so that nobody goes back to what was seen here
    return response


def _guards() -> dict[str, Any]:
    """No script reads the cookie, no other site sends it along with a form, no plain http carries it."""
    return {"path": "/", "httponly": True, "samesite": "Lax", "secure": office().settings.secure}
