"""Pages behind links in our mails. Opening one changes nothing; the button on it does, once.

Their answers hold a cookie or follow a password, so none is kept; the used link itself knows its form again.
"""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.identity import actions, passwords, queries
from services.identity.models import Account
from services.identity.pages import words
from services.identity.pages.common import bp, let_in
from services.identity.pages.goals import first_page
from services.identity.schemas import ForgottenForm, JoinForm, JoinWithAddressForm, NewPasswordForm
from shared.errors import Invalid, Refused
from shared.links import BadLink, ExpiredLink, SignedLink
from shared.web.csrf import FORM_ID
from shared.web.forms import Form
from shared.web.here import db, office, who
from shared.web.visitors import place


@bp.get("/enter/<token>")
def link_to_enter(token: str) -> ResponseReturnValue:
    """A volunteer's link: one button. Who is in already goes on, as often as the mail is opened."""
    link = read_link("enter", token)
    someone = who()
    if someone is not None and someone.id == link.subject:
        return redirect(first_page(someone.roles), 303)
    with db().reading() as session:
        return render_template("identity/enter.html", owner=_owner(session, link))


@bp.post("/enter/<token>")
def enter(token: str) -> ResponseReturnValue:
    """The button was pressed."""
    link = read_link("enter", token)
    with db().transaction() as session:
        return let_in(session, actions.enter(session, link, _form_id()))


@bp.get("/new-password")
def forgotten() -> ResponseReturnValue:
    """Password forgotten?"""
    return render_template("identity/forgotten.html", form=Form(ForgottenForm))


@bp.post("/new-password")
def ask_for_new_password() -> ResponseReturnValue:
    """A link to choose a new one; the answer is the same whoever asks."""
    form = Form(ForgottenForm, request.form)
    given = form.load()
    if given is None:
        return render_template("identity/forgotten.html", form=form), 422
    try:
        with db().transaction() as session:
            actions.request_new_password(session, given["email"], place())
    except Refused as refused:
        form.refuse(refused)
        return render_template("identity/forgotten.html", form=form), refused.status
    return redirect(url_for("pages.mail_sent", what="password"), 303)


@bp.get("/new-password/<token>")
def new_password(token: str) -> ResponseReturnValue:
    """The form behind that link."""
    return _new_password_page(read_link("new_password", token), Form(NewPasswordForm))


@bp.post("/new-password/<token>")
def choose_new_password(token: str) -> ResponseReturnValue:
    """A new password, and in."""
    link = read_link("new_password", token)
    form = Form(NewPasswordForm, request.form)
    if (given := form.load()) is None:
        return _new_password_page(link, form), 422
    try:
        with db().transaction() as session:
            return let_in(session, actions.reset_password(session, link, _form_id(), **given))
    except Invalid as wrong:
        form.add_errors(wrong.fields)
        return _new_password_page(link, form), 422


@bp.get("/invitation/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """What somebody is asked to join with: name and password, and the address where we have none."""
    return _join_page(read_link("invitation", token))


@bp.post("/invitation/<token>")
def join(token: str) -> ResponseReturnValue:
    """Join, and in."""
    link = read_link("invitation", token)
    form = Form(JoinWithAddressForm if "email" in request.form else JoinForm, request.form)
    if (given := form.load()) is None:
        return _join_page(link, form), 422
    try:
        with db().transaction() as session:
            return let_in(session, actions.accept(session, link, _form_id(), **given))
    except Invalid as wrong:
        form.add_errors(wrong.fields)
        return _join_page(link, form), 422


def read_link(purpose: str, token: str) -> SignedLink:
    """What a link says. Raises `DeadLink` when it came too late or is not ours."""
    try:
        return office().links.read(purpose, token)
    except ExpiredLink as error:
        raise actions.DeadLink(purpose, "expired") from error
    except BadLink as error:
        raise actions.DeadLink(purpose, "odd") from error


def _owner(session: Session, link: SignedLink) -> Account:
    """Whom a link is for. Raises `DeadLink` when it leads on no more."""
    if why := queries.why_dead(session, link):
        raise actions.DeadLink(link.purpose, why)
    return queries.account(session, link.subject)


def _new_password_page(link: SignedLink, form: Form) -> str:
    with db().reading() as session:
        owner = _owner(session, link)
        return render_template("identity/new_password.html", form=form, owner=owner, rules=passwords.RULES)


def _join_page(link: SignedLink, form: Form | None = None) -> str:
    with db().reading() as session:
        owner = _owner(session, link)
        schema = JoinForm if owner.email else JoinWithAddressForm
        shown = form or Form(schema, initial={"name": owner.name, "email": owner.email})
        sites = words.site_names(owner, queries.sites(session, [owner]))
        return render_template("identity/invitation.html", form=shown, owner=owner, sites=sites, rules=passwords.RULES)


def _form_id() -> str:
    return request.form.get(FORM_ID, "")
