"""What was seen of somebody and done with her, in words."""

from collections.abc import Sequence
from typing import Any

from services.volunteers.models import Move, SeenClearance
from shared import clock
from shared.contracts.volunteers import VolunteerState
from shared.i18n import _, lazy
from shared.web import formats

REACHED = {
    VolunteerState.CONFIRMED: lazy("Anmeldung bestätigt"),
    VolunteerState.IN_CLEARANCE: lazy("In Abklärung"),
    VolunteerState.READY: lazy("Abklärung abgeschlossen, einsatzbereit"),
}
DONE = {
    "sign_up": lazy("Angemeldet"),
    "talk": lazy("Erstgespräch geführt"),
    "reject": lazy("Abgelehnt"),
    "block": lazy("Gesperrt"),
    "unblock": lazy("Sperre aufgehoben"),
    "pause": lazy("Pause begonnen"),
    "resume": lazy("Pause beendet"),
    "leave": lazy("Abgemeldet"),
    "readmit": lazy("Wieder aufgenommen"),
    "change_offer": lazy("Angebot geändert"),
    "change_details": lazy("Angaben geändert"),
    "set_clearances": lazy("Abklärung nachgeführt"),
    "take_hours_back": lazy("Stunden gelöscht"),
}


def timeline(history: Sequence[tuple[Move, str | None]], *, reasons: bool = True) -> list[dict[str, Any]]:
    """The history as the page shows it; `reasons`: with what was written down with each click."""
    return [{"when": move.at, "who": _actor(move, name), "what": _doing(move, reasons)} for move, name in history]


def clearance_sentence(seen: SeenClearance) -> str:
    """gesehen am 21.11.2026, gültig bis 21.11.2029"""
    on = formats.date(seen.seen_on)
    if seen.valid_until is None:
        return _("gesehen am %(day)s", day=on)
    until = formats.date(seen.valid_until)
    if seen.valid_until < clock.today():
        return _("gesehen am %(day)s, abgelaufen am %(until)s", day=on, until=until)
    return _("gesehen am %(day)s, gültig bis %(until)s", day=on, until=until)


def _doing(move: Move, reasons: bool) -> str:
    text = DONE.get(move.click) or REACHED[move.to_state]
    return f"{text}: {move.reason}" if reasons and move.reason else str(text)


def _actor(move: Move, name: str | None) -> str:
    if move.by is None:
        return _("automatisch")
    if move.by == move.volunteer_id:
        return _("selbst")
    if move.on_behalf:
        return _("telefonisch, erfasst durch %(name)s", name=name or _("die Fachstelle"))
    return name or _("Fachstelle")
