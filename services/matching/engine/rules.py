"""Hard rules: who cannot be asked at all. The first one that is broken is told, the weightiest stand first."""

from collections.abc import Callable
from dataclasses import dataclass

from services.matching.engine.days import first_free_day
from services.matching.engine.facts import Offer, Question
from shared.contracts.volunteers import VolunteerState


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason that excludes: a stable code, a German sentence, and whether an offer breaks it."""

    code: str
    sentence: str
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
    Rule("blocked", "Ist gesperrt.", lambda q, o: o.state == VolunteerState.BLOCKED),
    Rule("not_ready", "Ist zurzeit nicht einsatzbereit.", lambda q, o: o.state != VolunteerState.READY),
    Rule("asked_already", "Ist für diese Anfrage schon angefragt.", lambda q, o: o.offer_id in q.living),
    Rule("said_no", "Hat für diese Anfrage schon abgesagt.", lambda q, o: o.offer_id in q.said_no),
    Rule("category", "Bietet diese Art von Hilfe nicht an.", lambda q, o: q.category not in o.categories),
    Rule("wish_gender", "Gewünscht ist ausdrücklich eine Frau oder ein Mann; das passt nicht.", _against_wish),
    Rule("clearance", "Eine verlangte Abklärung fehlt oder gilt nicht lange genug.", _clearance_missing),
    Rule("too_far", "Wohnt weiter weg, als sie oder er reisen möchte.", _too_far),
    Rule("away", "Ist während der ganzen Zeit abwesend.", lambda q, o: first_free_day(q, o) is None),
)


def broken_rule(question: Question, offer: Offer) -> Rule | None:
    """The first rule an offer breaks; None if it may be asked."""
    for rule in RULES:
        if rule.is_broken(question, offer):
            return rule
    return None
