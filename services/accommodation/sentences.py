"""What a need says of itself, in words: when, for whom, what happens next. What has happened is in `history.py`."""

from collections.abc import Callable, Iterator
from datetime import datetime

from services.accommodation.models import (
    CANCELLED,
    DONE,
    DRAFT,
    EXPIRED,
    FILLED,
    OPEN,
    PROPOSED,
    KnownMatch,
    Need,
)
from services.accommodation.queries import NeedView
from services.accommodation.words import AGE_GROUPS, CAUSES
from shared import clock, words
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import CONTACT_STATES, Answer
from shared.i18n import _, lazy, ngettext
from shared.web import formats


def when(need: Need) -> str:
    """jede Woche: Di Abend, 1 h 30, ab 01.12.2026"""
    moment = words.when(need.timing, need.once_at, need.slots)
    length = formats.duration(need.minutes) if need.minutes else ""
    return words.listed(moment, length, words.between(need.first, need.last))


def whom(need: Need) -> str:
    """3 Personen, Schulkinder; with what the office has to know about it."""
    return words.listed(
        ngettext("%(num)s Person", "%(num)s Personen", need.persons),
        str(AGE_GROUPS[need.age_group]),
        _("Minderjährige dabei") if need.minors else "",
        _("allein mit der Person") if need.alone else "",
    )


def languages(need: Need) -> str:
    """Tigrinya, Arabisch"""
    return words.languages(need.languages)


def places(need: Need) -> str:
    """1 von 3"""
    return _("%(filled)s von %(headcount)s", filled=need.filled, headcount=need.headcount)


def found(need: Need) -> str:
    """1 von 3 gefunden"""
    return _("%(filled)s von %(headcount)s gefunden", filled=need.filled, headcount=need.headcount)


def next_step(view: NeedView) -> str:
    """What happens next, and with whom it lies."""
    return NEXT[view.need.state](view)


def _next_for_draft(view: NeedView) -> str:
    if view.need.confirmed_at is None:
        return _("Wartet auf die Bestätigung per E-Mail.")
    return _("Die Fachstelle schaut die Anfrage an und gibt sie frei.")


def _next_for_open(view: NeedView) -> str:
    need = view.need
    if need.was_missed:
        return _said_missed()
    cause = CAUSES.get(need.cause or "")
    said = {"cause": cause, "filled": need.filled, "headcount": need.headcount}
    return str(SEARCHING[cause is not None, need.filled > 0]) % said


def _next_for_proposed(view: NeedView) -> str:
    if view.need.was_missed:
        return _said_missed()
    said_yes = [match for match in view.proposed if match.answer is Answer.YES]
    waiting = [match for match in view.proposed if match.answer not in (Answer.YES, Answer.NO)]
    return " ".join([*_asked(waiting), *_said_yes(len(said_yes))])


def _asked(waiting: list[KnownMatch]) -> Iterator[str]:
    if waiting:
        yield ngettext(
            "%(num)s Person angefragt, Antwort bis %(day)s.",
            "%(num)s Freiwillige angefragt, Antwort bis %(day)s.",
            len(waiting),
            day=_day(max(match.answer_by for match in waiting)),
        )


def _said_yes(count: int) -> Iterator[str]:
    if count:
        yield ngettext(
            "%(num)s Person hat Ja gesagt, die Fachstelle wählt aus.",
            "%(num)s Freiwillige haben Ja gesagt, die Fachstelle wählt aus.",
            count,
        )


def _next_for_filled(view: NeedView) -> str:
    need = view.need
    if need.was_missed:
        return _said_missed()
    if need.over_at is not None and need.over_at <= clock.now():
        return _("Die Zeit ist vorbei. Hat alles geklappt? Dann schliessen Sie die Anfrage bitte ab.")
    if all(match.state in CONTACT_STATES for match in view.coming):
        return _("Alles ist vereinbart.")
    return _("Zusage liegt vor. Die Fachstelle klärt das Nötige und vereinbart den Einsatz.")


def _said_missed() -> str:
    return _("Es ist niemand gekommen. Die Fachstelle fragt nach und meldet sich beim Standort.")


def _next_for_ended(view: NeedView) -> str:
    need = view.need
    if need.cause in CAUSES:
        return str(ENDED_BECAUSE[need.state]) % {"cause": CAUSES[need.cause]}
    return str(ENDED[need.state])


SEARCHING = {
    (False, False): lazy("Die Fachstelle sucht jemanden, der passt."),
    (False, True): lazy("%(filled)s von %(headcount)s gefunden. Die Fachstelle sucht weiter."),
    (True, False): lazy("Wieder offen: %(cause)s. Die Fachstelle sucht weiter."),
    (True, True): lazy("Wieder offen: %(cause)s. %(filled)s von %(headcount)s gefunden. Die Fachstelle sucht weiter."),
}
"""By whether it is known why it is open again, and whether somebody was found."""
ENDED = {DONE: lazy("Abgeschlossen."), CANCELLED: lazy("Zurückgezogen."), EXPIRED: lazy("Abgelaufen.")}
ENDED_BECAUSE = {
    DONE: lazy("Abgeschlossen: %(cause)s."),
    CANCELLED: lazy("Zurückgezogen: %(cause)s."),
    EXPIRED: lazy("Abgelaufen: %(cause)s."),
}

NEXT: dict[NeedState, Callable[[NeedView], str]] = {
    DRAFT: _next_for_draft,
    OPEN: _next_for_open,
    PROPOSED: _next_for_proposed,
    FILLED: _next_for_filled,
    DONE: _next_for_ended,
    CANCELLED: _next_for_ended,
    EXPIRED: _next_for_ended,
}


def _day(moment: datetime) -> str:
    """Fr 27.11.2026"""
    return f"{formats.short_weekday(moment)} {formats.date(moment)}"
