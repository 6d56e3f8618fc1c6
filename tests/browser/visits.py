"""Somebody with a browser in front of the demo office, and what the browser complained of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Response
from playwright.sync_api import Page as Tab

from shared.auth import Role
from tests.browser.office import Office

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
WORTH_A_LOOK = ("error", "warning")


@dataclass
class Visit:
    """One tab, and what went wrong in it since it was last asked."""

    tab: Tab
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.on("console", self._heard)
        self.tab.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.tab.on("response", self._answered)

    def open(self, path: str) -> int:
        """Go to an address of the office; the status it answers with."""
        self.complaints.clear()
        answer = self.tab.goto(f"{self.url}{path}")
        assert answer is not None, path
        return answer.status

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in WORTH_A_LOOK and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        """The page itself may be a refusal that is looked at; whatever it is made of has to be there."""
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {urlsplit(response.url).path}")


@contextmanager
def visiting(office: Office, browser: Browser, whom: Role | None, language: str = "de", **more: Any) -> Iterator[Visit]:
    """A fresh browser, signed in as one of the demo's people, that speaks a language; `more` is for the browser."""
    context = browser.new_context(**{"viewport": PHONE, "reduced_motion": "reduce", "locale": language, **more})
    try:
        context.add_cookies(_cookies(office, whom, language))
        yield Visit(context.new_page(), office.url)
    finally:
        context.close()


def _cookies(office: Office, whom: Role | None, language: str) -> list[Any]:
    cookies = {"rif_language": language, **office.cookies(whom)}
    return [{"name": name, "value": value, "url": office.url} for name, value in cookies.items()]
