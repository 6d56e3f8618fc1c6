"""Who could help, best first, and why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shared import clock
from shared.contracts.accommodation import NeedChanged
from shared.contracts.words import Level, Mobility, Period, Slot, Timing
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import BREMGARTEN, UEZWIL, WOHLEN, need, offer, one_off


def names(desk: Desk, wanted: NeedChanged) -> list[str]:
    return [ranked["name"] for ranked in desk.ranking(wanted)]


def texts(ranked: dict[str, Any], which: str = "reasons") -> dict[str, str]:
    return {note["part"]: note["text"] for note in ranked[which]}


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)


ON_TUESDAY = {"timing": Timing.WEEKLY, "slots": [Slot.TUE_EVENING]}
TIGRINYA = {"languages": ["ti"]}

BETTER = {
    "who speaks the language": ({"languages": {"ti": Level.B1}}, {"languages": {"fr": Level.C1}}, TIGRINYA),
    "who speaks it better": ({"languages": {"ti": Level.C1}}, {"languages": {"ti": Level.A2}}, TIGRINYA),
    "who lives nearer": ({"bfs_nr": BREMGARTEN}, {"bfs_nr": WOHLEN}, {}),
    "who has time then": (
        {"slots": [Slot.TUE_EVENING]},
        {"slots": [Slot.MON_MORNING]},
        ON_TUESDAY,
    ),
    "who is flexible": ({"slots": []}, {"slots": [Slot.MON_MORNING]}, ON_TUESDAY),
    "who is there from the beginning": ({}, {"available_from": date(2026, 12, 24)}, {}),
    "who gave fewer hours": ({"minutes_52_weeks": 0}, {"minutes_52_weeks": 8 * 60 * 52}, {}),
}


@pytest.mark.parametrize(("better", "worse", "wanted"), BETTER.values(), ids=BETTER)
def test_first_comes(desk: Desk, world: World, better: Any, worse: Any, wanted: Any) -> None:
    asked = need(**wanted)

    world.tell(asked, offer("Worse W.", **worse), offer("Better B.", **better))

    assert names(desk, asked) == ["Better B.", "Worse W."]


def test_who_had_no_assignment_for_longer_comes_first(desk: Desk, world: World) -> None:
    tired, rested, fresh = offer("Tired T."), offer("Rested R."), offer("Fresh F.")
    for somebody, days_ago in ((rested, 120), (tired, 10)):
        world.travel(clock.now() - timedelta(days=days_ago))
        [match_id] = desk.asked(one_off(), somebody)
        desk.click(match_id, "start", "close")
        world.travel(clock.now() + timedelta(days=days_ago))
    asked = need()

    world.tell(asked, tired, rested, fresh)

    found = desk.ranking(asked)
    assert [ranked["name"] for ranked in found] == ["Fresh F.", "Rested R.", "Tired T."]
    assert texts(found[0])["rest"] == "noch kein Einsatz"
    assert texts(found[1])["rest"] == "letzter Einsatz vor 4 Monaten"
    assert texts(found[2], "against")["rest"] == "letzter Einsatz vor 10 Tagen"


def test_who_was_asked_in_the_last_days_is_left_in_peace(desk: Desk, world: World) -> None:
    lately, beat = offer("Anna M."), offer("Beat K.")
    desk.asked(need(), lately)
    world.advance(days=1)
    asked = need()
    world.tell(asked, beat)

    found = desk.ranking(asked)

    assert [ranked["name"] for ranked in found] == ["Beat K.", "Anna M."]
    assert texts(found[1], "against")["rest"] == "gestern angefragt"


def test_who_is_in_an_assignment_comes_last(desk: Desk, world: World) -> None:
    busy = offer("Anna M.")
    [match_id] = desk.asked(one_off(), busy)
    desk.click(match_id, "start")
    asked = need()
    world.tell(asked, offer("Beat K."))

    found = desk.ranking(asked)

    assert texts(found[1], "against")["rest"] == "schon in einem Einsatz"


def test_the_reasons_are_told_in_words(desk: Desk, world: World) -> None:
    anna = offer(
        languages={"ti": Level.B1}, bfs_nr=WOHLEN, mobility=Mobility.BIKE, slots=[Slot.TUE_EVENING, Slot.WED_MORNING]
    )
    asked = need(languages=["ti", "ar"], timing=Timing.WEEKLY, slots=[Slot.TUE_EVENING])

    world.tell(asked, anna)

    [found] = desk.ranking(asked)
    assert texts(found) == {
        "language": "spricht Tigrinya B1",
        "distance": "4\u00a0km mit dem Velo",
        "time": "Di Abend frei",
        "rest": "noch kein Einsatz",
        "load": "im Schnitt höchstens 6 h pro Woche",
    }
    assert found["against"] == []


def test_what_speaks_against_is_told_in_words(desk: Desk, world: World) -> None:
    anna = offer(
        languages={"de": Level.NATIVE},
        bfs_nr=UEZWIL,
        mobility=Mobility.PUBLIC_TRANSPORT,
        travel_km=30,
        slots=[Slot.MON_MORNING],
        minutes_52_weeks=8 * 60 * 52,
    )
    asked = need(languages=["ti", "ar"], timing=Timing.WEEKLY, slots=[Slot.TUE_EVENING])

    world.tell(asked, anna)

    [found] = desk.ranking(asked)
    against = texts(found, "against")
    assert against["language"] == "spricht kein Arabisch oder Tigrinya"
    assert against["time"] == "Di Abend nicht frei"
    assert against["load"] == "im Schnitt 8 h pro Woche im letzten Jahr"


def test_of_several_wanted_languages_the_one_spoken_best_counts(desk: Desk, world: World) -> None:
    asked = need(languages=["ti", "ar", "fa"])

    world.tell(asked, offer(languages={"ti": Level.A1, "fa": Level.C1}))

    [found] = desk.ranking(asked)
    assert texts(found)["language"] == "spricht Farsi / Dari C1"


def test_a_proposal_that_came_to_nothing_was_no_assignment(desk: Desk, world: World) -> None:
    anna = offer()
    [match_id] = desk.asked(one_off(), anna)
    desk.click(match_id, "accept", "withdraw")
    world.advance(days=10)
    asked = need()

    world.tell(asked)

    [found] = desk.ranking(asked)
    assert texts(found)["rest"] == "noch kein Einsatz"


def test_a_little_of_the_language_speaks_against(desk: Desk, world: World) -> None:
    asked = need(languages=["ti"])

    world.tell(asked, offer(languages={"ti": Level.A2}))

    [found] = desk.ranking(asked)
    assert texts(found, "against")["language"] == "spricht wenig Tigrinya (A2)"


def test_points_of_all_parts_sum_exactly_to_the_score(desk: Desk, world: World) -> None:
    offers = [
        offer(languages={"ti": level}, bfs_nr=place, slots=slots, minutes_52_weeks=minutes)
        for level in (Level.A1, Level.B2, Level.NATIVE)
        for place in (BREMGARTEN, WOHLEN, UEZWIL)
        for slots in ([], [Slot.TUE_EVENING], [Slot.SUN_EVENING])
        for minutes in (0, 40_000)
    ]
    asked = need(languages=["ti"], timing=Timing.WEEKLY, slots=[Slot.TUE_EVENING, Slot.WED_EVENING])
    world.tell(asked, *offers)

    found = desk.api.get(f"/matching/api/needs/{asked.need_id}/offers", limit=100).json

    assert len(found) == len(offers)
    for ranked in found:
        notes = ranked["reasons"] + ranked["against"]
        assert sum(note["points"] for note in notes) == ranked["score"]
        assert sorted(note["part"] for note in notes) == ["distance", "language", "load", "rest", "time"]
        assert 0 <= ranked["score"] <= 100
    scores = [ranked["score"] for ranked in found]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 10


def test_only_as_many_as_are_wanted_are_listed(desk: Desk, world: World) -> None:
    asked = need()
    world.tell(asked, *(offer() for _ in range(30)))
    where = f"/matching/api/needs/{asked.need_id}/offers"

    assert len(desk.api.get(where).json) == 20
    assert len(desk.api.get(where, limit=3).json) == 3
    assert desk.api.get(where, limit=0).status_code == 422


def test_who_comes_back_later_has_it_said(desk: Desk, world: World) -> None:
    asked = need(first=day(0), last=day(60))

    world.tell(asked, offer(away=[Period(first=day(-3), last=day(9))]))

    [found] = desk.ranking(asked)
    assert texts(found)["time"] == "erst ab 03.12.2026 da"


def test_a_one_off_need_asks_for_the_part_of_the_week_it_falls_into(desk: Desk, world: World) -> None:
    world.travel("2026-11-23 09:00")
    asked = one_off(once_at=clock.from_local(clock.local(clock.now()).replace(day=24, hour=18, minute=0, tzinfo=None)))

    world.tell(asked, offer("Abend A.", slots=[Slot.TUE_EVENING]), offer("Tag T.", slots=[Slot.TUE_AFTERNOON]))

    found = desk.ranking(asked)
    assert [(ranked["name"], texts(ranked).get("time")) for ranked in found] == [
        ("Abend A.", "Di Abend frei"),
        ("Tag T.", None),
    ]


def test_equal_offers_stand_in_the_order_in_which_they_came(desk: Desk, world: World) -> None:
    offers = [offer(f"Nr. {number}") for number in range(5)]
    asked = need()

    world.tell(asked, *[replace(one) for one in reversed(offers)])

    assert names(desk, asked) == [f"Nr. {number}" for number in range(5)]
