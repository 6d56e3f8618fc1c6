"""A volunteer's own page: what waits for her answer, her assignments, hours, offer and data."""

from datetime import timedelta

from flask.typing import ResponseReturnValue

from services.volunteers import actions, queries
from services.volunteers.models import KnownMatch
from services.volunteers.pages.common import bp, page
from shared import clock
from shared.links import link
from shared.web.here import db, office, signed_in

LATE = timedelta(days=30)
"""So long after the last day to answer a link still leads to kind words."""


@bp.get("/me")
def me() -> ResponseReturnValue:
    """Everything of one's own."""
    with db().reading() as session:
        volunteer = queries.volunteer(session, signed_in().id)
        return page(
            "me.html",
            volunteer=volunteer,
            matches=queries.matches(session, volunteer.id),
            minutes=queries.minutes_52_weeks(session, volunteer.id),
            clicks=actions.possible_clicks(volunteer),
            answer_href=_answer_href,
        )


def _answer_href(match: KnownMatch) -> str:
    lasts = max(match.answer_by - clock.now(), timedelta(0)) + LATE
    return link("matching", "answer", token=office().links.sign("answer", match.id, lasts))
