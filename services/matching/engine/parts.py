"""What makes one offer better than another: five parts, each between 0 (against) and 1 (for), with their weights.

The weights and the curves are our own assumptions, from what coordinators say they look at: can the two talk, is there
time, is it near, has somebody else not had a turn for longer. They sum to 100.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from services.matching.engine.days import first_free_day
from services.matching.engine.facts import Offer, Question
from shared.contracts.words import Level

LEVELS: dict[str, float] = {
    Level.A1: 0.2,
    Level.A2: 0.4,
    Level.B1: 0.7,  # from here on people can talk about everyday things
    Level.B2: 0.8,
    Level.C1: 0.9,
    Level.C2: 0.95,
    Level.NATIVE: 1.0,
}
HALF_WAY_KM = 10.0  # a way this long is worth half of none
FULL_REST_DAYS = 180  # after half a year everybody is as rested as somebody who never had an assignment
WEEKS = 52
QUIET = frozenset({"no_language_wanted", "any_time", "within_hours"})
"""Notes that are true of nearly everybody, and so tell nothing of this one."""


class Verdict(NamedTuple):
    """How good an offer is in one respect (0 to 1), why as a code, and the values for the sentence."""

    value: float
    code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score; `weight` is the most points it can give."""

    name: str
    weight: int
    judge: Callable[[Question, Offer], Verdict]


def language(question: Question, offer: Offer) -> Verdict:
    """The best level among the wanted languages; without a wanted one everybody is alike."""
    if not question.languages:
        return Verdict(1.0, "no_language_wanted", {})
    spoken = [(LEVELS[offer.languages[code]], code) for code in question.languages if code in offer.languages]
    if not spoken:
        return Verdict(0.0, "language_missing", {"languages": sorted(question.languages)})
    value, code = max(spoken)
    told = "speaks" if value > LEVELS[Level.A2] else "speaks_little"
    return Verdict(value, told, {"language": code, "level": offer.languages[code]})


def distance(question: Question, offer: Offer) -> Verdict:
    """The way in km, by what the volunteer travels: near is better, with no edge anywhere."""
    way_km = question.way_km(offer.bfs_nr, offer.mobility)
    if way_km is None:
        return Verdict(0.0, "way_unknown", {})
    return Verdict(1 / (1 + way_km / HALF_WAY_KM), "way", {"km": way_km, "mobility": offer.mobility})


def time(question: Question, offer: Offer) -> Verdict:
    """The share of the need's slots on which the volunteer is free; half of it if she is away at the beginning."""
    free_from = first_free_day(question, offer)
    if free_from is not None and free_from > question.first:
        return Verdict(_share(question, offer) / 2, "free_later", {"day": free_from})
    if not question.slots:
        return Verdict(1.0, "any_time", {})
    if not offer.slots:
        return Verdict(1.0, "flexible", {})
    common = question.slots & offer.slots
    code = "free" if common else "not_free"
    return Verdict(_share(question, offer), code, {"slots": sorted(common or question.slots)})


def rest(question: Question, offer: Offer) -> Verdict:
    """Who has had no turn for longest comes first; who was asked in the last days is left in peace."""
    if offer.busy:
        return Verdict(0.0, "busy", {})
    if offer.last_asked is not None and (question.today - offer.last_asked).days < question.rest_days:
        return Verdict(0.0, "asked_lately", {"day": offer.last_asked})
    if offer.last_assignment is None:
        return Verdict(1.0, "never_assigned", {})
    days = (question.today - offer.last_assignment).days
    return Verdict(min(1.0, days / FULL_REST_DAYS), "rested", {"day": offer.last_assignment})


def load(question: Question, offer: Offer) -> Verdict:
    """Average hours a week over the last 52 weeks: above the office's figure it warns, and excludes nobody."""
    hours = offer.minutes_52_weeks / 60 / WEEKS
    if hours <= question.hours_per_week_warning:
        return Verdict(1.0, "within_hours", {"limit": question.hours_per_week_warning})
    return Verdict(0.0, "over_hours", {"hours": hours, "limit": question.hours_per_week_warning})


def _share(question: Question, offer: Offer) -> float:
    if not question.slots or not offer.slots:
        return 1.0
    return len(question.slots & offer.slots) / len(question.slots)


PARTS = (
    Part("language", 30, language),
    Part("distance", 25, distance),
    Part("time", 25, time),
    Part("rest", 15, rest),
    Part("load", 5, load),
)
