"""What a form says and what is stored, side by side: for whoever saves after somebody else did so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from services.volunteers import queries, words
from services.volunteers.models import SeenClearance, Volunteer
from services.volunteers.pages import answers, shown
from shared.contracts.words import ClearanceKind, Level
from shared.i18n import LazyString, lazy
from shared.region import Region
from shared.web import formats
from shared.web.here import signed_in

Given = Mapping[str, Any]
Row = dict[str, object]


@dataclass(frozen=True)
class Meanwhile:
    """What was done since a form was opened, what now differs, and how long the history is by now."""

    moves: list[dict[str, Any]]
    differences: list[Row]
    known_moves: int


OFFER: dict[str, tuple[LazyString, answers.Told]] = {
    "categories": (lazy("Hilfe bei"), answers.help_with),
    "languages": (lazy("Sprachen"), answers.languages),
    "travel_km": (lazy("Weg"), answers.way),
    "slots": (lazy("Zeiten"), answers.times),
}
DETAILS: dict[str, tuple[LazyString, Callable[[Any], object]]] = {
    "first_name": (lazy("Vorname"), str),
    "last_name": (lazy("Nachname"), str),
    "email": (lazy("E-Mail"), str),
    "phone": (lazy("Telefon"), formats.phone),
    "street": (lazy("Strasse und Nummer"), str),
    "postcode": (lazy("Postleitzahl"), str),
    "language": (lazy("In welcher Sprache schreiben wir?"), lambda code: words.LANGUAGES.get(code, code)),
    "gender": (lazy("Geschlecht"), lambda gender: words.GENDER[gender]),
}


def meanwhile(session: Session, volunteer: Volunteer, known_moves: int, differences: list[Row]) -> Meanwhile:
    """What happened since; the reasons the office wrote down are for the office alone."""
    history = queries.history(session, volunteer.id)
    since = history[: max(1, len(history) - max(0, known_moves))]
    return Meanwhile(shown.timeline(since, reasons=signed_in().office), differences, len(history))


def offer_differences(volunteer: Volunteer, given: Given, region: Region) -> list[Row]:
    """Each part of the offer in which the two differ."""
    offer = volunteer.offer
    names = ("categories", "travel_km", "mobility", "slots", "available_from", "hours_per_week")
    stored = {name: getattr(offer, name) for name in names}
    stored["languages"] = {code: Level(level) for code, level in offer.languages.items()}
    told = ((label, tell(stored, region), tell(dict(given), region)) for label, tell in OFFER.values())
    return _differing(told)


def details_differences(volunteer: Volunteer, given: Given, region: Region) -> list[Row]:
    """Each detail in which the two differ; the municipality only where it was chosen."""
    values = (
        (label, tell, getattr(volunteer, name), given[name]) for name, (label, tell) in DETAILS.items() if name in given
    )
    rows = [(label, stored and tell(stored), typed and tell(typed)) for label, tell, stored, typed in values]
    if chosen := given.get("bfs_nr"):
        names = (region.municipality_name(number) for number in (volunteer.bfs_nr, chosen))
        rows.append((lazy("Gemeinde"), *names))
    return _differing(rows)


def clearance_differences(volunteer: Volunteer, seen: list[dict[str, Any]], region: Region) -> list[Row]:
    """Each clearance in which the two differ."""
    stored = {clearance.kind: shown.clearance_sentence(clearance) for clearance in volunteer.clearances}
    typed = {clearance["kind"]: shown.clearance_sentence(SeenClearance(**clearance)) for clearance in seen}
    return _differing(
        (known.label, stored.get(ClearanceKind(known.code)), typed.get(known.code)) for known in region.clearances
    )


def _differing(told: Any) -> list[Row]:
    rows = [(label, stored or None, typed or None) for label, stored, typed in told]
    return [{"label": label, "stored": stored, "typed": typed} for label, stored, typed in rows if stored != typed]
