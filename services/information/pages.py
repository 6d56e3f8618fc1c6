"""The public pages: home, privacy and accessibility."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.information import queries, wording
from services.information.schemas import Lookup
from shared.web.forms import Form
from shared.web.here import db, office, region

bp = Blueprint("pages", __name__)

NEEDS_SHOWN = 6

LAWS = {
    "IDAG": "Aargauer Gesetz über die Information der Öffentlichkeit, den Datenschutz und das Archivwesen (IDAG)",
    "DSG": "Bundesgesetz über den Datenschutz (DSG)",
}


@bp.get("/")
def home() -> ResponseReturnValue:
    """What this office does, what is needed now, and whether it is the right one for a postcode."""
    form = Form(Lookup, {"plz": request.args["plz"]} if "plz" in request.args else None)
    given = form.load()
    with db().reading() as session:
        needs, total = queries.newest_wanted(session, NEEDS_SHOWN), queries.number_wanted(session)
    page = render_template(
        "information/home.html",
        form=form,
        found=region().find_postcode(given["plz"]) if given else None,
        needs=[(need, wording.when(need)) for need in needs],
        more=total - len(needs),
        mailbox=office().settings.mailbox,
    )
    return page, 422 if form.errors else 200


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What happens with what people tell us."""
    return render_template("information/privacy.html", law=LAWS[region().office.legal_regime])


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """How far these pages are for everybody, and whom to tell when they are not."""
    return render_template("information/accessibility.html")
