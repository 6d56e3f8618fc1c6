"""The coordinators' pages of organisations and sites."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, queries
from services.accommodation.differences import OF_A_SITE, differences
from services.accommodation.models import LIVING, SITE_JOURNAL
from services.accommodation.pages.frame import address, bp, notice, words_asked
from services.accommodation.queries import Wanted
from services.accommodation.schemas import EditedSite, SiteFields
from services.accommodation.words import SITE_KINDS
from shared.errors import Conflict
from shared.web.address import back_to, page_asked
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.journal import JournalPages
from shared.web.journal import view as journal_view
from shared.web.once import changing


@bp.get("/sites")
def sites() -> ResponseReturnValue:
    """All sites, by organisation; `?q=` narrows them down."""
    q = words_asked()
    with db().reading() as session:
        found = queries.found_sites(session, region(), q, page_asked())
        return render_template("accommodation/sites.html", found=found, q=q, address=address(q=q), notice=notice())


@bp.get("/sites/new")
def new_site() -> ResponseReturnValue:
    """The form; `?need=` fills in what the poster of a need without an account said."""
    with db().reading() as session:
        return _form_page(Form(SiteFields, initial=_from_poster(session)))


@bp.post("/sites/new")
@changing
def post_site(session: Session) -> ResponseReturnValue:
    """A new site."""
    form = Form(SiteFields, request.form)
    given = form.load()
    if given is None:
        return _form_page(form), 422
    site = actions.create_site(session, given, signed_in())
    return back_to(url_for("pages.site", site_id=site.id), "site_saved")


@bp.get("/sites/<uuid:site_id>")
def site(site_id: UUID) -> ResponseReturnValue:
    """One site: where it is, what it needs, its journal."""
    with db().reading() as session:
        return site_page(session, site_id)


def site_page(session: Session, site_id: UUID, journal_form: Form | None = None) -> str:
    """The page of one site, with the journal's form as it was sent if something was wrong with it."""
    view = queries.site(session, site_id)
    return render_template(
        "accommodation/site.html",
        view=view,
        site=view.site,
        living=queries.needs(session, Wanted(states=LIVING, site_ids={site_id})),
        journal=journal_view(SITE_JOURNAL, session, site_id, journal_form),
        notice=notice(),
    )


@bp.get("/sites/<uuid:site_id>/edit")
def edit_site(site_id: UUID) -> ResponseReturnValue:
    """The form, with what is known."""
    with db().reading() as session:
        view = queries.site(session, site_id)
        return _form_page(Form(EditedSite, initial=_stored(view)), view)


@bp.post("/sites/<uuid:site_id>/edit")
@changing
def save_site(session: Session, site_id: UUID) -> ResponseReturnValue:
    """Correct it, unless it has changed since the form was opened: then both are shown."""
    view = queries.site(session, site_id)
    form = Form(EditedSite, request.form)
    if (given := form.load()) is None:
        return _form_page(form, view), 422
    revision = given.pop("revision")
    try:
        actions.change_site(session, site_id, given, signed_in(), revision)
    except Conflict as error:
        if error.code != actions.CHANGED_MEANWHILE:
            raise
        meanwhile = {"differences": differences(OF_A_SITE, _stored(view), given)}
        return _form_page(form, view, meanwhile), 409
    return back_to(url_for("pages.site", site_id=site_id), "site_saved")


@bp.post("/sites/<uuid:site_id>/<any(open, close):what>")
@changing
def switch_site(session: Session, site_id: UUID, what: str) -> ResponseReturnValue:
    """Let it post needs, or no more."""
    actions.switch_site(session, site_id, what == "open", signed_in())
    return back_to(url_for("pages.site", site_id=site_id), "site_opened" if what == "open" else "site_closed")


def _from_poster(session: Session) -> dict[str, Any]:
    try:
        need = queries.need_with_all(session, UUID(request.args.get("need", ""))).need
    except ValueError:
        return {}
    poster = queries.poster(session, need)
    if poster is None:
        return {}
    about = {"organisation": poster.organisation, "name": poster.organisation, "postcode": poster.postcode}
    return {**about, "bfs_nr": need.bfs_nr, "phone": poster.phone, "email": poster.email}


def _stored(view: queries.SiteView) -> dict[str, Any]:
    """A site's values, as its schema would load them."""
    own = {name: getattr(view.site, name) for name in EditedSite().fields if name != "organisation"}
    return {**own, "organisation": view.organisation}


def _form_page(form: Form, view: queries.SiteView | None = None, meanwhile: Mapping[str, Any] | None = None) -> str:
    return render_template(
        "accommodation/edit_site.html",
        form=form,
        view=view,
        meanwhile=meanwhile,
        kinds=[(str(kind), str(label)) for kind, label in SITE_KINDS.items()],
        municipalities=[(place.bfs_nr, place.name) for place in region().municipalities],
    )


def _title(session: Session, site_id: UUID) -> str:
    return queries.site(session, site_id).site.name


JOURNAL = JournalPages(SITE_JOURNAL, "/sites/<uuid:subject_id>/journal", _title, site_page).add_to(bp)
