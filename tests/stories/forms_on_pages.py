"""Forms as they stand on a page: what goes by which name, and what sensible people would type or choose there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup

from deploy.demo.people import PASSWORD
from shared.auth import Role
from tests.browser.office import SIGN_INS

Sent = list[tuple[str, str]]
"""Name → value, as a browser sends it."""
CHOSEN = ("radio", "checkbox", "select")
BUTTON, ASIDE = "submit", "aside"
"""A button that says something; aside stands beside one that sends the form, and asks for it in another shape."""
UNSEEN = ("hidden", BUTTON, ASIDE)
PRESSED = ("submit", "button", "reset")
FORM = re.compile(r"<form\b[^>]*\bmethod=\"(?:get|post)\".*?</form>", re.DOTALL)

RIGHT = {
    "headcount": "1",
    "hours": "2",
    "hours_per_week": "2",
    "minutes": "45",
    "password": "ein langer Satz mit Regen",
    "current": PASSWORD,
    "persons": "2",
    "plz": "5620",
    "postcode": "5620",
    "selection": "office",
    "why": "Verena",
    **{f"speaks_{number}.{part}": "" for number in (2, 3, 4) for part in ("code", "level")},
}
RIGHT_OF_TYPE = {
    "date": "2026-12-01",
    "datetime-local": "2026-12-01T14:30",
    "email": "jemand.anders@example.org",
    "tel": "062 835 20 20",
}
RIGHT_AT = {
    "/identity/sign-in": {"email": SIGN_INS[Role.COORDINATOR], "password": PASSWORD},
    "/identity/me/details": {"name": "Ein anderer Name"},
    "/accommodation/ask": {"timing": "once"},
}
"""What is typed or chosen where a page leaves it to people: by where it goes, by its name, by its type, else a word."""


@dataclass(frozen=True)
class Control:
    """What goes by one name in a form: a field that is typed into, or all that can be chosen there.

    `had` is what stood in it or was chosen as the page came.
    """

    name: str
    type: str
    offered: tuple[str, ...]
    had: tuple[str, ...]
    numeric: bool = False

    @property
    def typed(self) -> bool:
        """Whether people type into it."""
        return self.type not in (*CHOSEN, *UNSEEN)

    @property
    def shown_again(self) -> bool:
        """Whether what was sent has to be there again when the form is refused."""
        return self.type not in (*UNSEEN, "password")

    @cached_property
    def filled(self) -> Sent:
        """As people send it."""
        if self.type in UNSEEN or any(value.strip() for value in self.had):
            return [(self.name, value) for value in self.had]
        if self.type in CHOSEN:
            return [(self.name, RIGHT.get(self.name, next(filter(None, self.offered), "")))]
        return [(self.name, RIGHT.get(self.name, RIGHT_OF_TYPE.get(self.type, "Ein Wort")))]


def forms_of(text: str, having: str = "") -> Iterator[tuple[Any, tuple[Control, ...]]]:
    """The forms of a page, each with what it sends; a form with several buttons once for each of them.

    Only those are read that have a certain text in them: reading takes longer than the office needs to answer.
    """
    for form in (BeautifulSoup(part, "html.parser").form for part in FORM.findall(text) if having in part):
        if form is not None:
            yield from ((form, (*controls(form), *button)) for button in _buttons(form))


def _buttons(form: Any) -> list[tuple[Control, ...]]:
    """What each button adds."""
    buttons = form.find_all("button")
    named = [button for button in buttons if button.get("name")]
    kind = BUTTON if len(named) == len(buttons) else ASIDE
    added: list[tuple[Control, ...]] = [(Control(button["name"], kind, (), (_value(button),)),) for button in named]
    return added if kind == BUTTON and added else [(), *added]


def controls(form: Any) -> tuple[Control, ...]:
    """The fields of a form, in order; those that share a name are one."""
    elements: dict[str, list[Any]] = {}
    for element in form.find_all(["input", "select", "textarea"]):
        if element.get("name") and not element.has_attr("disabled") and element.get("type") not in PRESSED:
            elements.setdefault(element["name"], []).append(element)
    return tuple(_control(name, same) for name, same in elements.items())


def _control(name: str, same: list[Any]) -> Control:
    first = same[0]
    kind = first.get("type", "text") if first.name == "input" else first.name
    if kind in CHOSEN:
        mark = "selected" if kind == "select" else "checked"
        choices = first.find_all("option") if kind == "select" else same
        had = [one for one in choices if one.has_attr(mark)] or (choices[:1] if kind == "select" else [])
        return Control(name, kind, tuple(map(_value, choices)), tuple(map(_value, had)))
    numeric = first.get("inputmode") in ("numeric", "decimal")
    return Control(name, kind, (), tuple(map(_value, same)), numeric)


def _value(element: Any) -> str:
    if element.name == "textarea":
        return str(element.text).removeprefix("\n")
    return str(element.get("value", element.text if element.name == "option" else ""))
