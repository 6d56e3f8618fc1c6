"""German words for what is stored as codes: states, causes, languages, and what the engine says of an offer."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.matching.engine import Note
from services.matching.models import KnownNeed
from shared import words
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.words import Level, Selection
from shared.region import Region
from shared.web import formats
from shared.words import AGE_GROUPS, GENDERS, MOBILITY, language
from shared.words import NEED_STATES as NEED_STATES
from shared.words import languages as languages

STATES = {
    MatchState.PROPOSED: "angefragt",
    MatchState.ACCEPTED: "zugesagt",
    MatchState.TRIAL: "am Schnuppern",
    MatchState.AGREED: "vereinbart",
    MatchState.ACTIVE: "im Einsatz",
    MatchState.PAUSED: "pausiert",
    MatchState.CLOSED: "abgeschlossen",
    MatchState.DECLINED: "abgesagt",
    MatchState.EXPIRED: "ohne Antwort abgelaufen",
    MatchState.WITHDRAWN: "zurückgezogen",
    MatchState.FAILED: "gescheitert",
}
TONES = {
    MatchState.PROPOSED: "info",
    MatchState.ACCEPTED: "good",
    MatchState.TRIAL: "good",
    MatchState.AGREED: "good",
    MatchState.ACTIVE: "good",
    MatchState.PAUSED: "warn",
}
CAUSES = {
    Cause.PLACE_TAKEN: "Platz schon vergeben",
    Cause.NEED_ENDED: "Anfrage beendet",
    Cause.VOLUNTEER_GONE: "Freiwillige oder Freiwilliger nicht mehr verfügbar",
    Cause.VOLUNTEER_WITHDREW: "von der oder dem Freiwilligen zurückgezogen",
    Cause.OFFICE_WITHDREW: "von der Fachstelle zurückgezogen",
    Cause.NOT_CHOSEN: "jemand anderes ausgewählt",
    Cause.NO_ANSWER: "keine Antwort",
    Cause.DID_NOT_WORK: "hat nicht geklappt",
    Cause.COMPLETED: "beendet wie geplant",
}
ANSWERS = {Answer.YES: "Ja", Answer.NO: "Nein", Answer.LATER: "Später"}
SELECTIONS = {
    Selection.FIRST_YES: "Das erste Ja bekommt den Platz.",
    Selection.OFFICE: "Die Fachstelle wählt unter den Zusagen aus.",
}
Values = Mapping[str, Any]


def _speaks(values: Values) -> str:
    level = values["level"]
    return f"spricht {language(values['language'])} {'als Muttersprache' if level == Level.NATIVE else level}"


def _way(values: Values) -> str:
    if values["km"] == 0:
        return "in der gleichen Gemeinde"
    return f"{formats.km(values['km'])} {MOBILITY[values['mobility']]}"


def _rested(values: Values) -> str:
    """formats.relative says «vor 3 Monaten» or «gestern»."""
    return f"seit {formats.relative(values['day']).removeprefix('vor ')} kein Einsatz"


NOTES: dict[str, Callable[[Values], str]] = {
    "no_language_wanted": lambda values: "keine Sprache verlangt",
    "language_missing": lambda values: f"spricht kein {' oder '.join(map(language, values['languages']))}",
    "speaks": _speaks,
    "speaks_little": lambda values: f"spricht wenig {language(values['language'])} ({values['level']})",
    "way": _way,
    "way_unknown": lambda values: "Weg unbekannt",
    "free_later": lambda values: f"erst ab {formats.date(values['day'])} da",
    "any_time": lambda values: "Zeit frei wählbar",
    "flexible": lambda values: "zeitlich flexibel",
    "free": lambda values: f"{formats.slots(values['slots'])} frei",
    "not_free": lambda values: f"{formats.slots(values['slots'])} nicht frei",
    "busy": lambda values: "schon in einem Einsatz",
    "asked_lately": lambda values: f"{formats.relative(values['day'])} angefragt",
    "never_assigned": lambda values: "noch kein Einsatz",
    "rested": _rested,
    "within_hours": lambda values: f"im Schnitt höchstens {values['limit']} h pro Woche",
    "over_hours": lambda values: f"im Schnitt {values['hours']:.0f} h pro Woche im letzten Jahr",
}


def note(told: Note) -> str:
    """«spricht Tigrinya B1», «4 km mit Velo», «Di Abend frei», «seit 3 Monaten kein Einsatz»."""
    return NOTES[told.code](told.values)


def when(need: KnownNeed) -> str:
    """«Do 26.11.2026, 14.30 Uhr», «jede Woche: Di Abend, bis 28.02.2027», «nach Absprache»."""
    moment = words.when(need.timing, need.once_at, need.slots)
    return words.listed(moment, words.between(need.first, need.last))


def for_whom(need: KnownNeed) -> str:
    """«6 Personen, Erwachsene», «5 Kinder …»: how many, and of which age."""
    return f"{formats.plural(need.persons, 'Person', 'Personen')}, {AGE_GROUPS[need.age_group]}"


def demands(need: KnownNeed, clearances: Iterable[object]) -> str:
    """What whoever comes has to bring: clearances, and a protected wish."""
    wish = [f"gewünscht ist {GENDERS[need.wish_gender]}"] if need.wish_gender else []
    return ", ".join([*map(str, clearances), *wish]) or "nichts Besonderes"


def need_title(region: Region, need: KnownNeed) -> str:
    """«Hausaufgabenhilfe, Wohlen (AG)»"""
    return f"{region.category_label(need.category)}, {region.municipality_name(need.bfs_nr)}"
