"""All offers for one question, best first, and those that cannot come with the rule that excludes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.matching.engine.facts import Note, Offer, Question
from services.matching.engine.parts import PARTS
from services.matching.engine.rules import RULES, Rule, broken_rule

SPEAKS_FOR = 0.5
"""From this value on a part is a reason; below it speaks against."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An offer that may be asked. Every part has left one note; their points sum to `score` (0 to 100)."""

    offer: Offer
    score: int
    reasons: tuple[Note, ...]
    against: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """An offer that cannot be asked, and why not."""

    offer: Offer
    rule: Rule


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody: who may be asked, best first, and who not, those that fall short of the least first."""

    ranked: list[Ranked]
    excluded: list[Excluded]


def rank(question: Question, offers: Iterable[Offer]) -> Ranking:
    """Rank offers for a question. Equal scores stand in the order in which the offers came to be."""
    ranked: list[Ranked] = []
    excluded: list[Excluded] = []
    for offer in offers:
        rule = broken_rule(question, offer)
        if rule is None:
            ranked.append(_judged(question, offer))
        else:
            excluded.append(Excluded(offer, rule))
    ranked.sort(key=lambda one: (-one.score, one.offer.offer_id))
    excluded.sort(key=lambda one: (-RULES.index(one.rule), one.offer.offer_id))
    return Ranking(ranked, excluded)


def _judged(question: Question, offer: Offer) -> Ranked:
    score = 0
    reasons: list[Note] = []
    against: list[Note] = []
    for part in PARTS:
        value, code, values = part.judge(question, offer)
        points = round(part.weight * value)
        score += points
        (reasons if value >= SPEAKS_FOR else against).append(Note(code, part.name, points, values))
    reasons.sort(key=lambda note: -note.points)
    return Ranked(offer, score, tuple(reasons), tuple(against))
