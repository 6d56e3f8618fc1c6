"""Who works at a site: colleagues see each other, coordinators invite and remove."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.identity import actions, queries
from services.identity.pages import words
from services.identity.pages.common import bp
from services.identity.schemas import InviteToSiteForm
from shared.auth import Role
from shared.errors import Conflict
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.once import changing


@bp.get("/sites/<uuid:site_id>")
def site_staff(site_id: UUID) -> ResponseReturnValue:
    """The people of a site."""
    with db().reading() as session:
        return _page(session, site_id, Form(InviteToSiteForm))


@bp.post("/sites/<uuid:site_id>")
@changing
def invite_to_site(session: Session, site_id: UUID) -> ResponseReturnValue:
    """Ask somebody to join."""
    form = Form(InviteToSiteForm, request.form)
    if (given := form.load()) is None:
        return _page(session, site_id, form), 422
    try:
        actions.invite(session, signed_in(), **given, role=Role.STAFF, site_id=site_id)
    except Conflict as refused:
        form.add_error("email", refused.detail)
        return _page(session, site_id, form), refused.status
    return _back(site_id, "invited")


@bp.post("/sites/<uuid:site_id>/members/<uuid:account_id>/invite-again")
@changing
def invite_to_site_again(session: Session, site_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """Send the invitation once more."""
    actions.invite_again(session, signed_in(), account_id, site_id)
    return _back(site_id, "invited")


@bp.post("/sites/<uuid:site_id>/members/<uuid:account_id>/remove")
@changing
def remove_member(session: Session, site_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """Take somebody off the site, or an invitation back."""
    actions.remove_member(session, site_id, account_id)
    return _back(site_id, "removed")


def _page(session: Session, site_id: UUID, form: Form) -> str:
    site = queries.site(session, site_id)
    members = queries.members(session, site_id)
    latest = queries.latest_invitations(session, [one.id for one in members])
    rows = [{"account": one, "state": words.state_of(one, latest.get(one.id))} for one in members]
    may_change = signed_in().office
    return render_template("identity/site_staff.html", site=site, rows=rows, form=form, may_change=may_change)


def _back(site_id: UUID, done: str) -> ResponseReturnValue:
    return redirect(url_for("pages.site_staff", site_id=site_id, done=done), 303)
