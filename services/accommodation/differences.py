"""What a form says and what is stored, side by side: for somebody who changed what somebody else changed meanwhile."""

from collections.abc import Callable, Mapping
from typing import Any

from services.accommodation.words import SITE_KINDS, TIMINGS, URGENCIES
from shared.i18n import LazyString, lazy
from shared.web import formats
from shared.web.here import region

Shown = Mapping[str, tuple[LazyString, Callable[[Any], object]]]

OF_A_NEED: Shown = {
    "headcount": (lazy("Wie viele Freiwillige?"), str),
    "timing": (lazy("Wie oft?"), TIMINGS.__getitem__),
    "once_at": (lazy("Datum und Uhrzeit"), formats.datetime),
    "slots": (lazy("Wann in der Woche?"), formats.slots),
    "first": (lazy("Ab"), formats.date),
    "last": (lazy("Bis"), formats.date),
    "minutes": (lazy("Dauer"), formats.duration),
    "urgency": (lazy("Wie dringend?"), URGENCIES.__getitem__),
    "wish": (lazy("Was sollte die freiwillige Person wissen?"), str),
}
OF_A_SITE: Shown = {
    "organisation": (lazy("Organisation"), str),
    "name": (lazy("Name des Standorts"), str),
    "kind": (lazy("Art"), SITE_KINDS.__getitem__),
    "street": (lazy("Strasse und Nummer"), str),
    "postcode": (lazy("Postleitzahl"), str),
    "town": (lazy("Ort"), str),
    "bfs_nr": (lazy("Gemeinde"), lambda bfs_nr: region().municipality_name(bfs_nr)),
    "phone": (lazy("Telefon"), str),
    "email": (lazy("E-Mail"), str),
}


def differences(shown: Shown, stored: Mapping[str, Any], given: Mapping[str, Any]) -> list[dict[str, object]]:
    """Each field in which the two differ: what is stored now, what was typed; None is nothing."""
    return [
        {"label": label, "stored": _said(say, stored.get(name)), "typed": _said(say, given.get(name))}
        for name, (label, say) in shown.items()
        if (stored.get(name) or None) != (given.get(name) or None)
    ]


def _said(say: Callable[[Any], object], value: Any) -> object:
    return say(value) if value else None
