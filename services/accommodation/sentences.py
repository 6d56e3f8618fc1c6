"""What a need says of itself, in words: when, for whom, what happens next, what has happened."""

from collections.abc import Callable
from datetime import datetime
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
    Need,
    NeedCause,
)
from services.accommodation.queries import NeedView
from services.accommodation.words import AGE_GROUPS, CAUSES
from shared import clock, words
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import CONTACT_STATES, Answer
from shared.web import formats


def when(need: Need) -> str:
    """jede Woche: Di Abend, 1 h 30, ab 01.12.2026"""
    moment = words.when(need.timing, need.once_at, need.slots)
    length = formats.duration(need.minutes) if need.minutes else ""
    return words.listed(moment, length, words.between(need.first, need.last))


def whom(need: Need) -> str:
    """3 Personen, Schulkinder; with what the office has to know about it."""
    return words.listed(
        formats.plural(need.persons, "Person", "Personen"),
        AGE_GROUPS[need.age_group],
        "Minderjährige dabei" if need.minors else "",
        "allein mit der Person" if need.alone else "",
    )


def languages(need: Need) -> str:
    """Tigrinya, Arabisch"""
    return words.languages(need.languages)


def places(need: Need) -> str:
    """1 von 3"""
    return f"{need.filled} von {need.headcount}"


def next_step(view: NeedView) -> str:
    """What happens next, and with whom it lies."""
    return NEXT[view.need.state](view)


def _next_for_draft(view: NeedView) -> str:
    if view.need.confirmed_at is None:
        return "Wartet auf die Bestätigung per E-Mail."
    return "Die Fachstelle schaut die Anfrage an und gibt sie frei."


def _next_for_open(view: NeedView) -> str:
    need = view.need
    again = f"Wieder offen: {CAUSES[need.cause]}. " if need.cause in CAUSES else ""
    some = f"{places(need)} gefunden. " if need.filled else ""
    return f"{again}{some}Die Fachstelle sucht {'weiter' if again or some else 'jemanden, der passt'}."


def _next_for_proposed(view: NeedView) -> str:
    said_yes = [match for match in view.proposed if match.answer is Answer.YES]
    waiting = [match for match in view.proposed if match.answer not in (Answer.YES, Answer.NO)]
    parts = []
    if waiting:
        until = _day(max(match.answer_by for match in waiting))
        asked = formats.plural(len(waiting), "Person angefragt", "Freiwillige angefragt")
        parts.append(f"{asked}, Antwort bis {until}")
    if said_yes:
        said = formats.plural(len(said_yes), "Person hat", "Freiwillige haben")
        parts.append(f"{said} Ja gesagt, die Fachstelle wählt aus.")
    return " ".join(parts)


def _next_for_filled(view: NeedView) -> str:
    if view.need.over_at is not None and view.need.over_at <= clock.now():
        return "Die Zeit ist vorbei. Hat alles geklappt? Dann schliessen Sie die Anfrage bitte ab."
    if all(match.state in CONTACT_STATES for match in view.coming):
        return "Alles ist vereinbart."
    return "Zusage liegt vor. Die Fachstelle klärt das Nötige und vereinbart den Einsatz."


def _next_for_ended(view: NeedView) -> str:
    need = view.need
    cause = CAUSES.get(need.cause or "", "")
    ended = {DONE: "Abgeschlossen", CANCELLED: "Zurückgezogen", EXPIRED: "Abgelaufen"}[need.state]
    return f"{ended}{': ' + cause if cause and cause.lower() != ended.lower() else ''}."


NEXT: dict[NeedState, Callable[[NeedView], str]] = {
    DRAFT: _next_for_draft,
    OPEN: _next_for_open,
    PROPOSED: _next_for_proposed,
    FILLED: _next_for_filled,
    DONE: _next_for_ended,
    CANCELLED: _next_for_ended,
    EXPIRED: _next_for_ended,
}


def timeline(moves: list[tuple[Move, str | None]]) -> list[dict[str, Any]]:
    """A history as the timeline shows it."""
    return [{"when": move.at, "who": _who(move, name), "what": _what(move)} for move, name in moves]


WHAT = {
    (None, DRAFT): "Anfrage ohne Konto gestellt",
    (None, OPEN): "Anfrage gestellt",
    (DRAFT, OPEN): "Freigegeben",
    (OPEN, PROPOSED): "Freiwillige angefragt",
    (FILLED, PROPOSED): "Platz wieder frei, andere sind angefragt",
}
WHAT_NOW = {
    OPEN: "Wieder offen",
    PROPOSED: "Freiwillige angefragt",
    FILLED: "Alle Plätze besetzt",
    DONE: "Abgeschlossen",
    CANCELLED: "Zurückgezogen",
    EXPIRED: "Abgelaufen",
}
WHAT_WITHOUT_MOVE: dict[str, str] = {
    NeedCause.CONFIRMED: "Anfrage bestätigt",
    NeedCause.EDITED: "Angaben geändert",
}
ACTORS = {
    Actor.SITE: "Standort",
    Actor.OFFICE: "Fachstelle",
    Actor.POSTER: "per Link aus der E-Mail",
    Actor.MATCHING: "Vermittlung",
    Actor.TIME: "automatisch",
}


def _what(move: Move) -> str:
    if move.from_state is move.to_state:
        what = WHAT_WITHOUT_MOVE.get(move.cause or "", "Ein Platz ist wieder frei" if move.cause else "Platz besetzt")
    else:
        what = WHAT.get((move.from_state, move.to_state)) or WHAT_NOW[move.to_state]
    why = [CAUSES.get(move.cause or "", ""), f"«{move.reason}»" if move.reason else ""]
    return ": ".join([what, *([", ".join(part for part in why if part)] if any(why) else [])])


def _who(move: Move, name: str | None) -> str:
    who = name or ACTORS[move.actor]
    return f"telefonisch, erfasst durch {who}" if move.on_behalf else who


def _day(moment: datetime) -> str:
    """Fr 27.11. – its last full stop may be that of the sentence."""
    day = clock.local(moment).date()
    return f"{formats.short_weekday(day)} {day.day}.{day.month}."
