"""When something is needed, short enough for a card."""

from datetime import date

from services.information.models import KnownNeed
from shared import clock
from shared.contracts.words import Timing
from shared.web import formats


def when(need: KnownNeed) -> str:
    """Fr 27.11.2026, 14.30 Uhr · Di Abend, ab 01.12.2026 · nach Absprache"""
    if need.timing is Timing.ONCE and need.once_at:
        return f"{formats.short_weekday(need.once_at)} {formats.datetime(need.once_at)}"
    regularly = formats.slots(need.slots) if need.timing is Timing.WEEKLY else "nach Absprache"
    return ", ".join(part for part in (regularly, _between(need.first, need.last)) if part)


def _between(first: date | None, last: date | None) -> str:
    """Only what is still ahead matters to somebody who thinks of helping."""
    coming = first if first and first > clock.today() else None
    if coming and last:
        return f"{formats.date(coming)} bis {formats.date(last)}"
    if coming:
        return f"ab {formats.date(coming)}"
    return f"bis {formats.date(last)}" if last else ""
