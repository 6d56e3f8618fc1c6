"""Everything that changes state, by noun: copies of others' facts, proposals, moves of a match, and what ends them."""

from services.matching.actions.copies import (
    forget_follow_up,
    forget_need,
    forget_offer,
    remember_follow_up,
    remember_need,
    remember_offer,
    remember_site,
    remember_task,
)
from services.matching.actions.moving import CHANGED_MEANWHILE, answer_later, expire, move
from services.matching.actions.proposing import propose
from services.matching.actions.telling import tell_all

__all__ = [
    "CHANGED_MEANWHILE",
    "answer_later",
    "expire",
    "forget_follow_up",
    "forget_need",
    "forget_offer",
    "move",
    "propose",
    "remember_follow_up",
    "remember_need",
    "remember_offer",
    "remember_site",
    "remember_task",
    "tell_all",
]
