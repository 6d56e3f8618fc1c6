"""Hard rules: who cannot be asked at all. The first one that is broken is told, the weightiest stand first."""

from collections.abc import Callable
from dataclasses import dataclass

from services.matching.engine.days import first_free_day
from services.matching.engine.facts import Offer, Question
from shared.contracts.volunteers import VolunteerState


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason that excludes: a stable code, and whether an offer breaks it."""

    code: str
    is_broken: Callable[[Question, Offer], bool]


def _clearance_missing(question: Question, offer: Offer) -> bool:
    return any(not _holds(offer, kind, question) for kind in question.clearances)


def _holds(offer: Offer, kind: str, question: Question) -> bool:
    if kind not in offer.clearances:
        return False
    valid_until = offer.clearances[kind]
    return valid_until is None or valid_until >= question.clearance_day


def _too_far(question: Question, offer: Offer) -> bool:
    """A way that nobody knows (a municipality that left the region's file) excludes nobody; the score says so."""
    way = question.way_km(offer.bfs_nr, offer.mobility)
    return way is not None and way > offer.travel_km


def _against_wish(question: Question, offer: Offer) -> bool:
    """A protected wish has to be sure: somebody who has not said is not proposed."""
    return question.gender is not None and offer.gender != question.gender


RULES = (
    Rule("blocked", lambda q, o: o.state == VolunteerState.BLOCKED),
    Rule("not_ready", lambda q, o: o.state != VolunteerState.READY),
    Rule("asked_already", lambda q, o: o.offer_id in q.living),
    Rule("said_no", lambda q, o: o.offer_id in q.said_no),
    Rule("category", lambda q, o: q.category not in o.categories),
    Rule("wish_gender", _against_wish),
    Rule("clearance", _clearance_missing),
    Rule("too_far", _too_far),
    Rule("away", lambda q, o: first_free_day(q, o) is None),
)


def broken_rule(question: Question, offer: Offer) -> Rule | None:
    """The first rule an offer breaks; None if it may be asked."""
    for rule in RULES:
        if rule.is_broken(question, offer):
            return rule
    return None
