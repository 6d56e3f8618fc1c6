"""Words of this room in German: tables for pages and labels. Those it shares with others come from `shared.words`."""

from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind, Gender, Level, Slot
from shared.words import LANGUAGES as LANGUAGES
from shared.words import MOBILITY as MOBILITY

STATES = {
    VolunteerState.REGISTERED: "angemeldet",
    VolunteerState.CONFIRMED: "bestätigt",
    VolunteerState.IN_CLEARANCE: "in Abklärung",
    VolunteerState.READY: "einsatzbereit",
    VolunteerState.PAUSED: "in der Pause",
    VolunteerState.LEFT: "ausgetreten",
    VolunteerState.REJECTED: "abgelehnt",
    VolunteerState.BLOCKED: "gesperrt",
}

CLEARANCES = {
    ClearanceKind.CODE_OF_CONDUCT: "Verhaltenskodex",
    ClearanceKind.CONFIDENTIALITY: "Schweigepflichterklärung",
    ClearanceKind.EXTRACT: "Privatauszug",
    ClearanceKind.SPECIAL_EXTRACT: "Sonderprivatauszug",
}
"""Short names for labels of tasks; pages show the region's own."""

GENDER = {Gender.FEMALE: "Frau", Gender.MALE: "Mann", Gender.OTHER: "anderes"}

LEVELS = {
    Level.NATIVE: "Muttersprache",
    Level.C2: "wie Muttersprache (C2)",
    Level.C1: "fliessend",
    Level.B2: "gut (B2)",
    Level.B1: "im Alltag",
    Level.A2: "ein wenig",
    Level.A1: "ein paar Worte (A1)",
}

ASKED_LEVELS = (Level.NATIVE, Level.C1, Level.B1, Level.A2)
"""What the form asks for; the other levels come from programs."""

EVENINGS = tuple(slot for slot in Slot if slot.endswith("_evening") and slot[:3] not in ("sat", "sun"))
WEEKEND = tuple(slot for slot in Slot if slot[:3] in ("sat", "sun"))
