"""The German words for what is stored: one table per thing. Sentences made of them are in `sentences.py`."""

from services.accommodation.models import (
    CANCELLED,
    DONE,
    DRAFT,
    EXPIRED,
    FILLED,
    OPEN,
    PROPOSED,
    NeedCause,
)
from shared.contracts.accommodation import SiteKind
from shared.contracts.matching import Cause, MatchState
from shared.contracts.words import AgeGroup, Gender, Selection, Timing, Urgency

STATE_WORDS = {
    DRAFT: "noch nicht freigegeben",
    OPEN: "offen",
    PROPOSED: "angefragt",
    FILLED: "besetzt",
    DONE: "erledigt",
    CANCELLED: "zurückgezogen",
    EXPIRED: "abgelaufen",
}
STATE_TONES = {OPEN: "info", PROPOSED: "info", FILLED: "good", DRAFT: "warn", EXPIRED: "warn"}

AGE_GROUPS = {
    AgeGroup.PRESCHOOL: "Kinder vor dem Schulalter",
    AgeGroup.SCHOOL: "Schulkinder",
    AgeGroup.YOUTH: "Jugendliche",
    AgeGroup.ADULTS: "Erwachsene",
    AgeGroup.SENIORS: "ältere Menschen",
    AgeGroup.FAMILIES: "Familien",
    AgeGroup.MIXED: "gemischt",
}
TIMINGS = {
    Timing.ONCE: "Einmal",
    Timing.WEEKLY: "Jede Woche",
    Timing.FLEXIBLE: "Flexibel, nach Absprache",
}
URGENCIES = {
    Urgency.LOW: "Es eilt nicht",
    Urgency.NORMAL: "Normal",
    Urgency.HIGH: "Dringend",
}
GENDERS = {
    Gender.FEMALE: "eine Frau",
    Gender.MALE: "ein Mann",
}
SELECTIONS = {
    Selection.FIRST_YES: "Wer zuerst Ja sagt, bekommt den Platz",
    Selection.OFFICE: "Die Fachstelle wählt aus",
}
SITE_KINDS = {
    SiteKind.CANTONAL: "Kantonale Unterkunft",
    SiteKind.MUNICIPAL: "Kommunale Unterkunft",
    SiteKind.MINORS: "Unterkunft für unbegleitete Minderjährige",
    SiteKind.SOCIAL_SERVICE: "Sozialdienst",
    SiteKind.SCHOOL: "Schule",
    SiteKind.ASSOCIATION: "Verein",
    SiteKind.OTHER: "Anderes",
}
CAUSES: dict[str, str] = {
    NeedCause.CANCELLED_BY_SITE: "vom Standort zurückgezogen",
    NeedCause.CANCELLED_BY_OFFICE: "von der Fachstelle zurückgezogen",
    NeedCause.CANCELLED_BY_POSTER: "per Link zurückgezogen",
    NeedCause.NOT_RELEASED: "nicht freigegeben",
    NeedCause.NOT_CONFIRMED: "nicht bestätigt",
    NeedCause.TIME_OVER: "die Zeit ist vorbei",
    Cause.PLACE_TAKEN: "der Platz war schon besetzt",
    Cause.NEED_ENDED: "die Anfrage war zu Ende",
    Cause.VOLUNTEER_GONE: "die Person steht nicht mehr zur Verfügung",
    Cause.VOLUNTEER_WITHDREW: "die Person hat abgesagt",
    Cause.OFFICE_WITHDREW: "die Fachstelle hat die Vermittlung zurückgenommen",
    Cause.NOT_CHOSEN: "jemand anderes wurde ausgewählt",
    Cause.NO_ANSWER: "es kam keine Antwort",
    Cause.DID_NOT_WORK: "es hat nicht gepasst",
    Cause.COMPLETED: "der Einsatz ist abgeschlossen",
}
MATCH_WORDS = {
    MatchState.ACCEPTED: "hat zugesagt",
    MatchState.TRIAL: "schnuppert",
    MatchState.AGREED: "kommt, alles ist vereinbart",
    MatchState.ACTIVE: "ist im Einsatz",
    MatchState.PAUSED: "macht eine Pause",
}

LANGUAGES = {
    "de": "Deutsch",
    "fr": "Französisch",
    "it": "Italienisch",
    "en": "Englisch",
    "uk": "Ukrainisch",
    "ti": "Tigrinya",
    "ar": "Arabisch",
    "fa": "Farsi / Dari",
    "tr": "Türkisch",
    "ku": "Kurdisch",
    "ta": "Tamil",
    "so": "Somali",
    "ps": "Paschtu",
    "am": "Amharisch",
    "ru": "Russisch",
    "sq": "Albanisch",
    "sr": "Serbisch",
    "bs": "Bosnisch",
    "hr": "Kroatisch",
    "pt": "Portugiesisch",
    "es": "Spanisch",
    "pl": "Polnisch",
    "ro": "Rumänisch",
    "hu": "Ungarisch",
    "bg": "Bulgarisch",
    "el": "Griechisch",
    "ka": "Georgisch",
    "hy": "Armenisch",
    "az": "Aserbaidschanisch",
    "om": "Oromo",
    "ur": "Urdu",
    "hi": "Hindi",
    "pa": "Pandschabi",
    "bn": "Bengalisch",
    "ne": "Nepali",
    "bo": "Tibetisch",
    "zh": "Chinesisch",
    "mn": "Mongolisch",
    "vi": "Vietnamesisch",
    "th": "Thailändisch",
    "sw": "Swahili",
    "ln": "Lingala",
    "rw": "Kinyarwanda",
    "wo": "Wolof",
    "ff": "Fulfulde",
}
"""ISO 639-1 codes, those asked for most often first."""


def language(code: str) -> str:
    """A language's German name; a code that has left the table since is still shown."""
    return LANGUAGES.get(code, code)
