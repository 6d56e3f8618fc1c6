"""The public pages: home, privacy and accessibility."""

from flask import Blueprint, Response, redirect, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue

from services.information import kit, queries, wording
from services.information.schemas import Lookup
from shared.errors import NotFound
from shared.i18n import lazy
from shared.links import is_our_path, link
from shared.web import brand, maps
from shared.web.forms import Form
from shared.web.here import db, office, region

bp = Blueprint("pages", __name__)

NEEDS_SHOWN = 6

LAWS = {
    "IDAG": lazy("Aargauer Gesetz über die Information der Öffentlichkeit, den Datenschutz und das Archivwesen (IDAG)"),
    "DSG": lazy("Bundesgesetz über den Datenschutz (DSG)"),
}


@bp.get("/")
def home() -> ResponseReturnValue:
    """What this office does, what is needed now, and whether it is the right one for a postcode."""
    form = Form(Lookup, {"plz": request.args["plz"]} if "plz" in request.args else None)
    given = form.load()
    with db().reading() as session:
        needs, wanted = queries.newest_wanted(session, NEEDS_SHOWN), queries.wanted_by_municipality(session)
    page = render_template(
        "information/home.html",
        form=form,
        found=region().find_postcode(given["plz"]) if given else None,
        needs=[(need, wording.when(need)) for need in needs],
        more=sum(wanted.values()) - len(needs),
        map=maps.draw(region(), needs=wanted),
        mailbox=office().settings.mailbox,
    )
    return page, 422 if form.errors else 200


@bp.post("/language")
def change_language() -> ResponseReturnValue:
    """The switch on pages without a form: the choice is kept with the answer, and it goes on where one was."""
    wanted = request.form.get("next", "")
    return redirect(wanted if is_our_path(wanted) else link("information", "home"), 303)


@bp.get("/brand.css")
def brand_colours() -> ResponseReturnValue:
    """The office's colour, on light and on dark pages."""
    colours = brand.css(region().office.accent or brand.DEFAULT)
    return _to_keep(Response(colours, content_type="text/css; charset=utf-8"))


@bp.get("/logo")
def logo() -> ResponseReturnValue:
    """The office's picture: a file beside the region's settings."""
    name = region().office.logo
    if name is None:
        raise NotFound
    response = send_from_directory(office().settings.region.parent.absolute(), name)
    # Shown as a picture it cannot do anything; opened as a page of its own it shall not either.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return _to_keep(response)


@bp.get("/kit")
def parts_of_pages() -> ResponseReturnValue:
    """What pages are made of; only in a demo."""
    if not office().settings.demo:
        raise NotFound
    return render_template("information/kit.html", **kit.parts(region()))


def _to_keep(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What happens with what people tell us."""
    return render_template("information/privacy.html", law=LAWS[region().office.legal_regime])


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """How far these pages are for everybody, and whom to tell when they are not."""
    return render_template("information/accessibility.html")
