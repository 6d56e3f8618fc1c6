"""Words for what is stored as codes: states, causes, answers, what a need is about, and the kinds of work that wait."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from services.matching.models import KnownNeed, KnownOffer, KnownTask, Match
from services.matching.reasons import WHY_NOT as WHY_NOT
from services.matching.reasons import note as note
from services.matching.reasons import why_not as why_not
from services.matching.reasons import why_you as why_you
from shared import words
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind, Level, Selection, Urgency
from shared.i18n import _, lazy, ngettext
from shared.region import Region
from shared.web import formats
from shared.words import AGE_GROUPS, GENDERS
from shared.words import MOBILITY as MOBILITY
from shared.words import NEED_STATES as NEED_STATES
from shared.words import language as language
from shared.words import languages as languages

STATES = {
    MatchState.PROPOSED: lazy("angefragt"),
    MatchState.ACCEPTED: lazy("zugesagt"),
    MatchState.TRIAL: lazy("am Schnuppern"),
    MatchState.AGREED: lazy("vereinbart"),
    MatchState.ACTIVE: lazy("im Einsatz"),
    MatchState.PAUSED: lazy("pausiert"),
    MatchState.CLOSED: lazy("abgeschlossen"),
    MatchState.DECLINED: lazy("abgesagt"),
    MatchState.EXPIRED: lazy("ohne Antwort abgelaufen"),
    MatchState.WITHDRAWN: lazy("zurückgezogen"),
    MatchState.FAILED: lazy("gescheitert"),
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
    Cause.PLACE_TAKEN: lazy("Platz schon vergeben"),
    Cause.NEED_ENDED: lazy("Anfrage beendet"),
    Cause.VOLUNTEER_GONE: lazy("Freiwillige oder Freiwilliger nicht mehr verfügbar"),
    Cause.VOLUNTEER_WITHDREW: lazy("von der oder dem Freiwilligen zurückgezogen"),
    Cause.OFFICE_WITHDREW: lazy("von der Fachstelle zurückgezogen"),
    Cause.NOT_CHOSEN: lazy("jemand anderes ausgewählt"),
    Cause.NO_ANSWER: lazy("keine Antwort"),
    Cause.DID_NOT_WORK: lazy("hat nicht geklappt"),
    Cause.COMPLETED: lazy("beendet wie geplant"),
}
ANSWERS = {Answer.YES: lazy("Ja"), Answer.NO: lazy("Nein"), Answer.LATER: lazy("Später")}
SAID_YES = lazy("hat Ja gesagt")
SELECTIONS = {
    Selection.FIRST_YES: lazy("Das erste Ja bekommt den Platz."),
    Selection.OFFICE: lazy("Die Fachstelle wählt unter den Zusagen aus."),
}
URGENCIES = {Urgency.HIGH: lazy("dringend"), Urgency.NORMAL: lazy("normal"), Urgency.LOW: lazy("eilt nicht")}
VOLUNTEER_STATES = {
    VolunteerState.REGISTERED: lazy("angemeldet"),
    VolunteerState.CONFIRMED: lazy("bestätigt"),
    VolunteerState.IN_CLEARANCE: lazy("in Abklärung"),
    VolunteerState.READY: lazy("einsatzbereit"),
    VolunteerState.PAUSED: lazy("macht Pause"),
    VolunteerState.LEFT: lazy("ausgetreten"),
    VolunteerState.REJECTED: lazy("abgelehnt"),
    VolunteerState.BLOCKED: lazy("gesperrt"),
}
CLEARANCES = {
    ClearanceKind.CODE_OF_CONDUCT: lazy("Verhaltenskodex"),
    ClearanceKind.CONFIDENTIALITY: lazy("Schweigepflichterklärung"),
    ClearanceKind.EXTRACT: lazy("Privatauszug"),
    ClearanceKind.SPECIAL_EXTRACT: lazy("Sonderprivatauszug"),
}


class Kind(NamedTuple):
    """One kind of work: what a group of it is called, and what a line of it can be answered with."""

    title: Any
    action: Any
    icon: str


OTHER_WORK = Kind(lazy("Weitere Aufgaben"), lazy("Öffnen"), "list-checks")
WORK = {
    "first_talk": Kind(lazy("Erstgespräche"), lazy("Zur Person"), "messages-square"),
    "call_unconfirmed": Kind(lazy("Anmeldungen, die nicht bestätigt sind"), lazy("Zur Person"), "phone"),
    "asked_again": Kind(lazy("Möchten wieder mithelfen"), lazy("Zur Person"), "user-round-check"),
    "release_need": Kind(lazy("Anfragen freigeben"), lazy("Prüfen"), "inbox"),
    "nobody_came": Kind(lazy("Niemand ist gekommen"), lazy("Klären"), "user-round-x"),
    "undelivered": Kind(lazy("E-Mails, die nicht ankamen"), lazy("Ansehen"), "mail-warning"),
    "renew_extract": Kind(lazy("Auszüge, die ablaufen"), lazy("Zur Person"), "file-clock"),
    "renew_special_extract": Kind(lazy("Sonderprivatauszüge, die ablaufen"), lazy("Zur Person"), "file-clock"),
    "follow_up": Kind(lazy("Wiedervorlage"), lazy("Eintrag lesen"), "calendar-clock"),
    "propose": Kind(lazy("Anfragen ohne Vorschlag"), lazy("Jemanden anfragen"), "hand-helping"),
    "overdue": Kind(lazy("Keine Antwort erhalten"), lazy("Andere anfragen"), "clock-alert"),
    "pick": Kind(lazy("Zusagen, unter denen Sie wählen"), lazy("Auswählen"), "circle-check"),
    "agree": Kind(lazy("Zusagen, die zu vereinbaren sind"), lazy("Einsatz vereinbaren"), "handshake"),
    "trial": Kind(lazy("Nach dem Schnuppern nachfragen"), lazy("Nachfragen"), "message-circle-question-mark"),
}
"""By the kind of a line in the work list; tasks of other services have the kinds those give them."""


def standing(match: Match) -> tuple[str, Any, str]:
    """A match's badge: code, word and tone. Who said yes and waits for the office's choice is not just asked."""
    if match.state is MatchState.PROPOSED and match.answer is Answer.YES:
        return "said_yes", SAID_YES, "good"
    return match.state, STATES[match.state], TONES.get(match.state, "neutral")


def task_label(region: Region, task: KnownTask) -> str:
    """«Anna M.»; where it is about a document, «Privatauszug: Anna M.»"""
    document = next((each for each in region.clearances if task.kind == f"renew_{each.code}"), None)
    return f"{document.label}: {task.label}" if document else task.label


def short_id(thing: UUID) -> str:
    """«A3F9»: enough to tell two needs apart that are alike in everything else."""
    return thing.hex[-4:].upper()


def when(need: KnownNeed) -> str:
    """«Do 26.11.2026, 14.30 Uhr», «jede Woche: Di Abend, bis 28.02.2027», «nach Absprache»."""
    moment = words.when(need.timing, need.once_at, need.slots)
    return words.listed(moment, words.between(need.first, need.last))


def for_whom(need: KnownNeed) -> str:
    """«6 Personen, Erwachsene», «5 Personen, Schulkinder»: how many, and of which age."""
    persons = ngettext("%(num)s Person", "%(num)s Personen", need.persons)
    return words.listed(persons, str(AGE_GROUPS[need.age_group]))


def demands(need: KnownNeed, clearances: Iterable[object]) -> str:
    """What whoever comes has to bring: clearances, and a protected wish."""
    wish = _("gewünscht ist %(whom)s", whom=GENDERS[need.wish_gender]) if need.wish_gender else ""
    return words.listed(*map(str, clearances), wish) or _("nichts Besonderes")


def need_title(region: Region, need: KnownNeed) -> str:
    """«Hausaufgabenhilfe, Wohlen (AG)»"""
    return words.listed(region.category_label(need.category), region.municipality_name(need.bfs_nr))


def travels(offer: KnownOffer) -> str:
    """«bis 10 km, mit dem Velo»"""
    return _("bis %(km)s, %(means)s", km=formats.km(offer.travel_km), means=MOBILITY[offer.mobility])


def helps(region: Region, offer: KnownOffer) -> str:
    """«Hausaufgabenhilfe, Sport»"""
    return words.listed(*map(region.category_label, offer.categories))


def spoken(levels: Mapping[str, str]) -> str:
    """«Deutsch (Muttersprache), Tigrinya (B1)»"""
    named = {language(code): _("Muttersprache") if level == Level.NATIVE else level for code, level in levels.items()}
    return words.listed(*(_("%(language)s (%(level)s)", language=name, level=named[name]) for name in sorted(named)))


def absences(periods: Iterable[Mapping[str, str | None]]) -> str:
    """«01.12.2026 bis 28.02.2027»; days as they are kept, YYYY-MM-DD."""
    return words.listed(
        *(words.between(*map(_day, (one["first"], one["last"]))) or _("bis auf Weiteres") for one in periods)
    )


def seen(clearances: Iterable[Mapping[str, str | None]]) -> str:
    """«Sonderprivatauszug (bis 28.02.2027), Verhaltenskodex»"""
    return words.listed(*map(_clearance, clearances))


def _clearance(one: Mapping[str, str | None]) -> str:
    name = str(CLEARANCES.get(ClearanceKind(one["kind"]), one["kind"]))
    until = _day(one["valid_until"])
    return _("%(clearance)s (bis %(day)s)", clearance=name, day=formats.date(until)) if until else name


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
