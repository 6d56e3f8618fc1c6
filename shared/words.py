"""How the words that services share read on pages and in mails: one table per thing.

What belongs to one service alone (its states, its sentences) stands in that service's own `words.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from shared.contracts.accommodation import NeedState
from shared.contracts.words import AgeGroup, Gender, Mobility, Timing
from shared.i18n import GERMAN, LazyString, _, lazy, locale
from shared.i18n import LANGUAGES as LANGUAGES_WE_SPEAK
from shared.web import formats

NEED_STATES = {
    NeedState.DRAFT: lazy("noch nicht freigegeben"),
    NeedState.OPEN: lazy("offen"),
    NeedState.PROPOSED: lazy("angefragt"),
    NeedState.FILLED: lazy("besetzt"),
    NeedState.DONE: lazy("erledigt"),
    NeedState.CANCELLED: lazy("zurückgezogen"),
    NeedState.EXPIRED: lazy("abgelaufen"),
}
AGE_GROUPS = {
    AgeGroup.PRESCHOOL: lazy("Kinder vor dem Schulalter"),
    AgeGroup.SCHOOL: lazy("Schulkinder"),
    AgeGroup.YOUTH: lazy("Jugendliche"),
    AgeGroup.ADULTS: lazy("Erwachsene"),
    AgeGroup.SENIORS: lazy("ältere Menschen"),
    AgeGroup.FAMILIES: lazy("Familien"),
    AgeGroup.MIXED: lazy("gemischt"),
}
GENDERS = {
    Gender.FEMALE: lazy("eine Frau"),
    Gender.MALE: lazy("ein Mann"),
    Gender.OTHER: lazy("eine Person anderen Geschlechts"),
}
MOBILITY = {
    Mobility.FOOT: lazy("zu Fuss"),
    Mobility.BIKE: lazy("mit dem Velo"),
    Mobility.PUBLIC_TRANSPORT: lazy("mit Bus und Bahn"),
    Mobility.CAR: lazy("mit dem Auto"),
}

# ISO 639-1; the few that are asked for most, then everything else people here speak.
_FREQUENT = (
    "de", "fr", "it", "en", "uk", "ru", "ar", "ti", "fa", "tr", "ta", "ku", "so", "sq", "sr", "pt", "es", "pl",
)  # fmt: skip
_OTHERS = (
    "am", "az", "be", "bg", "bm", "bn", "bo", "bs", "ca", "cs", "da", "el", "et", "ff", "fi", "gu", "ha", "he",
    "hi", "hr", "hu", "hy", "id", "ig", "ja", "ka", "kk", "km", "ko", "ky", "lg", "ln", "lt", "lv", "mk", "ml",
    "mn", "ms", "my", "ne", "nl", "no", "om", "pa", "ps", "rm", "rn", "ro", "rw", "si", "sk", "sl", "sv", "sw",
    "te", "tg", "th", "tk", "tl", "ug", "ur", "uz", "vi", "wo", "yo", "zh",
)  # fmt: skip
_OWN_NAMES = {"fa": lazy("Farsi / Dari")}
"""Where people here say something else than the Unicode Consortium's table of names."""


def _language_name(code: str) -> str:
    german = LANGUAGES_WE_SPEAK[GERMAN].locale
    return str(_OWN_NAMES.get(code) or locale().languages.get(code) or german.languages[code])


LANGUAGES = {code: LazyString(_language_name, code) for code in (*_FREQUENT, *_OTHERS)}
"""ISO 639-1 codes."""


def language_choices() -> list[tuple[str, str]]:
    """Code and name of each, to choose from: those asked for most come first, then the others by the alphabet."""
    others = sorted((str(LANGUAGES[code]), code) for code in _OTHERS)
    return [(code, str(LANGUAGES[code])) for code in _FREQUENT] + [(code, name) for name, code in others]


def language(code: str) -> str:
    """Tigrinya. A code that is not (or no longer) in the table is shown as it is."""
    return str(LANGUAGES.get(code, code))


def languages(codes: Iterable[str]) -> str:
    """Arabisch, Tigrinya"""
    return str(formats.COMMA).join(sorted(map(language, codes)))


def when(timing: Timing | None, once_at: datetime | None, slots: Sequence[str]) -> str:
    """«Do 26.11.2026, 14.30 Uhr», «jede Woche: Di Abend», «nach Absprache»; empty where nothing is known."""
    if once_at is not None:
        return f"{formats.short_weekday(once_at)} {formats.datetime(once_at)}"
    if timing is Timing.WEEKLY:
        return _("jede Woche: %(slots)s", slots=formats.slots(slots))
    return _("nach Absprache") if timing else ""


def between(first: date | None, last: date | None) -> str:
    """«01.12.2026 bis 28.02.2027», «ab 01.12.2026», «bis 28.02.2027»; empty where both are open."""
    if first and last:
        return _("%(first)s bis %(last)s", first=formats.date(first), last=formats.date(last))
    if first:
        return _("ab %(day)s", day=formats.date(first))
    return _("bis %(day)s", day=formats.date(last)) if last else ""


def short_name(name: str) -> str:
    """Anna M., from Anna Maria Muster: all that mails and other services need to know of a person."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


def listed(*parts: str) -> str:
    """What there is of some parts, with commas."""
    return str(formats.COMMA).join(part for part in parts if part)
