"""What has happened to a need, in words: one line of the history each."""

from typing import Any

from services.accommodation.models import (
    CANCELLED,
    DONE,
    DRAFT,
    EXPIRED,
    FILLED,
    OPEN,
    PROPOSED,
    Actor,
    Move,
    NeedCause,
)
from services.accommodation.words import CAUSES
from shared import words
from shared.i18n import LazyString, _, lazy


def timeline(moves: list[tuple[Move, str | None]]) -> list[dict[str, Any]]:
    """A history as the timeline shows it."""
    return [{"when": move.at, "who": _who(move, name), "what": _what(move)} for move, name in moves]


WHAT = {
    (None, DRAFT): lazy("Anfrage ohne Konto gestellt"),
    (None, OPEN): lazy("Anfrage gestellt"),
    (DRAFT, OPEN): lazy("Freigegeben"),
    (OPEN, PROPOSED): lazy("Freiwillige angefragt"),
    (FILLED, PROPOSED): lazy("Platz wieder frei, andere sind angefragt"),
}
WHAT_NOW = {
    OPEN: lazy("Wieder offen"),
    PROPOSED: lazy("Freiwillige angefragt"),
    FILLED: lazy("Alle Plätze besetzt"),
    DONE: lazy("Abgeschlossen"),
    CANCELLED: lazy("Zurückgezogen"),
    EXPIRED: lazy("Abgelaufen"),
}
WHAT_WITHOUT_MOVE: dict[str, LazyString] = {
    NeedCause.CONFIRMED: lazy("Anfrage bestätigt"),
    NeedCause.EDITED: lazy("Angaben geändert"),
    NeedCause.ASKED_AGAIN: lazy("E-Mail zum Bestätigen nochmals geschickt"),
    NeedCause.NOBODY_CAME: lazy("Es ist niemand gekommen"),
    NeedCause.CLARIFIED: lazy("Geklärt, warum niemand gekommen ist"),
}
ACTORS = {
    Actor.SITE: lazy("Standort"),
    Actor.OFFICE: lazy("Fachstelle"),
    Actor.POSTER: lazy("per Link aus der E-Mail"),
    Actor.MATCHING: lazy("Fachstelle oder Freiwillige"),
    Actor.TIME: lazy("automatisch"),
}


def _what(move: Move) -> str:
    if move.from_state is not move.to_state:
        what = WHAT.get((move.from_state, move.to_state)) or WHAT_NOW[move.to_state]
    elif move.cause in WHAT_WITHOUT_MOVE:
        what = WHAT_WITHOUT_MOVE[move.cause]
    else:
        what = _("Ein Platz ist wieder frei") if move.cause else _("Platz besetzt")
    why = words.listed(str(CAUSES.get(move.cause or "", "")), f"«{move.reason}»" if move.reason else "")
    return _("%(what)s: %(why)s", what=what, why=why) if why else str(what)


def _who(move: Move, name: str | None) -> str:
    who = name or str(ACTORS[move.actor])
    return _("telefonisch, erfasst durch %(name)s", name=who) if move.on_behalf else who
