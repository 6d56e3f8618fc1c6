"""Who may do what in matching. Coordinators do everything; volunteers answer for themselves."""

from typing import Any

from sqlalchemy.orm import Session

from services.matching.models import OWN_CLICKS, Match
from shared.auth import Who
from shared.permissions import ANYONE, COORDINATOR, VOLUNTEER, may


def own_match(session: Session, who: Who, values: dict[str, Any]) -> bool:
    """It is the volunteer's own match. One that does not exist is nobody's secret: the view answers 404."""
    match = session.get(Match, values["match_id"])
    return match is None or match.volunteer_id == who.id


def own_answer(session: Session, who: Who, values: dict[str, Any]) -> bool:
    """What she may do with her own match: say yes or no, and take it back."""
    return values["click"] in OWN_CLICKS and own_match(session, who, values)


RULES = [
    may(ANYONE, "pages.answer", "pages.give_answer"),  # whoever has the mailed link; its token says for which match
    may(COORDINATOR, "pages.today", "pages.desk", "pages.need", "pages.propose"),
    may(COORDINATOR, "pages.match", "pages.ask_pick", "pages.move"),
    may(COORDINATOR, "api.get_offers", "api.post_matches", "api.get_matches", "api.get_match", "api.move_match"),
    may(VOLUNTEER, "api.get_matches"),  # gives her her own only
    may(VOLUNTEER, "api.get_match", only=own_match),
    may(VOLUNTEER, "api.move_match", only=own_answer),
]
