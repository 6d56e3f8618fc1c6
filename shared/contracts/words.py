"""Words of the field that more than one service uses: what help, when, in which language, with which clearance.

Values are what travels and what is stored; the German labels stand in the services' pages.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """How well somebody speaks a language: CEFR, with NATIVE above C2."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"


class Mobility(StrEnum):
    """By what a volunteer travels."""

    FOOT = "foot"
    BIKE = "bike"
    PUBLIC_TRANSPORT = "public_transport"
    CAR = "car"


class Gender(StrEnum):
    """Only for protected wishes (a woman accompanies a woman); nobody has to say."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class AgeGroup(StrEnum):
    """Whom a need is for."""

    PRESCHOOL = "preschool"
    SCHOOL = "school"
    YOUTH = "youth"
    ADULTS = "adults"
    SENIORS = "seniors"
    FAMILIES = "families"
    MIXED = "mixed"


class Urgency(StrEnum):
    """How soon help is needed."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Slot(StrEnum):
    """A part of the week: morning until 12.00, afternoon until 18.00, evening after."""

    MON_MORNING = "mon_morning"
    MON_AFTERNOON = "mon_afternoon"
    MON_EVENING = "mon_evening"
    TUE_MORNING = "tue_morning"
    TUE_AFTERNOON = "tue_afternoon"
    TUE_EVENING = "tue_evening"
    WED_MORNING = "wed_morning"
    WED_AFTERNOON = "wed_afternoon"
    WED_EVENING = "wed_evening"
    THU_MORNING = "thu_morning"
    THU_AFTERNOON = "thu_afternoon"
    THU_EVENING = "thu_evening"
    FRI_MORNING = "fri_morning"
    FRI_AFTERNOON = "fri_afternoon"
    FRI_EVENING = "fri_evening"
    SAT_MORNING = "sat_morning"
    SAT_AFTERNOON = "sat_afternoon"
    SAT_EVENING = "sat_evening"
    SUN_MORNING = "sun_morning"
    SUN_AFTERNOON = "sun_afternoon"
    SUN_EVENING = "sun_evening"


class ClearanceKind(StrEnum):
    """What the office has seen or agreed with a volunteer; the documents themselves are never kept."""

    EXTRACT = "extract"
    SPECIAL_EXTRACT = "special_extract"
    CODE_OF_CONDUCT = "code_of_conduct"
    CONFIDENTIALITY = "confidentiality"


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """One kind of clearance, and the last day it holds (None: until further notice)."""

    kind: ClearanceKind
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from the first to the last, both included; None is open."""

    first: date | None = None
    last: date | None = None


class Timing(StrEnum):
    """How a need lies in time."""

    ONCE = "once"
    WEEKLY = "weekly"
    FLEXIBLE = "flexible"


class Selection(StrEnum):
    """Who gets the place: the first yes, or whom the office chooses among the yeses."""

    FIRST_YES = "first_yes"
    OFFICE = "office"
