"""The answers of a sign-up in words, a line each, for the page where somebody looks at them before sending."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from services.volunteers import words
from services.volunteers.pages.forms import TIMES
from services.volunteers.pages.shown import WHEN
from shared.i18n import LazyString, _, lazy, ngettext
from shared.region import Region
from shared.web import formats

Given = dict[str, Any]
Told = Callable[[Given, Region], str]
ASIDE = Markup("<bdi>{}</bdi>")
"""Names and numbers keep their own direction on a page that is read from the right."""


def place(given: Given, region: Region) -> str:
    """5620 Bremgarten (AG)"""
    chosen = given.get("bfs_nr") or region.find_postcode(given["postcode"]).choices[0][0]
    return f"{given['postcode']} {region.municipality_name(chosen)}"


def way(given: Given, region: Region) -> str:
    """bis 10 km, mit dem Velo"""
    return _("bis %(km)s km, %(by)s", km=given["travel_km"], by=words.MOBILITY[given["mobility"]])


def help_with(given: Given, region: Region) -> str:
    """Deutsch sprechen und üben, Hausaufgabenhilfe"""
    return "\n".join(region.category_label(code) for code in given["categories"])


def languages(given: Given, region: Region) -> str:
    """Deutsch (Muttersprache), and each other one on a line of its own."""
    return "\n".join(f"{words.LANGUAGES[code]} ({words.LEVELS[level]})" for code, level in given["languages"].items())


def times(given: Given, region: Region) -> str:
    """am Wochenende, or the parts of the week that were chosen; from when, and how much, if that was said."""
    known = (word for word, slots in TIMES.items() if set(slots) == set(given["slots"]))
    word = next(known, None)
    day, hours = given["available_from"], given["hours_per_week"]
    told = [str(WHEN[word]) if word else formats.slots(given["slots"])]
    told += [_("ab %(day)s", day=formats.date(day))] if day else []
    told += [ngettext("etwa %(num)s Stunde in der Woche", "etwa %(num)s Stunden in der Woche", hours)] if hours else []
    return "\n".join(told)


def gender(given: Given, region: Region) -> str:
    """Frau"""
    return str(words.GENDER[given["gender"]]) if given["gender"] else _("keine Angabe")


LINES: tuple[tuple[str, LazyString, Told], ...] = (
    ("contact", lazy("Name"), lambda given, region: f"{given['first_name']} {given['last_name']}"),
    ("contact", lazy("E-Mail"), lambda given, region: given["email"]),
    ("contact", lazy("Telefon"), lambda given, region: formats.phone(given["phone"])),
    ("place", lazy("Wohnort"), place),
    ("place", lazy("Weg"), way),
    ("help", lazy("Hilfe bei"), help_with),
    ("languages", lazy("Sprachen"), languages),
    ("times", lazy("Zeiten"), times),
    ("more", lazy("Geschlecht"), gender),
    ("more", lazy("Bemerkung"), lambda given, region: given["notes"] or _("keine")),
)
"""The page on which it is changed, what it is called, and how it is told."""


def items(given: Given, region: Region, path_of: Callable[[str], str]) -> list[dict[str, object]]:
    """Every answer with the way to change it, as the summary list shows it."""
    return [
        {"term": str(term), "text": ASIDE.format(told(given, region)), "href": path_of(slug)}
        for slug, term, told in LINES
    ]
