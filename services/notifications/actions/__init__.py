"""Everything that changes an address, a message, what we know of assignments, or a calendar feed."""

from services.notifications.actions.addresses import forget_recipient, remember_recipient
from services.notifications.actions.assignments import (
    forget_match,
    forget_need,
    remember_match,
    remember_need,
    remember_site,
)
from services.notifications.actions.feeds import switch_feed_off, switch_feed_on
from services.notifications.actions.messages import (
    DELIVER,
    TRIES,
    claim,
    fail,
    forget_old_messages,
    mark_sent,
    note_failure,
    request_message,
    send_again,
    settle,
    tell_task,
)
from services.notifications.actions.offers import forget_offer, remember_offer
from services.notifications.actions.pauses import wish_pause

__all__ = [
    "DELIVER",
    "TRIES",
    "claim",
    "fail",
    "forget_match",
    "forget_need",
    "forget_offer",
    "forget_old_messages",
    "forget_recipient",
    "mark_sent",
    "note_failure",
    "remember_match",
    "remember_need",
    "remember_offer",
    "remember_recipient",
    "remember_site",
    "request_message",
    "send_again",
    "settle",
    "switch_feed_off",
    "switch_feed_on",
    "tell_task",
    "wish_pause",
]
