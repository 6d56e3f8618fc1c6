"""People of the stories with a real browser: what they do goes by labels, links and buttons, now in Chromium.

A story is told in German. In another language each page is asked for in German too, to learn which field, button or
link is meant; then that one is used on the page as it is shown.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Response
from playwright.sync_api import Page as Tab

from tests.stories.page import Page, Typed, plain
from tests.stories.person import Person

SUBMITS = "button:not([type]), button[type=submit]"


class Walker(Person):
    """Somebody in a story whose browser is a tab of Chromium; to be mixed in before `Volunteer`, `Carer`, …"""

    tab: Tab
    url: str
    touched = 0
    """How many fields, links and buttons were used so far."""

    def at(self, tab: Tab, url: str) -> "Walker":
        """Sit down in front of it."""
        self.tab, self.url, self.seen, self.tags = tab, url, list[str](), set[str]()
        return self

    def open(self, path: str, *, expect: int | None = None) -> Page:
        """Go to an address; `expect` is the status of a refusal."""
        shown = Shown(self, self.tab.goto(f"{self.url}{path}"))
        assert shown.status == (expect or 200), f"{shown.status} at {path}: {shown.words}"
        return shown


@dataclass
class Source:
    """What a story asks of a page's source."""

    status: int
    text: str


class Shown(Page):
    """What the tab shows now."""

    def __init__(self, walker: Walker, answer: Response | None) -> None:
        super().__init__(Source(answer.status if answer else 200, walker.tab.content()))
        self.walker, self.tab = walker, walker.tab
        walker.seen.append(self.path)
        walker.tags.add(self.tab.evaluate("() => `${document.documentElement.lang}/${document.documentElement.dir}`"))

    @cached_property
    def soup(self) -> Any:
        """The page in German: as it is, or asked for once more."""
        if self.tab.locator("html").get_attribute("lang") == "de-CH":
            return BeautifulSoup(self.response.text, "html.parser")
        again = self.tab.context.request.get(self.tab.url, headers={"Cookie": self._cookies("de")})
        return BeautifulSoup(again.text(), "html.parser")

    @property
    def status(self) -> int:
        """The HTTP status of the page."""
        return int(self.response.status)

    @property
    def path(self) -> str:
        """Where we are."""
        return urlsplit(self.tab.url).path

    def follow(self, label: str) -> "Shown":
        """Click on the link with this label."""
        found = {a["href"] for a in self.soup.find_all("a", href=True) if plain(a) == label}
        assert len(found) == 1, f"{len(found)} links «{label}» at {self.path}"
        return self._click(self.tab.locator(f'a[href="{found.pop()}"]'))

    def press(self, label: str, typed: Typed | None = None, *, expect: int | None = None) -> "Shown":
        """Fill in, press a button, and see where it leads."""
        self.fill(typed or {})
        button = self._button(label)
        form = button.find_parent("form")
        forms, buttons = self.soup.find_all("form"), form.select(SUBMITS)
        place = next(number for number, one in enumerate(buttons) if one is button)
        number = next(number for number, one in enumerate(forms) if one is form)
        shown = self._click(self.tab.locator("form").nth(number).locator(SUBMITS).nth(place))
        assert shown.status == (expect or 200), f"{shown.status}: {shown.words}"
        return shown

    def _fill(self, element: Any, value: Any) -> None:
        """Type, choose or tick as people do, unless it is so already."""
        field = self.tab.locator(f'[id="{element["id"]}"]')
        self._bring_out(field, element)
        if element.get("type") in ("checkbox", "radio"):
            if field.is_checked() != bool(value):
                label = self.tab.locator(f'label[for="{element["id"]}"]')
                (label.first if label.count() else field).click()
        elif element.name == "select":
            chosen = next(option for option in element.find_all("option") if plain(option) == value)
            field.select_option(value=chosen.get("value", value))
        else:
            field.fill(str(value))
        self.walker.touched += 1

    def _choose_only(self, legend: str, wanted: Any) -> None:
        boxes = {self._label(box): box for box in self._group(legend).find_all("input", type="checkbox")}
        assert set(wanted) <= boxes.keys(), f"{sorted(boxes)} in «{legend}»"
        for label, box in boxes.items():
            if self.tab.locator(f'[id="{box["id"]}"]').is_checked() != (label in wanted):
                self._fill(box, label in wanted)

    def _bring_out(self, field: Locator, element: Any) -> None:
        """Scripts put away what is seldom needed: open it, or ask for one more row."""
        if element.get("type") in ("checkbox", "radio") or field.is_visible():
            return
        closed = self.tab.locator("details:not([open])", has=field)
        if closed.count():
            closed.first.locator("summary").first.click()
        else:
            self.tab.locator("[data-rows]", has=field).locator("+ button").click()
        self.walker.touched += 1

    def _click(self, which: Locator) -> "Shown":
        target = which.filter(visible=True).first
        with self.tab.expect_navigation() as going:
            target.click()
        self.walker.touched += 1
        return Shown(self.walker, going.value)

    def _cookies(self, language: str) -> str:
        cookies = {one["name"]: one["value"] for one in self.tab.context.cookies(self.tab.url)}
        return "; ".join(f"{name}={value}" for name, value in {**cookies, "rif_language": language}.items())
