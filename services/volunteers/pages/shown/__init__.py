"""Stored things in words for people: when a need is, what an offer says, what happened; and the options of forms."""

from services.volunteers.pages.shown.needs import ANSWERS, MATCH_STATES, entry, match_facts, timing, what
from services.volunteers.pages.shown.options import (
    WHEN,
    Options,
    category_options,
    language_rows,
    level_options,
    travel_options,
)
from services.volunteers.pages.shown.past import clearance_sentence, timeline
from services.volunteers.pages.shown.people import (
    TO_HERSELF,
    TONES,
    demanded,
    details_items,
    language_names,
    languages,
    lapsed,
    missing_clearances,
    offer_items,
    renewals,
    some_categories,
    unfinished,
)
from services.volunteers.pages.shown.steps import AFTERWARDS, PIPELINE, STAGES, head, next_step, other_buttons

__all__ = [
    "AFTERWARDS",
    "ANSWERS",
    "MATCH_STATES",
    "PIPELINE",
    "STAGES",
    "TONES",
    "TO_HERSELF",
    "WHEN",
    "Options",
    "category_options",
    "clearance_sentence",
    "demanded",
    "details_items",
    "entry",
    "head",
    "language_names",
    "language_rows",
    "languages",
    "lapsed",
    "level_options",
    "match_facts",
    "missing_clearances",
    "next_step",
    "offer_items",
    "other_buttons",
    "renewals",
    "some_categories",
    "timeline",
    "timing",
    "travel_options",
    "unfinished",
    "what",
]
