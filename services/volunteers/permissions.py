"""Who may do what here. A volunteer's own page and the office's page of a volunteer share views and rules."""

from typing import Any

from sqlalchemy.orm import Session

from services.volunteers.models import CLICKS
from shared.auth import Who
from shared.contracts.journal import SubjectKind
from shared.permissions import ANYONE, COORDINATOR, SIGNED_IN, VOLUNTEER, may
from shared.web import journal


def herself(session: Session, who: Who, values: dict[str, Any]) -> bool:
    """Whether somebody asks about herself; a path that names nobody means whoever is asking."""
    return bool(values.get("volunteer_id", who.id) == who.id)


def her_own_click(session: Session, who: Who, values: dict[str, Any]) -> bool:
    """Whether somebody does with herself what is hers to do."""
    click = CLICKS.get(values["click"])
    return herself(session, who, values) and click is not None and click.own


SHARED = (
    "pages.offer",
    "pages.change_offer",
    "pages.details",
    "pages.change_details",
    "pages.away",
    "pages.add_away",
    "pages.remove_away",
    "pages.hours",
    "pages.log_hours",
    "pages.take_hours_back",
)
CLICKING = ("pages.ask_move", "pages.make_move")

RULES = [
    may(ANYONE, "pages.sign_up", "pages.sign_up_step", "pages.answer_step", "pages.forget_sign_up"),
    may(ANYONE, "pages.check_sign_up", "pages.send_sign_up", "pages.sign_up_sent"),
    may(COORDINATOR, "pages.sign_up_by_phone", "pages.enter_sign_up"),
    may(ANYONE, "pages.confirm", "pages.send_confirmation"),
    may(VOLUNTEER, "pages.me"),
    may(VOLUNTEER, *SHARED, only=herself),
    may(VOLUNTEER, *CLICKING, only=her_own_click),
    may(COORDINATOR, *SHARED, *CLICKING),
    may(COORDINATOR, "pages.desk", "pages.search", "pages.volunteer", "pages.change_clearances"),
    may(COORDINATOR, *journal.endpoints(SubjectKind.VOLUNTEER)),
    may(COORDINATOR, "pages.dismiss_asking_again"),
    may(SIGNED_IN, "api.sign_up"),
    may(COORDINATOR, "api.volunteers", "api.clear", "api.volunteer", "api.move", "api.log_hours"),
    may(VOLUNTEER, "api.volunteer", only=herself),
    may(VOLUNTEER, "api.move", only=her_own_click),
    may(VOLUNTEER, "api.log_hours"),
]
