"""Persons among what the office's one search field finds: volunteers by name, telephone, e-mail or place."""

from flask.typing import ResponseReturnValue

from services.volunteers import queries
from services.volunteers.pages.common import bp, page
from services.volunteers.pages.desk import typed
from shared.web.address import page_asked
from shared.web.here import db, region


@bp.get("/search")
def search() -> ResponseReturnValue:
    """Whoever fits; also a single one is only shown, because it may be the wrong one."""
    q, number = typed(), page_asked()
    with db().reading() as session:
        people, count = queries.found_volunteers(session, region(), q, number) if q else ([], 0)
        return page("search.html", people=people, count=count, number=number, pages=queries.pages_of(count), q=q)
