"""The work list: everything that waits, the most pressing on top; who should be thought of; how a new office begins."""

from flask import render_template
from flask.typing import ResponseReturnValue

from services.matching.pages.frame import bp, notice
from services.matching.queries.persons import unasked
from services.matching.queries.today import is_new, waiting
from services.matching.words import OTHER_WORK, WORK
from shared.web.here import db, region

SHOWN = 8
"""So many lines of a kind are seen at once; the others fold away below."""


@bp.get("/today")
def today() -> ResponseReturnValue:
    """What waits for the office."""
    with db().reading() as session:
        groups = waiting(session, region())
        return render_template(
            "matching/today.html",
            groups=groups,
            total=sum(len(group.lines) for group in groups),
            kinds={group.kind: WORK.get(group.kind, OTHER_WORK) for group in groups},
            shown=SHOWN,
            unasked=unasked(session),
            is_new=not groups and is_new(session),
            notice=notice(session),
        )
