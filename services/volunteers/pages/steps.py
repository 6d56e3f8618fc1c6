"""The sign-up page by page: one table of its steps, and how far somebody has come through them.

What was typed is kept as one form with the names of all steps in it; each step takes its own names out and puts its own
back. So two tabs never lose each other's answers, and a step whose answer no longer fits is simply open again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from werkzeug.datastructures import MultiDict

from services.volunteers import actions
from services.volunteers.pages import forms
from shared.errors import Invalid
from shared.i18n import LazyString, lazy
from shared.region import Region
from shared.web.forms import Form, FormSchema

Typed = dict[str, list[str]]
Given = dict[str, Any]


def shares_postcode(region: Region, given: Given) -> bool:
    """Whether the postcode spans several municipalities, so that one has to be chosen."""
    return len(region.find_postcode(given.get("postcode", "")).choices) > 1


@dataclass(frozen=True)
class Step:
    """One page: what it asks. `check` is what only the region knows to be right and raises `Invalid`.

    A step with `only_if` is asked of some people only; it goes with the step before it and has no number of its own.
    """

    slug: str
    title: LazyString
    schema: type[FormSchema]
    check: Callable[[Region, Given], object] | None = None
    only_if: Callable[[Region, Given], bool] | None = None
    first_shown: Mapping[str, Any] = field(default_factory=dict)

    def form(self, typed: Typed) -> Form:
        """The form with what was kept of it, or as it begins."""
        kept = self.part_of(typed)
        return Form(self.schema, MultiDict(kept)) if kept else Form(self.schema, initial=self.first_shown)

    def part_of(self, typed: Typed) -> Typed:
        """What of all that was typed belongs here."""
        mine = self.schema().load_fields
        return {name: texts for name, texts in typed.items() if name.partition(".")[0] in mine}

    def load(self, form: Form, region: Region, given: Given) -> Given | None:
        """What the form gives, after what earlier steps gave; None if something is wrong, then the form says what."""
        loaded = form.load()
        if loaded is None or self.check is None:
            return loaded
        try:
            self.check(region, given | loaded)
        except Invalid as error:
            form.add_errors({name: text for name, text in error.fields.items() if name in form.schema.load_fields})
        return None if form.errors else loaded


STEPS = (
    Step("contact", lazy("Name und Kontakt"), forms.ContactForm),
    Step("place", lazy("Wohnort und Weg"), forms.PlaceForm),
    Step(
        "municipality",
        lazy("Ihre Gemeinde"),
        forms.MunicipalityForm,
        check=actions.home_municipality,
        only_if=shares_postcode,
    ),
    Step("help", lazy("Was Sie gern tun"), forms.HelpForm, check=actions.check_categories),
    Step("languages", lazy("Ihre Sprachen"), forms.LanguagesForm, first_shown={"speaks_1": {"code": "de"}}),
    Step("times", lazy("Wann Sie Zeit haben"), forms.TimesToComeForm),
    Step("more", lazy("Noch etwas"), forms.MoreForm),
)
BY_SLUG = {step.slug: step for step in STEPS}
CHECK = "check"
"""The last page, where all answers stand together."""

TOTAL = sum(step.only_if is None for step in STEPS) + 1


def number(step: Step) -> int:
    """Its place among the pages everybody sees."""
    return sum(each.only_if is None for each in STEPS[: STEPS.index(step) + 1])


class Begun:
    """A sign-up as far as it has come: what was typed, what it gives, and which page comes next."""

    def __init__(self, region: Region, typed: Typed) -> None:
        self.typed, self.given, self.open = typed, Given(), CHECK
        self._way: list[str] = []
        for step in STEPS:
            if step.only_if is None or step.only_if(region, self.given):
                self._way.append(step.slug)
                self._take(step, region)
        self._way.append(CHECK)

    @property
    def fingerprint(self) -> str:
        """Tells one set of answers from another."""
        return sha256(json.dumps(self.typed, sort_keys=True).encode()).hexdigest()

    def asks(self, slug: str) -> bool:
        """Whether this page may be shown: it is on the way, and everything before it is answered."""
        return slug in self._way and self._way.index(slug) <= self._way.index(self.open)

    def after(self, slug: str) -> str:
        """The page to go on to; never past one that is open."""
        following = self._way[self._way.index(slug) + 1] if slug in self._way else self.open
        return following if self.asks(following) else self.open

    def after_change(self, slug: str) -> str:
        """The page to go on to after one answer was changed: what hangs on it, then what is open, at last the end."""
        following = self.after(slug)
        return following if following != CHECK and BY_SLUG[following].only_if else self.open

    def before(self, slug: str) -> str | None:
        """The page to go back to; None before the first."""
        place = self._way.index(slug)
        return self._way[place - 1] if place else None

    def with_answer(self, step: Step, form: Form) -> Typed:
        """Everything typed, this step's part of it new."""
        mine = step.part_of(self.typed)
        return {name: texts for name, texts in self.typed.items() if name not in mine} | form.typed()

    def _take(self, step: Step, region: Region) -> None:
        if self.open != CHECK:
            return
        # Where nothing is kept, a form gives nothing: who was never there has not answered, though all may stay empty.
        loaded = step.load(step.form(self.typed), region, self.given)
        if loaded is None:
            self.open = step.slug
        else:
            self.given |= loaded
