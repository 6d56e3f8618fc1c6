"""Who cannot be asked, and the rule that says why not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from shared import clock
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.contracts.words import Clearance, ClearanceKind, Gender, Period
from shared.testing import ApiClient, World
from tests.matching.conftest import Desk
from tests.matching.making import WOHLEN, need, offer, one_off

EXTRACT, SPECIAL = ClearanceKind.EXTRACT, ClearanceKind.SPECIAL_EXTRACT


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)


EXCLUDED = {
    "category": ({"categories": ["sport"]}, {}, "Bietet diese Art"),
    "blocked": ({"state": VolunteerState.BLOCKED}, {}, "gesperrt"),
    "paused": ({"state": VolunteerState.PAUSED}, {}, "nicht einsatzbereit"),
    "not cleared": ({"state": VolunteerState.IN_CLEARANCE}, {}, "nicht einsatzbereit"),
    "too far": ({"bfs_nr": WOHLEN, "travel_km": 3}, {}, "weiter weg"),
    "clearance for minors": ({}, {"minors": True}, "Abklärung"),
    "clearance for being alone": ({}, {"alone": True}, "Abklärung"),
    "clearance of another kind": ({"clearances": [Clearance(kind=EXTRACT)]}, {"minors": True}, "Abklärung"),
    "another gender": ({"gender": Gender.MALE}, {"wish_gender": Gender.FEMALE}, "Frau oder ein Mann"),
    "a gender not told": ({"gender": None}, {"wish_gender": Gender.FEMALE}, "Frau oder ein Mann"),
    "away for good": ({"away": [Period()]}, {}, "abwesend"),
}


@pytest.mark.parametrize(("given", "wanted", "sentence"), EXCLUDED.values(), ids=EXCLUDED)
def test_who_cannot_come_is_not_ranked_and_the_rule_is_told(
    desk: Desk, world: World, given: Any, wanted: Any, sentence: str
) -> None:
    asked = need(**wanted)
    world.tell(asked, offer("Anna M.", **given))

    page = world.browser("coordinator").get(f"/matching/desk/{asked.need_id}")

    assert desk.ranking(asked) == []
    folded = [found for found in page.html.find_all("details") if "Warum nicht" in found.summary.text]
    assert "Anna M." in folded[0].text
    assert sentence in folded[0].text


FITTING = {
    "with the clearance for minors": ({"clearances": [Clearance(kind=SPECIAL)]}, {"minors": True}),
    "of the wanted gender": ({"gender": Gender.FEMALE}, {"wish_gender": Gender.FEMALE}),
    "on the edge of the way": ({"bfs_nr": WOHLEN, "travel_km": 5}, {}),
    "from a municipality nobody knows": ({"bfs_nr": 9999}, {}),
}


@pytest.mark.parametrize(("given", "wanted"), FITTING.values(), ids=FITTING)
def test_who_fits_is_ranked(desk: Desk, world: World, given: Any, wanted: Any) -> None:
    asked = need(**wanted)

    world.tell(asked, offer("Anna M.", **given))

    assert [ranked["name"] for ranked in desk.ranking(asked)] == ["Anna M."]


@pytest.mark.parametrize(
    ("valid_until", "last", "fits"),
    [(40, 40, True), (39, 40, False), (30, None, True), (29, None, False), (None, 400, True)],
)
def test_a_clearance_must_hold_to_the_end_or_for_a_month(
    desk: Desk, world: World, valid_until: int | None, last: int | None, fits: bool
) -> None:
    until = day(valid_until) if valid_until is not None else None
    asked = need(minors=True, last=day(last) if last is not None else None)

    world.tell(asked, offer(clearances=[Clearance(kind=SPECIAL, valid_until=until)]))

    assert bool(desk.ranking(asked)) is fits


def test_of_two_clearances_of_one_kind_the_longer_one_counts(desk: Desk, world: World) -> None:
    asked = need(minors=True, last=day(40))
    old, new = Clearance(kind=SPECIAL, valid_until=day(5)), Clearance(kind=SPECIAL, valid_until=day(500))

    world.tell(asked, offer("Anna M.", clearances=[new, old]), offer("Beat K.", clearances=[old, new]))

    assert len(desk.ranking(asked)) == 2


@pytest.mark.parametrize(
    ("away", "fits"),
    [
        ([(0, 4)], True),  # back on the last day
        ([(0, 5)], False),
        ([(0, 2), (3, 9)], False),
        ([(3, 9), (0, 2)], False),
        ([(0, 1), (3, 9)], True),
        ([(1, None)], True),
    ],
)
def test_who_is_away_for_the_whole_time_cannot_come(
    desk: Desk, world: World, away: list[tuple[int, int]], fits: bool
) -> None:
    periods = [Period(first=day(first), last=day(last) if last is not None else None) for first, last in away]
    asked = need(first=day(0), last=day(5))

    world.tell(asked, offer(away=periods))

    assert bool(desk.ranking(asked)) is fits


@pytest.mark.parametrize("click", [("decline",), ("accept", "withdraw")])
def test_who_said_no_is_not_asked_again_for_the_same_need(
    desk: Desk, world: World, volunteer: Callable[[OfferChanged], ApiClient], click: tuple[str, ...]
) -> None:
    wanted, anna = one_off(), offer()
    [match_id] = desk.asked(wanted, anna)
    for one in click:
        volunteer(anna).post(f"/matching/api/matches/{match_id}/{one}")

    refused = desk.try_to_propose(wanted, anna)

    assert desk.ranking(wanted) == []
    assert (refused.status_code, refused.json["code"]) == (409, "said_no")


def test_who_did_not_answer_may_be_asked_again(desk: Desk, world: World) -> None:
    wanted, anna = need(), offer()
    desk.asked(wanted, anna)
    world.advance(days=3)

    [match] = desk.propose(wanted, anna)

    assert match["state"] == "proposed"
