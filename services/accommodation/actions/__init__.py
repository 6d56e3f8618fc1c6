"""Everything that changes state: sites, posting needs, their life, and the news that moves them."""

from services.accommodation.actions.asking import ask_for_help, send_again
from services.accommodation.actions.attempts import count_attempt
from services.accommodation.actions.life import (
    cancel_need,
    clarify,
    confirm_need,
    end_of_time,
    end_unconfirmed,
    finish_need,
    forget_need,
    nobody_came,
    release_need,
)
from services.accommodation.actions.needs import CHANGED_MEANWHILE, edit_need, post_need
from services.accommodation.actions.news import forget_contact, forget_match, remember_contact, remember_match
from services.accommodation.actions.patterns import remove_pattern, save_pattern
from services.accommodation.actions.sites import change_site, create_site, switch_site
from services.accommodation.actions.tasks import title_of

__all__ = [
    "CHANGED_MEANWHILE",
    "ask_for_help",
    "cancel_need",
    "change_site",
    "clarify",
    "confirm_need",
    "count_attempt",
    "create_site",
    "edit_need",
    "end_of_time",
    "end_unconfirmed",
    "finish_need",
    "forget_contact",
    "forget_match",
    "forget_need",
    "nobody_came",
    "post_need",
    "release_need",
    "remember_contact",
    "remember_match",
    "remove_pattern",
    "save_pattern",
    "send_again",
    "switch_site",
    "title_of",
]
