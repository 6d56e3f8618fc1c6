"""Going through a page with the tab key alone: every stop is reached, seen, and the way ends."""

from typing import Any

from tests.browser.checks import SCRIPTS
from tests.browser.visits import Visit

TOO_MANY = 400
PARTS = 8
"""A field for a date has several stops of its own: day, month, year, hour, minute, calendar."""


def keyboard(visit: Visit) -> list[str]:
    """From the first stop to the last; nothing is hidden, nothing holds the keyboard, nothing is left out."""
    there = visit.tab.evaluate(SCRIPTS["stops"])
    found: list[str] = []
    seen: list[int] = []
    again = 0
    for _ in range(TOO_MANY):
        visit.tab.keyboard.press("Tab")
        stop = visit.tab.evaluate(SCRIPTS["focus"], seen)
        if stop is None and seen:
            continue  # past the last one, where the browser's own bars are; a page may begin in its middle
        if stop is None or (stop["number"] in seen and stop["number"] != seen[-1]):
            return found + ([f"keyboard: {len(seen)} of {there} stops reached"] if len(seen) < there else [])
        again = again + 1 if stop["number"] in seen else 0
        if again > PARTS:
            return [*found, f"keyboard: does not get away from {stop['name']}"]
        if not again:
            seen.append(stop["number"])
            found += _seen(stop)
    return [*found, f"keyboard: no end after {TOO_MANY} times"]


def _seen(stop: dict[str, Any]) -> list[str]:
    blind = [] if stop["seen"] else [f"keyboard: no visible focus on {stop['name']}"]
    return blind + ([] if stop["there"] else [f"keyboard: {stop['name']} has the focus out of sight"])
