"""Who gets the place: the first yes, or whom the office chooses; and nobody too many, whatever happens at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import update

from services.matching.models import KnownNeed
from shared.contracts.accommodation import NeedChanged
from shared.contracts.matching import MatchChanged, MatchState
from shared.contracts.words import Selection
from shared.testing import ApiClient, World
from tests.matching.conftest import Desk
from tests.matching.making import need, newer, offer, one_off, path


def test_the_first_yes_takes_the_place_and_the_others_are_told_kindly(desk: Desk) -> None:
    anna, beat, carla = offer("Anna M."), offer("Beat K."), offer("Carla S.")
    first, second, third = desk.asked(one_off(), anna, beat, carla)

    taken = desk.click(second, "accept")

    assert taken.json["state"] == "accepted"
    for other in (first, third):
        assert (desk.match(other)["state"], desk.match(other)["cause"]) == ("withdrawn", "place_taken")
    assert sorted(desk.letters()) == sorted([("place_taken", anna.volunteer_id), ("place_taken", carla.volunteer_id)])


def test_a_yes_that_comes_too_late_is_refused_kindly(desk: Desk) -> None:
    first, second = desk.asked(one_off(), offer(), offer("Beat K."))
    desk.click(first, "accept")

    late = desk.click(second, "accept")

    assert (late.status_code, late.json["code"]) == (409, "place_taken")
    assert "Vielen Dank" in late.json["detail"]
    assert desk.match(second)["state"] == "withdrawn"


def test_with_two_places_the_second_yes_counts_too(desk: Desk) -> None:
    first, second, third = desk.asked(one_off(headcount=2), *(offer() for _ in range(3)))

    desk.click(first, "accept")
    after_one = desk.match(third)["state"]
    desk.click(second, "accept")

    assert after_one == "proposed"
    assert [desk.match(one)["state"] for one in (first, second, third)] == ["accepted", "accepted", "withdrawn"]


@pytest.mark.parametrize("places", [1, 3])
def test_twelve_yeses_at_the_same_moment_fill_the_places_and_no_more(desk: Desk, world: World, places: int) -> None:
    wanted, twelve = one_off(headcount=places), [offer(f"Nr. {number}") for number in range(12)]
    match_ids = desk.asked(wanted, *twelve)
    clients = [world.api("volunteer", one.volunteer_id) for one in twelve]
    together = Barrier(12)

    def say_yes(client: ApiClient, match_id: str) -> Any:
        together.wait()
        return client.post(path(match_id, "accept"))

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(say_yes, clients, match_ids))

    assert Counter(answer.status_code for answer in answers) == {200: places, 409: 12 - places}
    assert {answer.json["code"] for answer in answers if answer.status_code == 409} == {"place_taken"}
    states = Counter(desk.match(one)["state"] for one in match_ids)
    assert states == {"accepted": places, "withdrawn": 12 - places}
    assert Counter(template for template, _ in desk.letters()) == {"place_taken": 12 - places}
    last = {told.match_id: told.state for told in world.told("matching", MatchChanged)}
    assert Counter(last.values()) == {MatchState.ACCEPTED: places, MatchState.WITHDRAWN: 12 - places}


def test_where_the_office_chooses_a_yes_waits_and_the_pick_decides(desk: Desk) -> None:
    anna, beat, carla = offer("Anna M."), offer("Beat K."), offer("Carla S.")
    first, second, third = desk.asked(need(), anna, beat, carla)

    waiting = desk.click(first, "accept").json
    desk.click(second, "accept")
    picked = desk.click(second, "pick").json

    assert (waiting["state"], waiting["answer"]) == ("proposed", "yes")
    assert picked["state"] == "accepted"
    assert [desk.match(one)["cause"] for one in (first, third)] == ["not_chosen", "not_chosen"]
    assert sorted(desk.letters()) == sorted([("not_chosen", anna.volunteer_id), ("not_chosen", carla.volunteer_id)])


def test_a_second_yes_that_waits_changes_nothing_more(desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer())
    desk.click(match_id, "accept")
    told = len(desk.told())

    again = desk.click(match_id, "accept")

    assert (again.status_code, again.json["answer"]) == (200, "yes")
    assert len(desk.told()) == told


def test_only_a_yes_can_be_picked(desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))

    refused = desk.click(match_id, "pick")

    assert (refused.status_code, refused.json["code"]) == (409, "no_yes")
    assert "Anna M." in refused.json["detail"]


def test_the_office_cannot_pick_more_than_there_are_places(desk: Desk, world: World) -> None:
    wanted = need(headcount=2)
    first, second = desk.asked(wanted, offer(), offer("Beat K."))
    desk.click(first, "accept", "pick")
    desk.click(second, "accept")
    world.tell(newer(wanted, headcount=1))

    late = desk.click(second, "pick")

    assert late.status_code == 409
    assert desk.match(second)["cause"] == "not_chosen"


def test_a_yes_does_not_run_out_while_the_office_has_not_chosen(desk: Desk, world: World) -> None:
    first, second = desk.asked(need(), offer(), offer("Beat K."))
    desk.click(first, "accept")

    world.advance(days=3)

    assert desk.match(first)["state"] == "proposed"
    assert (desk.match(second)["state"], desk.match(second)["cause"]) == ("expired", "no_answer")
    assert desk.click(first, "pick").json["state"] == "accepted"


def test_without_an_answer_a_proposal_runs_out_at_its_deadline(desk: Desk, world: World) -> None:
    [match_id] = desk.asked(one_off(), offer())

    world.advance(days=1, hours=23)
    before = desk.match(match_id)["state"]
    world.advance(hours=2)

    assert (before, desk.match(match_id)["state"]) == ("proposed", "expired")
    assert desk.told()[-1].state is MatchState.EXPIRED


def test_a_place_that_is_free_again_can_be_taken_by_somebody_who_is_still_asked(desk: Desk) -> None:
    wanted = one_off(headcount=2)
    first, second, third = desk.asked(wanted, *(offer() for _ in range(3)))
    desk.click(first, "accept", "fail")
    desk.click(second, "accept")

    taken = desk.click(third, "accept")

    assert taken.json["state"] == "accepted"


def test_when_the_first_yes_counts_after_all_whoever_is_asked_may_take_the_place(desk: Desk, world: World) -> None:
    wanted = need(selection=Selection.OFFICE)
    [match_id] = desk.asked(wanted, offer())
    world.tell(newer(wanted, selection=Selection.FIRST_YES))

    taken = desk.click(match_id, "accept")

    assert taken.json["state"] == "accepted"


@pytest.mark.parametrize(
    ("make", "clicks"), [(one_off, ("accept",)), (one_off, ("agree",)), (need, ("accept", "pick"))]
)
def test_even_where_somebody_was_left_asked_by_mistake_nobody_gets_a_place_that_is_not_there(
    desk: Desk, world: World, make: Callable[[], NeedChanged], clicks: tuple[str, ...]
) -> None:
    [match_id] = desk.asked(make(), offer())
    with world.db("matching").transaction() as session:
        session.execute(update(KnownNeed).values(headcount=0))

    refused = desk.click(match_id, *clicks)

    assert (refused.status_code, refused.json["code"]) == (409, "place_taken")
    assert desk.match(match_id)["state"] == "proposed"
