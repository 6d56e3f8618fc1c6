"""The administrator's list of accounts: who has which role, who is invited, whose account is closed."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.identity import actions, queries
from services.identity.models import Account
from services.identity.pages import words
from services.identity.pages.common import bp
from services.identity.schemas import InviteToOfficeForm, RolesForm
from shared.errors import Conflict
from shared.web.address import page_asked
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.once import changing


@bp.get("/people")
def people() -> ResponseReturnValue:
    """Everybody with an account, found by part of a name or address."""
    text = request.args.get("q", "").strip()[:100]
    with db().reading() as session:
        found = queries.people(session, text, page_asked())
        latest = queries.latest_invitations(session, [one.id for one in found.accounts])
        rows = [{"account": one, "state": words.state_of(one, latest.get(one.id))} for one in found.accounts]
        sites = queries.sites(session, found.accounts)
        return render_template("identity/people.html", rows=rows, sites=sites, found=found, text=text)


@bp.get("/people/new")
def new_person() -> ResponseReturnValue:
    """Invite somebody to the office."""
    return _new_page(Form(InviteToOfficeForm))


@bp.post("/people/new")
@changing
def invite_to_office(session: Session) -> ResponseReturnValue:
    """Ask somebody to join."""
    form = Form(InviteToOfficeForm, request.form)
    if (given := form.load()) is None:
        return _new_page(form), 422
    try:
        actions.invite(session, signed_in(), **given)
    except Conflict as refused:
        form.add_error("email", refused.detail)
        return _new_page(form), refused.status
    return redirect(url_for("pages.people", done="invited"), 303)


@bp.get("/people/<uuid:account_id>")
def person(account_id: UUID) -> ResponseReturnValue:
    """One account, and what can be done with it."""
    with db().reading() as session:
        return _person_page(session, queries.own_account(session, account_id))


@bp.post("/people/<uuid:account_id>/roles")
@changing
def set_roles(session: Session, account_id: UUID) -> ResponseReturnValue:
    """Give and take the office's roles."""
    form = Form(RolesForm, request.form)
    if (given := form.load()) is None:
        return _person_page(session, queries.own_account(session, account_id), form), 422
    try:
        actions.set_office_roles(
            session, account_id, given["roles"], by=signed_in().id, revision=given["revision"]
        )
    except Conflict as error:
        form.refuse(error)
        return _person_page(session, queries.own_account(session, account_id), form), error.status
    return _back(account_id, "roles")


@bp.post("/people/<uuid:account_id>/close")
@changing
def close(session: Session, account_id: UUID) -> ResponseReturnValue:
    """No more signing in."""
    actions.close(session, account_id, by=signed_in().id)
    return _back(account_id, "closed")


@bp.post("/people/<uuid:account_id>/reopen")
@changing
def reopen(session: Session, account_id: UUID) -> ResponseReturnValue:
    """Signing in again."""
    actions.reopen(session, account_id, by=signed_in().id)
    return _back(account_id, "reopened")


@bp.post("/people/<uuid:account_id>/invite-again")
@changing
def invite_to_office_again(session: Session, account_id: UUID) -> ResponseReturnValue:
    """Send the invitation once more."""
    actions.invite_again(session, signed_in(), account_id)
    return _back(account_id, "invited")


@bp.post("/people/<uuid:account_id>/withdraw")
@changing
def withdraw_invitation(session: Session, account_id: UUID) -> ResponseReturnValue:
    """Take the invitation back; nobody joined, so nothing stays."""
    actions.withdraw_invitation(session, account_id)
    return redirect(url_for("pages.people", done="withdrawn"), 303)


def _new_page(form: Form) -> str:
    return render_template("identity/new_person.html", form=form, office_roles=words.OFFICE_ROLES)


def _person_page(session: Session, account: Account, form: Form | None = None) -> str:
    has = {"roles": [role for role in actions.OFFICE_ROLES if account.has(role)], "revision": account.revision}
    return render_template(
        "identity/person.html",
        account=account,
        state=words.state_of(account, queries.latest_invitation(session, account.id)),
        sites=queries.sites(session, [account]),
        form=form or Form(RolesForm, initial=has),
        office_roles=words.OFFICE_ROLES,
        myself=account.id == signed_in().id,
    )


def _back(account_id: UUID, done: str) -> ResponseReturnValue:
    return redirect(url_for("pages.person", account_id=account_id, done=done), 303)
