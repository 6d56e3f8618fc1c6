"""Signing in and out. None of these views keeps its answer for a second click: the answer holds the cookie."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.identity import actions, queries
from services.identity.models import Via
from services.identity.pages.common import bp, let_in, let_out
from services.identity.pages.goals import goal_of
from services.identity.pages.proof import prove
from services.identity.schemas import LinkForm, SignInForm
from shared.errors import Refused
from shared.web.forms import Form
from shared.web.here import db, office, who
from shared.web.visitors import place

WHOLE = ""


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Two ways in on one page; who is in already goes on."""
    wanted = request.args.get("next", "")
    someone = who()
    if someone is not None:
        return redirect(goal_of(wanted, someone.roles), 303)
    return _entrance(form=Form(SignInForm, initial={"next": wanted}))


@bp.post("/sign-in")
def sign_in_by_password() -> ResponseReturnValue:
    """Address and password."""
    form = Form(SignInForm, request.form)
    given = form.load()
    if given is None:
        return _entrance(form=form), 422
    try:
        account_id = prove(given["email"], given["password"])
        with db().transaction() as session:
            made = actions.sign_in(session, queries.account(session, account_id), Via.PASSWORD)
            return let_in(session, made, given["next"])
    except Refused as refused:
        form.refuse(refused)
        return _entrance(form=form), refused.status


@bp.post("/sign-in/link")
def sign_in_by_link() -> ResponseReturnValue:
    """A link by mail; the answer is the same whoever asks."""
    form = Form(LinkForm, request.form)
    given = form.load()
    if given is None:
        return _entrance(link_form=form), 422
    try:
        with db().transaction() as session:
            actions.request_link(session, given["mail_to"], place())
    except Refused as refused:
        form.refuse(refused)
        return _entrance(link_form=form), refused.status
    return redirect(url_for("pages.mail_sent", what="link"), 303)


@bp.get("/mail-sent")
def mail_sent() -> ResponseReturnValue:
    """Look into your mail."""
    what = "password" if request.args.get("what") == "password" else "link"
    return render_template("identity/mail_sent.html", what=what, mailbox=office().settings.mailbox)


@bp.get("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Signed out; or, for who comes by a link, the button that does it."""
    return render_template("identity/sign_out.html")


@bp.post("/sign-out")
def end_here() -> ResponseReturnValue:
    """End this sign-in, everywhere."""
    someone = who()
    if someone is not None:
        with db().transaction() as session:
            actions.sign_out(session, someone.session_id)
    return let_out(redirect(url_for("pages.sign_out"), 303))


def _entrance(form: Form | None = None, link_form: Form | None = None) -> str:
    return render_template(
        "identity/sign_in.html", form=form or Form(SignInForm), link_form=link_form or Form(LinkForm)
    )
