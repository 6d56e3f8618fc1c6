"""What the office finds by its search field here: sites, and needs. Persons are found at volunteers."""

from flask import render_template
from flask.typing import ResponseReturnValue

from services.accommodation import queries
from services.accommodation.pages.frame import address, bp, words_asked
from shared.web.address import page_asked
from shared.web.here import db, region


@bp.get("/search")
def search() -> ResponseReturnValue:
    """Sites by part of a name, place or telephone number."""
    q = words_asked()
    with db().reading() as session:
        found = queries.found_sites(session, region(), q, page_asked()) if q else None
        return render_template("accommodation/search_sites.html", found=found, q=q, address=address(q=q))


@bp.get("/search/needs")
def search_needs() -> ResponseReturnValue:
    """Needs by kind of help, place, site or text."""
    q = words_asked()
    with db().reading() as session:
        found = queries.found_needs(session, region(), q, page_asked()) if q else None
        return render_template("accommodation/search_needs.html", found=found, q=q, address=address(q=q))
