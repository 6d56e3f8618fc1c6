"""Everything that changes state: sites, posting needs, their life, and the news that moves them."""

from services.accommodation.actions.life import (
    cancel_need,
    confirm_need,
    end_of_time,
    end_unconfirmed,
    finish_need,
    forget_need,
    release_need,
)
from services.accommodation.actions.needs import ask_for_help, edit_need, post_need
from services.accommodation.actions.news import forget_contact, forget_match, remember_contact, remember_match
from services.accommodation.actions.sites import change_site, create_site, switch_site

__all__ = [
    "ask_for_help",
    "cancel_need",
    "change_site",
    "confirm_need",
    "create_site",
    "edit_need",
    "end_of_time",
    "end_unconfirmed",
    "finish_need",
    "forget_contact",
    "forget_match",
    "forget_need",
    "post_need",
    "release_need",
    "remember_contact",
    "remember_match",
    "switch_site",
]
