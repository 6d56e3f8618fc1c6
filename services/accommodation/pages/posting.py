"""Posting a need and changing it: the form, from nothing, from an earlier need or from a pattern («Vorlage»)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from services.accommodation import actions, history, queries
from services.accommodation.differences import OF_A_NEED, differences
from services.accommodation.models import Need
from services.accommodation.pages.frame import BEGINNING, NeedForm, bp, chosen_languages, doubts, need_options, notice
from services.accommodation.pages.needs import back_to, need_page
from services.accommodation.queries import NeedView, SiteView
from services.accommodation.schemas import EDITABLE, EditedNeed, NeedPage, OfficeNeed, PatternName, SiteNeed
from shared.errors import Conflict, Forbidden, Invalid
from shared.links import link
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

COPIED = (
    "site_id", "category", "headcount", "age_group", "persons", "minors", "alone", "languages",
    "timing", "slots", "minutes", "urgency", "wish", "wish_gender", "reference",
)  # fmt: skip
"""All but the dates: those were for the earlier one."""


@bp.get("/needs/new")
def new_need() -> ResponseReturnValue:
    """The form, empty or filled in with what an earlier need or a pattern says."""
    with db().reading() as session:
        sites = _sites_to_post_for(session)
        form = NeedForm(_schema(sites), initial=_beginning(session, sites))
        return _new_need_page(session, form, sites)


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
    return back_to(need.id, "posted")


@bp.get("/needs/<uuid:need_id>/edit")
def edit_need(need_id: UUID) -> ResponseReturnValue:
    """What may still be changed."""
    with db().reading() as session:
        view = queries.need_with_all(session, need_id)
        return _edit_page(NeedForm(EditedNeed, initial=_values(view.need, (*EDITABLE, "revision"))), view)


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
    return back_to(need_id, "saved")


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
    values = NeedPage().dump(_values(need, COPIED))
    actions.save_pattern(session, need.site_id, given["name"], values, signed_in())
    return back_to(need_id, "pattern_saved")


@bp.post("/patterns/<uuid:pattern_id>/remove")
@changing
def remove_pattern(session: Session, pattern_id: UUID) -> ResponseReturnValue:
    """It is needed no more; one that is gone already is gone."""
    pattern = queries.pattern(session, pattern_id, _site_ids(_sites_to_post_for(session)))
    if pattern is not None:
        actions.remove_pattern(session, pattern)
    return redirect(f"{link('accommodation', 'new_need')}?notice=pattern_removed", 303)


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


def _beginning(session: Session, sites: list[SiteView]) -> Mapping[str, Any]:
    """What the form begins with: ordinary values, a pattern or an earlier need of one's own sites, a site."""
    own = _site_ids(sites)
    if (need_id := request.args.get("copy", None, UUID)) is not None:
        source = queries.need_with_all(session, need_id).need
        return _values(source, COPIED) if source.site_id in own else BEGINNING
    if (pattern_id := request.args.get("pattern", None, UUID)) is not None:
        pattern = queries.pattern(session, pattern_id, own)
        return {**_loadable(pattern.values), "site_id": pattern.site_id} if pattern else BEGINNING
    site_id = request.args.get("site", None, UUID) or queries.last_site_of(session, signed_in().id)
    return {**BEGINNING, "site_id": site_id} if site_id in own else BEGINNING


def _loadable(values: Mapping[str, Any]) -> dict[str, Any]:
    """What of a pattern still fits: a kind of help may no longer be offered, and its day has to be chosen anew."""
    try:
        loaded: dict[str, Any] = NeedPage().load(values, partial=True)
    except ValidationError as error:
        loaded = dict(error.valid_data) if isinstance(error.valid_data, dict) else {}
    return {name: value for name, value in loaded.items() if name != "sure"}


def _values(need: Need, names: tuple[str, ...]) -> dict[str, Any]:
    """Some of a need's values, as its schema would load them; a reference only for those whose it is."""
    values = {name: getattr(need, name) for name in names if name != "sure"}
    if need.site_id not in signed_in().site_ids:
        values.pop("reference", None)
    return values


def _new_need_page(session: Session, form: Form, sites: list[SiteView], warnings: list[str] | None = None) -> str:
    own = set() if signed_in().office else _site_ids(sites)
    return render_template(
        "accommodation/new_need.html",
        form=form,
        sites=sites,
        choose_site=isinstance(form.schema, SiteNeed),
        warnings=warnings or [],
        options=need_options(),
        chosen_languages=chosen_languages(form),
        patterns=queries.patterns(session, own) if own else [],
        earlier=queries.earlier(session, own) if own else [],
        notice=notice(),
    )


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
