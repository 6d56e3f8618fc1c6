"""All that changes state here, split by noun; views, handlers and jobs ask for it by this one name."""

from services.volunteers.actions.attempts import Try, count_attempt
from services.volunteers.actions.clearing import clear, set_clearances
from services.volunteers.actions.copies import (
    forget_match,
    forget_need,
    remember_match,
    remember_need,
    remember_site,
)
from services.volunteers.actions.hours import log_hours, may_take_back, take_hours_back
from services.volunteers.actions.journal import tell_all_follow_ups
from services.volunteers.actions.meanwhile import CHANGED_MEANWHILE
from services.volunteers.actions.moving import move, pause_as_wished, possible_clicks, resume_after_pause
from services.volunteers.actions.offering import (
    add_away,
    change_details,
    change_offer,
    check_categories,
    home_municipality,
    remove_away,
)
from services.volunteers.actions.resync import tell_all_contacts, tell_all_tasks, tell_all_volunteers
from services.volunteers.actions.signing_up import (
    confirm,
    dismiss_asking_again,
    receive_sign_up,
    remind,
    sign_up,
)
from services.volunteers.actions.tasks import look_again

__all__ = [
    "CHANGED_MEANWHILE",
    "Try",
    "add_away",
    "change_details",
    "change_offer",
    "check_categories",
    "clear",
    "confirm",
    "count_attempt",
    "dismiss_asking_again",
    "forget_match",
    "forget_need",
    "home_municipality",
    "log_hours",
    "look_again",
    "may_take_back",
    "move",
    "pause_as_wished",
    "possible_clicks",
    "receive_sign_up",
    "remember_match",
    "remember_need",
    "remember_site",
    "remind",
    "remove_away",
    "resume_after_pause",
    "set_clearances",
    "sign_up",
    "take_hours_back",
    "tell_all_contacts",
    "tell_all_follow_ups",
    "tell_all_tasks",
    "tell_all_volunteers",
]
