"""The work list: everything that waits, the most pressing on top."""

from flask import render_template
from flask.typing import ResponseReturnValue

from services.matching.pages.frame import bp, notice
from services.matching.queries.today import waiting
from shared import clock
from shared.web.here import db, region


@bp.get("/today")
def today() -> ResponseReturnValue:
    """What waits for the office."""
    with db().reading() as session:
        lines = waiting(session, region())
        return render_template("matching/today.html", lines=lines, now=clock.now(), notice=notice())
