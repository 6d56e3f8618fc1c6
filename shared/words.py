"""How the words that services share read in German, on pages and in mails: one table per thing.

What belongs to one service alone (its states, its sentences) stands in that service's own `words.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from shared.contracts.accommodation import NeedState
from shared.contracts.words import AgeGroup, Gender, Mobility, Timing
from shared.web import formats

NEED_STATES = {
    NeedState.DRAFT: "noch nicht freigegeben",
    NeedState.OPEN: "offen",
    NeedState.PROPOSED: "angefragt",
    NeedState.FILLED: "besetzt",
    NeedState.DONE: "erledigt",
    NeedState.CANCELLED: "zurückgezogen",
    NeedState.EXPIRED: "abgelaufen",
}
AGE_GROUPS = {
    AgeGroup.PRESCHOOL: "Kinder vor dem Schulalter",
    AgeGroup.SCHOOL: "Schulkinder",
    AgeGroup.YOUTH: "Jugendliche",
    AgeGroup.ADULTS: "Erwachsene",
    AgeGroup.SENIORS: "ältere Menschen",
    AgeGroup.FAMILIES: "Familien",
    AgeGroup.MIXED: "gemischt",
}
GENDERS = {
    Gender.FEMALE: "eine Frau",
    Gender.MALE: "ein Mann",
    Gender.OTHER: "eine Person anderen Geschlechts",
}
MOBILITY = {
    Mobility.FOOT: "zu Fuss",
    Mobility.BIKE: "mit dem Velo",
    Mobility.PUBLIC_TRANSPORT: "mit Bus und Bahn",
    Mobility.CAR: "mit dem Auto",
}

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
"""ISO 639-1 codes."""


def language(code: str) -> str:
    """Tigrinya. A code that is not (or no longer) in the table is shown as it is."""
    return LANGUAGES.get(code, code)


def languages(codes: Iterable[str]) -> str:
    """Arabisch, Tigrinya"""
    return ", ".join(sorted(map(language, codes)))


def when(timing: Timing | None, once_at: datetime | None, slots: Sequence[str]) -> str:
    """«Do 26.11.2026, 14.30 Uhr», «jede Woche: Di Abend», «nach Absprache»; empty where nothing is known."""
    if once_at is not None:
        return f"{formats.short_weekday(once_at)} {formats.datetime(once_at)}"
    if timing is Timing.WEEKLY:
        return f"jede Woche: {formats.slots(slots)}"
    return "nach Absprache" if timing else ""


def between(first: date | None, last: date | None) -> str:
    """«01.12.2026 bis 28.02.2027», «ab 01.12.2026», «bis 28.02.2027»; empty where both are open."""
    if first and last:
        return f"{formats.date(first)} bis {formats.date(last)}"
    if first:
        return f"ab {formats.date(first)}"
    return f"bis {formats.date(last)}" if last else ""


def short_name(name: str) -> str:
    """Anna M., from Anna Maria Muster: all that mails and other services need to know of a person."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


def listed(*parts: str) -> str:
    """What there is of some parts, with commas."""
    return ", ".join(part for part in parts if part)
