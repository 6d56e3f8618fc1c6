"""A page as people use it: fields are filled in by their labels, forms sent by their buttons, words are read."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Self

from webtest.forms import Form

Typed = Mapping[str, Any]
"""Label → what is typed or chosen there; of a question with several boxes a list, of one with radios the one chosen.

«Dienstag / Abend» is the field «Abend» in the group «Dienstag»; True ticks a box.
"""

WHERE_TO = (302, 303)
HEADINGS = re.compile("^h[1-4]$")
FIELDS = ["input", "select", "textarea"]


class Page:
    """One answer of the server, as its reader sees it."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self._forms: dict[int, Form] = {}

    @cached_property
    def soup(self) -> Any:
        """The page, parsed once."""
        return self.response.html

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.response.status_int)

    @property
    def path(self) -> str:
        """Where we are."""
        return str(self.response.request.path)

    @property
    def words(self) -> str:
        """Everything that stands on the main part of the page, in one line."""
        return plain(self.soup.find("main"))

    @property
    def title(self) -> str:
        """The heading of the page."""
        return plain(self.soup.find("h1"))

    def under(self, heading: str) -> str:
        """What stands under a heading, up to the next one of its rank."""
        title = next(h for h in self.soup.find("main").find_all(HEADINGS) if plain(h).startswith(heading))
        texts: list[str] = []
        for element in title.next_elements:
            if element.name and HEADINGS.match(element.name) and element.name <= title.name:
                break
            texts.append(element if element.name is None and title not in element.parents else "")
        return squeeze(" ".join(texts))

    def rows(self, caption: str) -> list[str]:
        """The lines of the table with this caption."""
        tables = [table for table in self.soup.find_all("table") if plain(table.caption) == caption]
        return [plain(row) for table in tables for row in table.tbody.find_all("tr")]

    def links(self, part: str = "") -> list[str]:
        """Where the links lead that have this in their address."""
        return [a["href"] for a in self.soup.find_all("a", href=True) if part in a["href"]]

    def follow(self, label: str) -> "Page":
        """Click on the link with this label."""
        found = {a["href"] for a in self.soup.find_all("a", href=True) if plain(a) == label}
        assert len(found) == 1, f"{len(found)} links «{label}» at {self.path}"
        return go_on(self.response.goto(found.pop()))

    # --- forms ---

    def press(self, label: str, typed: Typed | None = None, *, expect: int | None = None) -> "Page":
        """Fill in, press a button, and go where it leads. `expect`: the status of a refusal."""
        self.fill(typed or {})
        answer = self.send(label, expect_errors=expect is not None)
        assert expect in (None, answer.status_int), f"{answer.status}: {Page(answer).words}"
        return go_on(answer)

    def send(self, label: str, **more: Any) -> Any:
        """Press a button; gives the bare answer."""
        button = self._button(label)
        name, value = button.get("name"), button.get("value")
        return self._form_of(button).submit(name, value=value, **more)

    def fill(self, typed: Typed) -> Self:
        """Type into fields."""
        for label, value in typed.items():
            if isinstance(value, list):
                self._choose_only(label, value)
            elif label in self._legends:
                self._fill(self._element(f"{label} / {value}"), True)
            else:
                self._fill(self._element(label), value)
        return self

    def shows(self, label: str, value: Any) -> bool:
        """Whether a field shows what was typed or chosen there."""
        if isinstance(value, list):
            boxes = self._group(label).find_all("input", type="checkbox")
            return {self._label(box) for box in boxes if box.has_attr("checked")} == set(value)
        element = self._element(f"{label} / {value}" if label in self._legends else label)
        if element.get("type") in ("checkbox", "radio"):
            return element.has_attr("checked") is bool(value)
        if element.name == "select":
            return [plain(option) for option in element.find_all("option") if option.has_attr("selected")] == [value]
        typed = element.get_text().removeprefix("\n") if element.name == "textarea" else element.get("value", "")
        return bool(typed == str(value))

    def errors(self) -> dict[str, str]:
        """What the summary on top says, by the id of the field that each line leads to."""
        found = {a["href"].removeprefix("#"): plain(a) for a in self.soup.select(".summary a")}
        assert all(self.soup.find(id=goal) for goal in found), f"the summary leads nowhere: {found}"
        return found

    def error_beside(self, field_id: str) -> str:
        """What stands beside a field that is wrong; the field or its group refers to it."""
        element = self.soup.find(id=field_id)
        around = [element, *element.find_parents("fieldset")]
        about = [part for one in around for part in one.get("aria-describedby", "").split()]
        told = [self.soup.find(id=part) for part in about if part.endswith("-error")]
        return plain(told[0]).removeprefix("Fehler:").strip() if told else ""

    def _fill(self, element: Any, value: Any) -> None:
        field = self._field(element)
        if element.get("type") == "checkbox":
            field.checked = bool(value)
        elif element.get("type") == "radio":
            field.value = element["value"]
        elif element.name == "select":
            field.select(text=value)
        else:
            field.value = str(value)

    def _choose_only(self, legend: str, wanted: Iterable[str]) -> None:
        """In a group of boxes tick these and no others."""
        boxes = {self._label(box): box for box in self._group(legend).find_all("input", type="checkbox")}
        assert set(wanted) <= boxes.keys(), f"{sorted(boxes)} in «{legend}»"
        for label, box in boxes.items():
            self._field(box).checked = label in wanted

    def _element(self, label: str) -> Any:
        legend, slash, own = label.rpartition(" / ")
        group = self._group(legend) if slash else None
        named = [e for e in self._fields if self._label(e) == own and (group is None or group in e.parents)]
        assert len(named) == 1, (
            f"{len(named)} fields «{label}» at {self.path}; there are {sorted(self._labels.values())}"
        )
        return named[0]

    @cached_property
    def _fields(self) -> list[Any]:
        return list(self.soup.find_all(FIELDS))

    def _group(self, legend: str) -> Any:
        found = self._legends.get(legend, [])
        assert len(found) == 1, f"{len(found)} groups «{legend}» at {self.path}"
        return found[0]

    def _field(self, element: Any) -> Any:
        """WebTest's field for an element; those that share a name are told apart by value or id."""
        same = self._form_of(element).fields[element["name"]]
        if element.get("type") == "checkbox":
            return next(field for field in same if field._value == element["value"])
        return same[0] if len(same) == 1 else next(field for field in same if field.id == element["id"])

    def _form_of(self, element: Any) -> Form:
        """WebTest's form around an element; only the one that is used is parsed again."""
        around = element.find_parent("form")
        if id(around) not in self._forms:
            self._forms[id(around)] = Form(self.response, str(around))
        return self._forms[id(around)]

    @cached_property
    def _legends(self) -> dict[str, list[Any]]:
        """The groups of fields, by what they are called."""
        found: dict[str, list[Any]] = {}
        for group in self.soup.find_all(["fieldset", "div"]):
            named = plain(group.legend) if group.name == "fieldset" else group.get("aria-label")
            if named and (group.name == "fieldset" or group.get("role") == "group"):
                found.setdefault(named, []).append(group)
        return found

    def _label(self, element: Any) -> str:
        return str(element.get("aria-label") or self._labels.get(element.get("id"), ""))

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The id of each field that has a label, and the label."""
        return {label["for"]: plain(label) for label in self.soup.find_all("label")}

    def _button(self, label: str) -> Any:
        found = [b for b in self.soup.find_all("button") if plain(b) == label or plain(b).startswith(f"{label} – ")]
        assert len(found) == 1, f"{len(found)} buttons «{label}»; there are {[plain(b) for b in self.soup('button')]}"
        return found[0]


def go_on(answer: Any) -> Page:
    """Follow where an answer leads."""
    while answer.status_int in WHERE_TO:
        answer = answer.follow()
    return Page(answer)


def plain(element: Any) -> str:
    """An element's words, without what only says that a field may stay empty."""
    return squeeze(element.get_text(" ")).removesuffix("(freiwillig)").strip() if element else ""


def squeeze(text: str) -> str:
    """Text in one line."""
    return re.sub(r"\s+", " ", text).strip()
