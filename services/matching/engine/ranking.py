"""All offers for one question, best first, and those that cannot come with the rule that excludes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.matching.engine.facts import Note, Offer, Question
from services.matching.engine.parts import PARTS, Part, Verdict
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
    """Everybody: the best of the `fitting` ones, and who cannot be asked, those that fall short of the least first."""

    ranked: list[Ranked]
    fitting: int
    excluded: list[Excluded]


def rank(question: Question, offers: Iterable[Offer], limit: int | None = None) -> Ranking:
    """Rank offers for a question, best first; equal scores stand in the order in which the offers came to be.

    At most `limit` are given with their notes: writing notes costs more than finding the best.
    """
    scored: list[tuple[int, Offer]] = []
    excluded: list[Excluded] = []
    for offer in offers:
        rule = broken_rule(question, offer)
        if rule is None:
            scored.append((sum(_points(part, part.judge(question, offer)) for part in PARTS), offer))
        else:
            excluded.append(Excluded(offer, rule))
    scored.sort(key=lambda one: (-one[0], one[1].offer_id))
    excluded.sort(key=lambda one: (-RULES.index(one.rule), one.offer.offer_id))
    return Ranking([_noted(question, *one) for one in scored[:limit]], len(scored), excluded)


def _noted(question: Question, score: int, offer: Offer) -> Ranked:
    reasons: list[Note] = []
    against: list[Note] = []
    for part in PARTS:
        verdict = part.judge(question, offer)
        note = Note(verdict.code, part.name, _points(part, verdict), verdict.values)
        (reasons if verdict.value >= SPEAKS_FOR else against).append(note)
    reasons.sort(key=lambda note: -note.points)
    return Ranked(offer, score, tuple(reasons), tuple(against))


def _points(part: Part, verdict: Verdict) -> int:
    return round(part.weight * verdict.value)
