"""What a form says and what is stored, side by side: for somebody who changed a need while somebody else did so too."""

from collections.abc import Callable, Mapping
from typing import Any

from services.accommodation.models import Need
from services.accommodation.words import TIMINGS, URGENCIES
from shared.i18n import LazyString, lazy
from shared.web import formats

SHOWN: dict[str, tuple[LazyString, Callable[[Any], object]]] = {
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


def differences(need: Need, given: Mapping[str, Any]) -> list[dict[str, object]]:
    """Each field in which the two differ: what is stored now, what was typed; None is nothing."""
    return [
        {"label": label, "stored": _said(say, getattr(need, name)), "typed": _said(say, given.get(name))}
        for name, (label, say) in SHOWN.items()
        if (getattr(need, name) or None) != (given.get(name) or None)
    ]


def _said(say: Callable[[Any], object], value: Any) -> object:
    return say(value) if value else None
