"""Posting a need and changing it: the form, from nothing, from an earlier need or from a pattern («Vorlage»)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, history, queries
from services.accommodation.differences import OF_A_NEED, differences
from services.accommodation.models import Need
from services.accommodation.pages.beginning import COPIED, Anew, beginning, values_of
from services.accommodation.pages.frame import NeedForm, bp, chosen_languages, doubts, need_options, notice
from services.accommodation.pages.needs import need_page
from services.accommodation.queries import NeedView, SiteView
from services.accommodation.schemas import EDITABLE, EditedNeed, NeedPage, OfficeNeed, PatternName, SiteNeed
from shared.errors import Conflict, Forbidden, Invalid
from shared.i18n import lazy
from shared.links import link
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

OF_REFERENCES = {
    False: lazy("Zimmer oder Dossiernummer. Das sieht nur Ihr Standort."),
    True: lazy("Zimmer oder Dossiernummer. Das sieht danach nur der Standort."),
}
"""What is said about the site's own reference, to the site and to the office."""


@bp.get("/needs/new")
def new_need() -> ResponseReturnValue:
    """The form, empty or filled in with what an earlier need or a pattern says."""
    with db().reading() as session:
        sites = _sites_to_post_for(session)
        begin = beginning(session, _site_ids(sites))
        form = NeedForm(_schema(sites), initial=begin.values)
        return _new_need_page(session, form, sites, anew=begin.anew)


@bp.post("/needs/new")
@changing
def post_need(session: Session) -> ResponseReturnValue:
    """Post it, unless something is wrong or the text says too much about somebody."""
    sites = _sites_to_post_for(session)
    form = NeedForm(_schema(sites), request.form)
    given, warnings = form.load(), doubts(form)
    if given is None or warnings:
        return _new_need_page(session, form, sites, warnings), 422
    site_id = given.pop("site_id", None)
    try:
        need = actions.post_need(session, region(), given, site_id, signed_in())
    except Invalid as error:
        form.add_errors(error.fields)
        return _new_need_page(session, form, sites), 422
    return back_to(url_for("pages.need", need_id=need.id), "posted")


@bp.get("/needs/<uuid:need_id>/edit")
def edit_need(need_id: UUID) -> ResponseReturnValue:
    """What may still be changed."""
    with db().reading() as session:
        view = queries.need_with_all(session, need_id)
        return _edit_page(NeedForm(EditedNeed, initial=values_of(view.need, (*EDITABLE, "revision"))), view)


@bp.post("/needs/<uuid:need_id>/edit")
@changing
def save_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Change it, unless it has changed since the form was opened: then both are shown."""
    view = queries.need_with_all(session, need_id)
    form = NeedForm(EditedNeed, request.form)
    given, warnings = form.load(), doubts(form)
    if given is None or warnings:
        return _edit_page(form, view, warnings=warnings), 422
    revision = given.pop("revision")
    try:
        actions.edit_need(session, region(), need_id, given, signed_in(), revision)
    except Invalid as error:
        form.add_errors(error.fields)
        return _edit_page(form, view), 422
    except Conflict as error:
        if error.code != actions.CHANGED_MEANWHILE:
            raise
        return _edit_page(form, view, meanwhile=_meanwhile(session, view.need, given, revision)), 409
    return back_to(url_for("pages.need", need_id=need_id), "saved")


@bp.post("/needs/<uuid:need_id>/pattern")
@changing
def save_pattern(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Keep it for the next time."""
    need = queries.need_with_all(session, need_id).need
    form = Form(PatternName, request.form)
    if (given := form.load()) is None:
        return need_page(session, need_id, pattern_form=form), 422
    if need.site_id is None:
        raise Forbidden
    values = NeedPage().dump(values_of(need, COPIED))
    actions.save_pattern(session, need.site_id, given["name"], values, signed_in())
    return back_to(url_for("pages.need", need_id=need_id), "pattern_saved")


@bp.post("/patterns/<uuid:pattern_id>/remove")
@changing
def remove_pattern(session: Session, pattern_id: UUID) -> ResponseReturnValue:
    """It is needed no more; one that is gone already is gone."""
    pattern = queries.pattern(session, pattern_id, _site_ids(_sites_to_post_for(session)))
    if pattern is not None:
        actions.remove_pattern(session, pattern)
    return back_to(url_for("pages.new_need"), "pattern_removed")


def _sites_to_post_for(session: Session) -> list[SiteView]:
    someone = signed_in()
    return queries.sites(session, None if someone.office else someone.site_ids, active=True)


def _site_ids(sites: list[SiteView]) -> set[UUID]:
    return {view.site.id for view in sites}


def _schema(sites: list[SiteView]) -> type[NeedPage]:
    """With several sites one is chosen; staff of one site are not asked. The office decides more."""
    if signed_in().office:
        return OfficeNeed
    return NeedPage if len(sites) == 1 else SiteNeed


def _new_need_page(
    session: Session,
    form: Form,
    sites: list[SiteView],
    warnings: list[str] | None = None,
    anew: Anew | None = None,
) -> str:
    own = set() if signed_in().office else _site_ids(sites)
    return render_template(
        "accommodation/new_need.html",
        form=form,
        sites=sites,
        site_choices=_site_choices(form, sites),
        warnings=warnings or [],
        anew=anew,
        options=need_options(),
        chosen_languages=chosen_languages(form),
        patterns=queries.patterns(session, own) if own and not form.is_sent else [],
        earlier=queries.earlier(session, own) if own and not form.is_sent else [],
        list_href=link("accommodation", "desk" if signed_in().office else "needs"),
        reference_hint=OF_REFERENCES[signed_in().office],
        notice=notice(),
    )


def _site_choices(form: Form, sites: list[SiteView]) -> list[tuple[UUID, str]]:
    """Which site it is for, where there is something to choose."""
    if not isinstance(form.schema, SiteNeed):
        return []
    return [(view.site.id, f"{view.organisation} – {view.site.name}") for view in sites]


def _edit_page(
    form: Form, view: NeedView, *, warnings: list[str] | None = None, meanwhile: Mapping[str, Any] | None = None
) -> str:
    return render_template(
        "accommodation/edit_need.html",
        form=form,
        view=view,
        need=view.need,
        warnings=warnings or [],
        meanwhile=meanwhile,
        options=need_options(),
    )


def _meanwhile(session: Session, need: Need, given: Mapping[str, Any], revision: int) -> dict[str, Any]:
    """What has happened since a form was opened (every revision has a line in the history), and what now differs."""
    moves = queries.history(session, need.id, newest=max(1, need.revision - revision) if revision else 1)
    stored = {name: getattr(need, name) for name in OF_A_NEED}
    return {"moves": history.timeline(moves), "differences": differences(OF_A_NEED, stored, given)}
