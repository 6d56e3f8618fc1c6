"""What an office set for itself: who it is, its words, kinds of help and rules.

Frozen values, so that every service may keep a reference. Field names are the keys of `region.toml`, one to one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from shared.i18n import GERMAN, LANGUAGES, Language, language


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in one or several languages; German is always there and stands in for those that are missing."""

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Words":
        return cls(by_language=tuple(sorted(texts.items())))

    def in_language(self, language: str) -> str:
        texts = dict(self.by_language)
        return texts.get(language, texts["de"])

    @property
    def spoken(self) -> Language:
        """The language in which a reader gets it: their own, or German."""
        wanted = language()
        return wanted if wanted.code in dict(self.by_language) else LANGUAGES[GERMAN]

    def __str__(self) -> str:
        """In the language of whoever reads."""
        return self.in_language(language().code)


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who we are: sender of every mail, foot of every page. `legal_regime` is IDAG (public) or DSG (private body)."""

    id: str
    name: str
    short_name: str
    sponsor: str
    email: str
    phone: str
    street: str
    postcode: str
    town: str
    opening_hours: Words
    legal_regime: str
    supervisor: Words
    website: str | None = None
    accent: str | None = None
    logo: str | None = None


@dataclass(frozen=True, kw_only=True)
class Category:
    """A kind of help. With `first_yes` the first valid yes takes the place; otherwise the office chooses."""

    code: str
    label: Words
    first_yes: bool
    help: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """Something a volunteer shows or signs; `renewal_months` is None where once is enough."""

    code: str
    label: Words
    renewal_months: int | None = None


@dataclass(frozen=True, kw_only=True)
class Demands:
    """The clearances asked of whom: of everyone, of those who meet minors, of those alone with a person."""

    everyone: tuple[str, ...]
    minors: tuple[str, ...]
    alone: tuple[str, ...]

    def for_need(self, *, minors: bool, alone: bool) -> tuple[str, ...]:
        """Codes of all clearances a volunteer must have for such a need, each once."""
        wanted = [*self.everyone, *(self.minors if minors else ()), *(self.alone if alone else ())]
        return tuple(dict.fromkeys(wanted))


@dataclass(frozen=True, kw_only=True)
class Mobility:
    """How somebody gets about: road km for one km as the crow flies, and km per hour from door to door."""

    detour: float
    km_per_h: float


@dataclass(frozen=True, kw_only=True)
class Mobilities:
    foot: Mobility
    bike: Mobility
    public_transport: Mobility
    car: Mobility


@dataclass(frozen=True, kw_only=True)
class AnswerWithin:
    """Hours a volunteer has to answer a proposal, by the need's urgency."""

    high: int
    normal: int
    low: int


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What this office decided. `rest_days`: days a volunteer is left in peace between two proposals."""

    hours_per_week_warning: int
    rest_days: int
    travel_km_choices: tuple[int, ...]
    clearances: Demands
    answer_within_h: AnswerWithin
    mobility: Mobilities


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The office's own words on public pages; what it leaves out is empty."""

    home_title: Words | None = None
    home_intro: Words | None = None
    help_intro: Words | None = None
    need_intro: Words | None = None
    after_sign_up: Words | None = None
    privacy: Words | None = None
    notice: Words | None = None


MOBILITIES = tuple(field.name for field in fields(Mobilities))
URGENCIES = tuple(field.name for field in fields(AnswerWithin))
TEXTS = tuple(field.name for field in fields(Texts))
