"""Invented volunteers: who they are and what they offer. The same random numbers give the same people."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from deploy.demo import people
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind as Kind
from shared.contracts.words import Gender, Level, Mobility, Slot
from shared.region import Region

STATES = {
    VolunteerState.READY: 86,
    VolunteerState.PAUSED: 4,
    VolunteerState.IN_CLEARANCE: 3,
    VolunteerState.CONFIRMED: 4,
    VolunteerState.REGISTERED: 3,
}
"""How many of a hundred are in which state."""

TRAVEL_KM = {
    Mobility.FOOT: (2, 3),
    Mobility.BIKE: (5, 8),
    Mobility.PUBLIC_TRANSPORT: (10, 15),
    Mobility.CAR: (10, 20, 30),
}
LEVELS = (Level.A2, Level.B1, Level.B2, Level.C1, Level.NATIVE)
PLAIN_LETTERS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("é"): "e"}
SPECIAL_EXTRACT_SHARE, EXTRACT_SHARE = 0.45, 0.5


@dataclass(frozen=True)
class Invented:
    """One volunteer to be: the form as she fills it in, how far she is, what was seen, how many days ago."""

    form: dict[str, Any]
    state: VolunteerState
    clearances: list[dict[str, Any]]
    days_ago: int


def invent(region: Region, count: int, rng: Random, today: date, taken: set[str]) -> list[Invented]:
    """Some volunteers, the longest registered first."""
    made = [_one(region, rng, today, number, taken) for number in range(count)]
    return sorted(made, key=lambda one: -one.days_ago)


def _one(region: Region, rng: Random, today: date, number: int, taken: set[str]) -> Invented:
    state = rng.choices(list(STATES), list(STATES.values()))[0]
    days_ago = rng.randint(20, 400) if state in (VolunteerState.READY, VolunteerState.PAUSED) else rng.randint(1, 9)
    form = {**_person(region, rng, number, taken), **_offer(region, rng)}
    return Invented(form, state, _clearances(rng, today), days_ago)


def _person(region: Region, rng: Random, number: int, taken: set[str]) -> dict[str, Any]:
    female = rng.random() < 0.68
    first = rng.choice(people.FIRST_NAMES_FEMALE if female else people.FIRST_NAMES_MALE)
    last = rng.choice(people.LAST_NAMES)
    municipality = rng.choice(region.municipalities)
    return {
        "first_name": first,
        "last_name": last,
        "email": _address(first, last, taken),
        "phone": f"+4179{rng.randint(0, 99):02}0{number % 10000:04}",
        "postcode": rng.choice(municipality.localities).postcode,
        "bfs_nr": municipality.bfs_nr,
        "gender": (Gender.FEMALE if female else Gender.MALE) if rng.random() < 0.8 else None,
        "notes": "",
        "consent": True,
    }


def _address(first: str, last: str, taken: set[str]) -> str:
    plain = f"{first}.{last}".lower().translate(PLAIN_LETTERS)
    address, number = f"{plain}@example.org", 2
    while address in taken:
        address, number = f"{plain}{number}@example.org", number + 1
    taken.add(address)
    return address


def _offer(region: Region, rng: Random) -> dict[str, Any]:
    mobility = rng.choices(list(TRAVEL_KM), [10, 30, 30, 30])[0]
    codes = [category.code for category in region.categories]
    return {
        "categories": sorted(rng.sample(codes, rng.randint(2, 6))),
        "languages": _languages(rng),
        "travel_km": rng.choice(TRAVEL_KM[mobility]),
        "mobility": mobility,
        "slots": [] if rng.random() < 0.35 else sorted(rng.sample(list(Slot), rng.randint(3, 9))),
        "available_from": None,
        "away": [],
        "hours_per_week": rng.choice((None, 2, 2, 3, 4, 6)),
    }


def _languages(rng: Random) -> dict[str, Level]:
    spoken = {"de": Level.NATIVE if rng.random() < 0.8 else Level.C1}
    for code in rng.sample(people.LANGUAGES, rng.choice((0, 1, 1, 2, 2, 3))):
        spoken[code] = rng.choice(LEVELS)
    return spoken


def _clearances(rng: Random, today: date) -> list[dict[str, Any]]:
    seen: list[dict[str, Any]] = [{"kind": Kind.CODE_OF_CONDUCT}, {"kind": Kind.CONFIDENTIALITY}]
    valid_until = today + timedelta(days=rng.randint(15, 1000))
    if rng.random() < SPECIAL_EXTRACT_SHARE:
        seen.append({"kind": Kind.SPECIAL_EXTRACT, "valid_until": valid_until})
    if rng.random() < EXTRACT_SHARE:
        seen.append({"kind": Kind.EXTRACT, "valid_until": valid_until})
    return seen
