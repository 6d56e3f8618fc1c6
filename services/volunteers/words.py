"""Words of this room: tables for pages and labels. Those it shares with others come from `shared.words`."""

from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Gender, Level, Slot
from shared.i18n import LANGUAGES as WE_SPEAK
from shared.i18n import lazy
from shared.words import LANGUAGES as LANGUAGES
from shared.words import MOBILITY as MOBILITY
from shared.words import language_choices as language_choices

STATES = {
    VolunteerState.REGISTERED: lazy("angemeldet"),
    VolunteerState.CONFIRMED: lazy("bestätigt"),
    VolunteerState.IN_CLEARANCE: lazy("in Abklärung"),
    VolunteerState.READY: lazy("einsatzbereit"),
    VolunteerState.PAUSED: lazy("in der Pause"),
    VolunteerState.LEFT: lazy("ausgetreten"),
    VolunteerState.REJECTED: lazy("abgelehnt"),
    VolunteerState.BLOCKED: lazy("gesperrt"),
}

GENDER = {Gender.FEMALE: lazy("Frau"), Gender.MALE: lazy("Mann"), Gender.OTHER: lazy("anderes")}

LEVELS = {
    Level.NATIVE: lazy("Muttersprache"),
    Level.C2: lazy("wie Muttersprache (C2)"),
    Level.C1: lazy("fliessend"),
    Level.B2: lazy("gut (B2)"),
    Level.B1: lazy("im Alltag"),
    Level.A2: lazy("ein wenig"),
    Level.A1: lazy("ein paar Worte (A1)"),
}

ASKED_LEVELS = (Level.NATIVE, Level.C1, Level.B1, Level.A2)
"""What the form asks for; the other levels come from programs."""

EVENINGS = tuple(slot for slot in Slot if slot.endswith("_evening") and slot[:3] not in ("sat", "sun"))
WEEKEND = tuple(slot for slot in Slot if slot[:3] in ("sat", "sun"))

CONSENT = lazy("Ich bin einverstanden, dass Sie meine Angaben so verwenden.")
"""What somebody who signs up says yes to; the privacy text of the office stands above it."""


def written_in() -> list[tuple[str, str]]:
    """The languages in which we write, by their own names and by those the reader knows."""
    return [(code, _two_names(each.own_name, str(LANGUAGES[code]))) for code, each in WE_SPEAK.items()]


def _two_names(own: str, known: str) -> str:
    return own if own == known else f"{own} – {known}"
