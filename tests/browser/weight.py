"""What a page weighs: everything that is sent for it to a browser that has nothing yet, compressed as a proxy would."""

import gzip

from playwright.sync_api import Response

from tests.browser.visits import Visit

LIMIT_KB = 100
PACKED = ("image/png", "image/webp", "image/jpeg", "font/woff2")
"""What is compressed already."""


class Scales:
    """Weighs all that a tab is sent, each address once per page."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.sent = visit, dict[str, Response]()
        visit.tab.on("response", lambda response: self.sent.__setitem__(response.url, response))

    def weigh(self) -> float:
        """Kilobytes of the page that was opened last."""
        return sum(_bytes(response) for response in list(self.sent.values())) / 1000


def _bytes(response: Response) -> int:
    body = response.body()
    packed = response.headers.get("content-type", "").startswith(PACKED)
    return len(body) if packed else min(len(body), len(gzip.compress(body)))
