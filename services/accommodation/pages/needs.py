"""The pages of staff: their needs, one need, posting and changing one. Coordinators use the same for any site."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, queries, sentences
from services.accommodation.models import LIVING, Need, NeedCause
from services.accommodation.pages.frame import (
    BEGINNING,
    NeedForm,
    bp,
    chosen_languages,
    doubts,
    need_options,
    notice,
)
from services.accommodation.queries import NeedView, SiteView
from services.accommodation.schemas import EDITABLE, NeedPage, OfficeNeed, Reason, SiteNeed
from shared.contracts.accommodation import NeedState
from shared.errors import Invalid
from shared.links import link
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

ENDED = frozenset(NeedState) - LIVING
COPIED = (
    "site_id", "category", "headcount", "age_group", "persons", "minors", "alone", "languages",
    "timing", "slots", "minutes", "urgency", "wish", "wish_gender", "reference",
)  # fmt: skip


@bp.get("/", strict_slashes=False)
def needs() -> ResponseReturnValue:
    """Everything of one's own sites: what runs, and what has ended; both page by page."""
    someone = signed_in()
    if someone.office and not someone.site_ids:
        return redirect(link("accommodation", "desk"), 303)
    with db().reading() as session:
        return render_template(
            "accommodation/needs.html",
            living=queries.needs(session, states=LIVING, site_ids=someone.site_ids, page=_page_asked("living")),
            ended=queries.needs(session, states=ENDED, site_ids=someone.site_ids, page=_page_asked("ended")),
            sites=queries.sites(session, someone.site_ids),
            notice=notice(),
        )


@bp.get("/needs/new")
def new_need() -> ResponseReturnValue:
    """The form, empty or filled in with what an earlier need said."""
    with db().reading() as session:
        sites = _sites_to_post_for(session)
        form = NeedForm(_schema(sites), initial=_beginning(session, sites))
        return _new_need_page(form, sites)


@bp.post("/needs/new")
@changing
def post_need(session: Session) -> ResponseReturnValue:
    """Post it, unless something is wrong or the text says too much about somebody."""
    sites = _sites_to_post_for(session)
    form = NeedForm(_schema(sites), request.form)
    given = form.load()
    if given is None:
        return _new_need_page(form, sites), 422
    if warnings := doubts(given):
        return _new_need_page(form, sites, warnings), 422
    site_id = given.pop("site_id", None)
    try:
        need = actions.post_need(session, region(), given, site_id, signed_in())
    except Invalid as error:
        form.add_errors(error.fields)
        return _new_need_page(form, sites), 422
    return _back_to(need.id, "posted")


@bp.get("/needs/<uuid:need_id>")
def need(need_id: UUID) -> ResponseReturnValue:
    """All of one need, who comes, and what has happened."""
    with db().reading() as session:
        view = queries.need_with_all(session, need_id)
        return render_template(
            "accommodation/need.html",
            view=view,
            need=view.need,
            own=view.need.site_id in signed_in().site_ids,
            poster=queries.poster(session, view.need) if signed_in().office else None,
            timeline=sentences.timeline(queries.history(session, need_id)),
            form=Form(Reason),
            notice=notice(),
        )


@bp.post("/needs/<uuid:need_id>/cancel")
@changing
def cancel_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Take it back; for the office and a draft: do not release it."""
    need = actions.cancel_need(session, need_id, signed_in(), _reason())
    return _back_to(need_id, "rejected" if need.cause == NeedCause.NOT_RELEASED else "cancelled")


@bp.post("/needs/<uuid:need_id>/done")
@changing
def finish_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Somebody came."""
    actions.finish_need(session, need_id, signed_in())
    return _back_to(need_id, "done")


@bp.get("/needs/<uuid:need_id>/edit")
def edit_need(need_id: UUID) -> ResponseReturnValue:
    """What may still be changed."""
    with db().reading() as session:
        view = queries.need_with_all(session, need_id)
        return _edit_page(NeedForm(NeedPage(only=EDITABLE), initial=_dumpable(view.need, EDITABLE)), view)


@bp.post("/needs/<uuid:need_id>/edit")
@changing
def save_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Change it."""
    view = queries.need_with_all(session, need_id)
    form = NeedForm(NeedPage(only=EDITABLE), request.form)
    given = form.load()
    if given is None:
        return _edit_page(form, view), 422
    if warnings := doubts(given):
        return _edit_page(form, view, warnings), 422
    try:
        actions.edit_need(session, region(), need_id, given, signed_in())
    except Invalid as error:
        form.add_errors(error.fields)
        return _edit_page(form, view), 422
    return _back_to(need_id, "saved")


def _sites_to_post_for(session: Session) -> list[SiteView]:
    someone = signed_in()
    return queries.sites(session, None if someone.office else someone.site_ids, active=True)


def _schema(sites: list[SiteView]) -> type[NeedPage]:
    """With several sites one is chosen; staff of one site are not asked. The office decides more."""
    if signed_in().office:
        return OfficeNeed
    return NeedPage if len(sites) == 1 else SiteNeed


def _beginning(session: Session, sites: list[SiteView]) -> dict[str, Any]:
    """What the form begins with: ordinary values, or an earlier need of one's own (without its dates)."""
    try:
        earlier = UUID(request.args.get("copy", ""))
    except ValueError:
        return BEGINNING
    source = queries.need_with_all(session, earlier).need
    may_copy = source.site_id in {view.site.id for view in sites}
    return _dumpable(source, COPIED) if may_copy else BEGINNING


def _dumpable(need: Need, names: tuple[str, ...]) -> dict[str, Any]:
    """Some of a need's values, as its schema would load them; a reference only for those whose it is."""
    values = {name: getattr(need, name) for name in names if name != "sure"}
    if need.site_id not in signed_in().site_ids:
        values.pop("reference", None)
    return values


def _new_need_page(form: Form, sites: list[SiteView], warnings: list[str] | None = None) -> str:
    return render_template(
        "accommodation/new_need.html",
        form=form,
        sites=sites,
        choose_site=isinstance(form.schema, SiteNeed),
        warnings=warnings or [],
        options=need_options(),
        chosen_languages=chosen_languages(form),
    )


def _edit_page(form: Form, view: NeedView, warnings: list[str] | None = None) -> str:
    return render_template(
        "accommodation/edit_need.html",
        form=form,
        view=view,
        need=view.need,
        warnings=warnings or [],
        options=need_options(),
    )


def _reason() -> str:
    given = Form(Reason, request.form).load()
    if given is None:
        raise Invalid({"reason": "Bitte schreiben Sie höchstens 200 Zeichen."})
    return str(given["reason"])


def _back_to(need_id: UUID, done: str) -> ResponseReturnValue:
    return redirect(f"{link('accommodation', 'need', need_id=need_id)}?notice={done}", 303)


def _page_asked(name: str) -> int:
    return request.args.get(name, 1, int)
