"""A volunteer's own page: what waits for her answer, her assignments, hours, offer and data."""

from datetime import timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from services.volunteers import actions, queries
from services.volunteers.models import LIVING, READY, KnownMatch, Volunteer
from services.volunteers.pages.common import bp, page
from shared import clock
from shared.i18n import _
from shared.links import link
from shared.web import formats
from shared.web.here import db, office, region, signed_in

LATE = timedelta(days=30)
"""So long after the last day to answer a link still leads to kind words."""


@bp.get("/me")
def me() -> ResponseReturnValue:
    """Everything of one's own."""
    with db().reading() as session:
        volunteer = queries.volunteer(session, signed_in().id)
        matches, clicks = queries.matches(session, volunteer.id), actions.possible_clicks(volunteer)
        return page(
            "me.html",
            volunteer=volunteer,
            takes_part=volunteer.state in LIVING,
            may_be_asked=volunteer.state == READY,
            matches=matches,
            no_assignment=_no_assignment(matches),
            minutes=queries.minutes_52_weeks(session, volunteer.id),
            clicks=clicks,
            offer_ways=_offer_ways(clicks),
            answer_href=_answer_href,
            contact=_contact(volunteer),
        )


def _offer_ways(clicks: list[str]) -> list[tuple[str, str, str]]:
    """What can be done with one's offer: a sign, the words, the way."""
    ways = [
        ("sliders-horizontal", _("Angebot ändern"), url_for("pages.offer")),
        ("tree-palm", _("Ferien und Abwesenheiten"), url_for("pages.away")),
    ]
    pause = ("pause", _("Pause machen"), url_for("pages.ask_move", click="pause"))
    return [*ways, pause] if "pause" in clicks else ways


def _contact(volunteer: Volunteer) -> list[str]:
    """Who somebody is to us, in lines as on an envelope."""
    home = f"{volunteer.postcode} {region().municipality_name(volunteer.bfs_nr)}"
    lines = [volunteer.name, volunteer.street, home, formats.phone(volunteer.phone), volunteer.email]
    return [line for line in lines if line]


def _no_assignment(matches: queries.Matches) -> str:
    if matches.past:
        return _("Im Moment haben Sie keinen Einsatz.")
    return _("Sie haben noch keinen Einsatz.")


def _answer_href(match: KnownMatch) -> str:
    lasts = max(match.answer_by - clock.now(), timedelta(0)) + LATE
    return link("matching", "answer", token=office().links.sign("answer", match.id, lasts))
