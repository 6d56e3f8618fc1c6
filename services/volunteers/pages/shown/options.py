"""What can be chosen in the forms of this room."""

from collections.abc import Sequence
from typing import Any

from services.volunteers import words
from services.volunteers.pages.forms import EXACT, SPEAKS
from shared.i18n import _, lazy
from shared.region import Region
from shared.web.forms import Form

Options = list[tuple[Any, ...]]

MOST_DIGITS = 4
"""Nobody types a longer distance; a far longer number cannot even be read as one."""

WHEN = {
    "flexible": lazy("flexibel, nach Absprache"),
    "evenings": lazy("am Abend, Montag bis Freitag"),
    "weekend": lazy("am Wochenende"),
    EXACT: lazy("genauer angeben"),
}


def category_options(region: Region) -> Options:
    """The region's categories to choose from, each with what it means."""
    return [(category.code, str(category.label), str(category.help or "")) for category in region.categories]


def level_options(form: Form, row: str) -> Options:
    """The levels in words; one that only programs give is offered where it stands already."""
    typed = form.value(f"{row}.level")
    return [(str(level), text) for level, text in words.LEVELS.items() if level in words.ASKED_LEVELS or level == typed]


def language_rows(form: Form) -> Sequence[str]:
    """The rows to show: one empty one after the last that is filled, at least four."""
    filled = [place for place, row in enumerate(SPEAKS, 1) if form.value(f"{row}.code") or form.value(f"{row}.level")]
    return SPEAKS[: max(4, max(filled, default=0) + 1)]


def travel_options(form: Form, region: Region) -> Options:
    """The distances to choose from, with what stands there already."""
    choices = set(region.rules.travel_km_choices)
    typed = form.value("travel_km")
    if typed.isdecimal() and len(typed) <= MOST_DIGITS:
        choices.add(int(typed))
    return [(km, _("bis %(km)s km", km=km)) for km in sorted(choices)]
