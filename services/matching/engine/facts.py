"""What the engine is told: a question (one need, as of a day) and offers; and the notes it answers with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.words import Period

NO_ONE: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One volunteer's offer. Words may come as members of their enums or as the values.

    `slots` empty means flexible; `clearances`: kind -> last day (None: until further notice). `last_assignment` is
    when the last one ended, `busy` whether one is going on; `last_asked` is the last proposal of any need.
    """

    offer_id: UUID
    name: str
    state: str
    categories: frozenset[str]
    languages: Mapping[str, str]
    bfs_nr: int
    travel_km: int
    mobility: str
    slots: frozenset[str] = frozenset()
    available_from: date | None = None
    away: tuple[Period, ...] = ()
    gender: str | None = None
    clearances: Mapping[str, date | None] = field(default_factory=dict)
    minutes_52_weeks: int = 0
    last_assignment: date | None = None
    busy: bool = False
    last_asked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who could help here? One need with the office's rules that matter for it, as of `today`.

    `first` to `last` are the days it is about (last None: open-ended). `slots` empty means any time.
    `clearances` are the kinds demanded; they must hold on `clearance_day`. `way_km` gives the way from a municipality
    by a means of travel, None where it is not known. `living` have a match going on for this need, `said_no` declined.
    """

    today: date
    category: str
    way_km: Callable[[int, str], float | None]
    first: date
    last: date | None = None
    slots: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    gender: str | None = None
    clearances: tuple[str, ...] = ()
    clearance_day: date
    rest_days: int
    hours_per_week_warning: int
    living: frozenset[UUID] = NO_ONE
    said_no: frozenset[UUID] = NO_ONE


@dataclass(frozen=True, slots=True)
class Note:
    """What one part of the score says of an offer, as data: a code and the values a sentence is made of."""

    code: str
    part: str
    points: int
    values: Mapping[str, Any]
