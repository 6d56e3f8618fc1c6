"""When something is needed, short enough for a card."""

from services.information.models import KnownNeed
from shared import clock, words


def when(need: KnownNeed) -> str:
    """«Fr 27.11.2026, 14.30 Uhr», «jede Woche: Di Abend, ab 01.12.2026», «nach Absprache».

    Only what is still ahead matters to somebody who thinks of helping.
    """
    coming = need.first if need.first and need.first > clock.today() else None
    return words.listed(words.when(need.timing, need.once_at, need.slots), words.between(coming, need.last))
