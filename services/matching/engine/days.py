"""Days on which somebody is there."""

from datetime import date, timedelta

from services.matching.engine.facts import Offer, Question
from shared.contracts.words import Period

DAY = timedelta(days=1)


def first_free_day(question: Question, offer: Offer) -> date | None:
    """The first day of the need on which the volunteer is there; None if she is away during the whole time."""
    day = max(question.first, offer.available_from or question.first)
    for period in sorted(offer.away, key=_beginning) if offer.away else ():
        if _beginning(period) <= day:
            if period.last is None:
                return None
            day = max(day, period.last + DAY)
    return day if question.last is None or day <= question.last else None


def _beginning(period: Period) -> date:
    return period.first or date.min
