"""Words of this room in German, and the languages people speak: tables for pages, labels and checks."""

from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind, Gender, Level, Mobility, Slot

STATES = {
    VolunteerState.REGISTERED: "angemeldet",
    VolunteerState.CONFIRMED: "bestätigt",
    VolunteerState.IN_CLEARANCE: "in Abklärung",
    VolunteerState.READY: "einsatzbereit",
    VolunteerState.PAUSED: "in der Pause",
    VolunteerState.LEFT: "abgemeldet",
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

MOBILITY = {
    Mobility.FOOT: "zu Fuss",
    Mobility.BIKE: "mit dem Velo",
    Mobility.PUBLIC_TRANSPORT: "mit Bus und Bahn",
    Mobility.CAR: "mit dem Auto",
}

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

# ISO 639-1; the few that are asked for most, then everything else people here speak, by their German names.
_FREQUENT = {
    "de": "Deutsch",
    "fr": "Französisch",
    "it": "Italienisch",
    "en": "Englisch",
    "uk": "Ukrainisch",
    "ru": "Russisch",
    "ar": "Arabisch",
    "ti": "Tigrinya",
    "fa": "Farsi / Dari",
    "tr": "Türkisch",
    "ta": "Tamil",
    "ku": "Kurdisch",
    "so": "Somali",
    "sq": "Albanisch",
    "sr": "Serbisch",
    "pt": "Portugiesisch",
    "es": "Spanisch",
    "pl": "Polnisch",
}
_OTHERS = {
    "am": "Amharisch",
    "az": "Aserbaidschanisch",
    "be": "Belarussisch",
    "bg": "Bulgarisch",
    "bm": "Bambara",
    "bn": "Bengalisch",
    "bo": "Tibetisch",
    "bs": "Bosnisch",
    "ca": "Katalanisch",
    "cs": "Tschechisch",
    "da": "Dänisch",
    "el": "Griechisch",
    "et": "Estnisch",
    "ff": "Fulfulde",
    "fi": "Finnisch",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebräisch",
    "hi": "Hindi",
    "hr": "Kroatisch",
    "hu": "Ungarisch",
    "hy": "Armenisch",
    "id": "Indonesisch",
    "ig": "Igbo",
    "ja": "Japanisch",
    "ka": "Georgisch",
    "kk": "Kasachisch",
    "km": "Khmer",
    "ko": "Koreanisch",
    "ky": "Kirgisisch",
    "lg": "Luganda",
    "ln": "Lingala",
    "lt": "Litauisch",
    "lv": "Lettisch",
    "mk": "Mazedonisch",
    "ml": "Malayalam",
    "mn": "Mongolisch",
    "ms": "Malaiisch",
    "my": "Birmanisch",
    "ne": "Nepali",
    "nl": "Niederländisch",
    "no": "Norwegisch",
    "om": "Oromo",
    "pa": "Punjabi",
    "ps": "Paschtu",
    "rm": "Rätoromanisch",
    "rn": "Kirundi",
    "ro": "Rumänisch",
    "rw": "Kinyarwanda",
    "si": "Singhalesisch",
    "sk": "Slowakisch",
    "sl": "Slowenisch",
    "sv": "Schwedisch",
    "sw": "Suaheli",
    "te": "Telugu",
    "tg": "Tadschikisch",
    "th": "Thailändisch",
    "tk": "Turkmenisch",
    "tl": "Tagalog",
    "ug": "Uigurisch",
    "ur": "Urdu",
    "uz": "Usbekisch",
    "vi": "Vietnamesisch",
    "wo": "Wolof",
    "yo": "Yoruba",
    "zh": "Chinesisch",
}
LANGUAGES = _FREQUENT | dict(sorted(_OTHERS.items(), key=lambda entry: entry[1]))
