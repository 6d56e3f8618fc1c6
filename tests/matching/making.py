"""Needs and offers as other services would tell of them, with everything that does not matter filled in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared import clock
from shared.contracts.accommodation import NeedChanged, NeedState, SiteChanged, SiteKind
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.contracts.words import (
    AgeGroup,
    Level,
    Mobility,
    Selection,
    Timing,
    Urgency,
)
from shared.ids import new_id

BREMGARTEN, WOHLEN, DOTTIKON, UEZWIL = 4063, 4082, 4065, 4078


def offer(name: str = "Anna M.", **given: Any) -> OfferChanged:
    """A ready volunteer in Bremgarten who helps with everything and comes by car."""
    usual: dict[str, Any] = {
        "offer_id": new_id(),
        "revision": 1,
        "volunteer_id": new_id(),
        "state": VolunteerState.READY,
        "name": name,
        "categories": ["accompaniment", "german_conversation", "homework_help"],
        "languages": {"de": Level.NATIVE},
        "bfs_nr": BREMGARTEN,
        "travel_km": 20,
        "mobility": Mobility.CAR,
        "slots": [],
        "away": [],
        "clearances": [],
        "minutes_52_weeks": 0,
    }
    return OfferChanged(**{**usual, **given})


def need(**given: Any) -> NeedChanged:
    """Somebody in Bremgarten would like to speak German once a week; the office chooses."""
    usual: dict[str, Any] = {
        "need_id": new_id(),
        "revision": 1,
        "state": NeedState.OPEN,
        "bfs_nr": BREMGARTEN,
        "category": "german_conversation",
        "headcount": 1,
        "filled": 0,
        "age_group": AgeGroup.ADULTS,
        "persons": 1,
        "minors": False,
        "alone": False,
        "languages": [],
        "timing": Timing.FLEXIBLE,
        "slots": [],
        "urgency": Urgency.NORMAL,
        "wish": "",
        "selection": Selection.OFFICE,
        "posted_at": clock.now(),
    }
    return NeedChanged(**{**usual, **given})


def one_off(**given: Any) -> NeedChanged:
    """Somebody is to be accompanied in three days; the first yes takes the place."""
    usual: dict[str, Any] = {
        "category": "accompaniment",
        "timing": Timing.ONCE,
        "once_at": clock.now() + timedelta(days=3),
        "selection": Selection.FIRST_YES,
    }
    return need(**{**usual, **given})


def site(name: str = "Haus Linde") -> SiteChanged:
    """An accommodation in Bremgarten."""
    return SiteChanged(
        site_id=new_id(),
        revision=1,
        organisation_id=new_id(),
        organisation="Sozialdienst",
        name=name,
        kind=SiteKind.MUNICIPAL,
        street="Lindenweg 7",
        postcode="5620",
        town="Bremgarten",
        bfs_nr=BREMGARTEN,
        phone="+41620001004",
        active=True,
    )


def newer(event: Any, **changed: Any) -> Any:
    """The same thing, one revision later."""
    return replace(event, revision=event.revision + 1, **changed)


def later(**by: float) -> str:
    """A moment from now as the API takes it."""
    return (clock.now() + timedelta(**by)).isoformat()


def ids(offers: list[OfferChanged]) -> list[str]:
    """Their ids as the API takes them."""
    return [str(one.offer_id) for one in offers]


def path(thing: UUID | str, click: str = "") -> str:
    """Where a match is in the API."""
    return f"/matching/api/matches/{thing}{'/' + click if click else ''}"


def form_with(page: Any, field: str) -> Any:
    """The form that has a field of this name."""
    return next(form for form in page.forms.values() if field in form.fields)
