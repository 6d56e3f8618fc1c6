"""How offers are ranked for a need: who cannot come and why not, and for the others a score that explains itself.

Pure: facts in, a ranking out; no database, no web, no clock. Distances are km on the road, times minutes, days dates.
A score is a whole number from 0 to 100: the exact sum of the points of its parts, each of which carries a note.
"""

from services.matching.engine.facts import Note, Offer, Question
from services.matching.engine.parts import PARTS, QUIET
from services.matching.engine.ranking import Excluded, Ranked, Ranking, rank
from services.matching.engine.rules import RULES, Rule, broken_rule

__all__ = [
    "PARTS",
    "QUIET",
    "RULES",
    "Excluded",
    "Note",
    "Offer",
    "Question",
    "Ranked",
    "Ranking",
    "Rule",
    "broken_rule",
    "rank",
]
