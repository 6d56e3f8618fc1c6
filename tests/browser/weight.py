"""What a page weighs for somebody whose telephone has never seen us: all it is made of, compressed as a proxy would."""

import gzip
from collections.abc import Callable

from playwright.sync_api import APIResponse

from tests.browser.visits import Visit

LIMIT_KB = 100
PACKED = ("image/png", "image/webp", "image/jpeg", "font/woff2")
"""What is compressed already."""
MADE_OF = "() => performance.getEntriesByType('resource').map((one) => one.name)"


def light() -> Callable[[Visit], list[str]]:
    """A check that weighs each page; what many pages are made of is weighed once."""
    weights: dict[str, int] = {}

    def check(visit: Visit) -> list[str]:
        parts = set(visit.tab.evaluate(MADE_OF))
        for address in parts - weights.keys():
            weights[address] = _bytes(visit.tab.request.get(address))
        page = _bytes(visit.tab.request.get(visit.tab.url))
        weight_kb = (page + sum(weights[address] for address in parts)) / 1000
        return [f"weighs {weight_kb:.0f} kB"] if weight_kb > LIMIT_KB else []

    return check


def _bytes(response: APIResponse) -> int:
    body = response.body()
    packed = response.headers.get("content-type", "").startswith(PACKED)
    return len(body) if packed else min(len(body), len(gzip.compress(body)))
