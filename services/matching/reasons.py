"""What the engine says of an offer, in words: what speaks for and against it, which rule excludes it, and why she is
the one who is asked. The engine gives codes and values; here each has one whole sentence, so that it can be translated.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel.lists import format_list

from services.matching.engine import Note, Rule
from shared.contracts.words import Level, Mobility
from shared.i18n import _, lazy, locale
from shared.web import formats
from shared.words import language

Values = Mapping[str, Any]

WAYS = {
    Mobility.FOOT: lazy("%(km)s zu Fuss"),
    Mobility.BIKE: lazy("%(km)s mit dem Velo"),
    Mobility.PUBLIC_TRANSPORT: lazy("%(km)s mit Bus und Bahn"),
    Mobility.CAR: lazy("%(km)s mit dem Auto"),
}


def _speaks(values: Values) -> str:
    spoken = language(values["language"])
    if values["level"] == Level.NATIVE:
        return _("spricht %(language)s als Muttersprache", language=spoken)
    return _("spricht %(language)s %(level)s", language=spoken, level=values["level"])


def _speaks_none(values: Values) -> str:
    wanted = format_list(list(map(language, values["languages"])), "or", locale=locale())
    return _("spricht kein %(languages)s", languages=wanted)


def _way(values: Values) -> str:
    if values["km"] == 0:
        return _("in der gleichen Gemeinde")
    return str(WAYS[values["mobility"]]) % {"km": formats.km(values["km"])}


NOTES: dict[str, Callable[[Values], str]] = {
    "no_language_wanted": lambda values: _("keine Sprache verlangt"),
    "language_missing": _speaks_none,
    "speaks": _speaks,
    "speaks_little": lambda values: _(
        "spricht wenig %(language)s (%(level)s)", language=language(values["language"]), level=values["level"]
    ),
    "way": _way,
    "way_unknown": lambda values: _("Weg unbekannt"),
    "free_later": lambda values: _("erst ab %(day)s da", day=formats.date(values["day"])),
    "any_time": lambda values: _("Zeit frei wählbar"),
    "flexible": lambda values: _("zeitlich flexibel"),
    "free": lambda values: _("%(slots)s frei", slots=formats.slots(values["slots"])),
    "not_free": lambda values: _("%(slots)s nicht frei", slots=formats.slots(values["slots"])),
    "busy": lambda values: _("schon in einem Einsatz"),
    "asked_lately": lambda values: _("%(when)s angefragt", when=formats.relative(values["day"])),
    "never_assigned": lambda values: _("noch kein Einsatz"),
    "rested": lambda values: _("letzter Einsatz %(when)s", when=formats.relative(values["day"])),
    "within_hours": lambda values: _("im Schnitt höchstens %(limit)s h pro Woche", limit=values["limit"]),
    "over_hours": lambda values: _("im Schnitt %(hours)s h pro Woche im letzten Jahr", hours=f"{values['hours']:.0f}"),
}

WHY_NOT = {
    "blocked": lazy("Ist gesperrt."),
    "not_ready": lazy("Ist zurzeit nicht einsatzbereit."),
    "asked_already": lazy("Ist für diese Anfrage schon angefragt."),
    "said_no": lazy("Hat für diese Anfrage schon abgesagt."),
    "category": lazy("Bietet diese Art von Hilfe nicht an."),
    "wish_gender": lazy("Gewünscht ist ausdrücklich eine Frau oder ein Mann; das passt nicht."),
    "clearance": lazy("Eine verlangte Abklärung fehlt oder gilt nicht lange genug."),
    "too_far": lazy("Wohnt weiter weg, als sie oder er reisen möchte."),
    "away": lazy("Ist während der ganzen Zeit abwesend."),
}
"""By the code of the rule that excludes."""

WHY_YOU: dict[str, Callable[[Values], str]] = {
    "speaks": lambda values: _("Sie sprechen %(language)s.", language=language(values["language"])),
    "way": lambda values: _("Es ist in Ihrer Nähe."),
    "free": lambda values: _("Sie haben Zeit: %(slots)s.", slots=formats.slots(values["slots"])),
    "flexible": lambda values: _("Sie sind zeitlich flexibel."),
}
"""What a volunteer is told of herself; the rest is the office's business."""


def note(told: Note) -> str:
    """«spricht Tigrinya B1», «4 km mit dem Velo», «Di Abend frei», «letzter Einsatz vor 3 Monaten»."""
    return NOTES[told.code](told.values)


def why_not(rule: Rule) -> str:
    """«Bietet diese Art von Hilfe nicht an.»"""
    return str(WHY_NOT[rule.code])


def why_you(category: str, told: Iterable[Note]) -> list[str]:
    """«Sie bieten Hausaufgabenhilfe an.», «Sie sprechen Tigrinya.»: what speaks for her, said to herself."""
    offered = _("Sie möchten hier helfen: %(category)s.", category=category)
    return [offered, *(WHY_YOU[one.code](one.values) for one in told if one.code in WHY_YOU)]
