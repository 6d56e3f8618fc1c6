"""Volunteers are asked for a need."""

from typing import Any

import pytest

from shared.contracts.accommodation import NeedState
from shared.contracts.matching import MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Urgency
from shared.ids import new_id
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import later, need, newer, offer, one_off


def test_a_proposal_is_a_match_that_the_others_hear_of(desk: Desk, world: World) -> None:
    wanted, anna = need(), offer("Anna M.")
    world.tell(wanted, anna)

    [match] = desk.propose(wanted, anna)

    assert (match["state"], match["name"], match["revision"]) == ("proposed", "Anna M.", 1)
    [told] = world.told("matching", MatchChanged)
    assert str(told.match_id) == match["id"]
    assert (told.state, told.volunteer_id, told.need_id) == (MatchState.PROPOSED, anna.volunteer_id, wanted.need_id)


def test_the_volunteer_is_written_to_with_what_where_and_when(desk: Desk, world: World) -> None:
    wanted, anna = one_off(minutes=90), offer()
    world.tell(wanted, anna)

    [match] = desk.propose(wanted, anna, message="Der Weg ist kurz.")

    [letter] = world.told("matching", MessageRequested)
    assert (letter.template, letter.person_id) == ("proposal", anna.volunteer_id)
    assert letter.data["match_id"] == match["id"]
    assert letter.data["municipality"] == "Bremgarten (AG)"
    assert letter.data["once_at"] == wanted.once_at.isoformat()
    assert letter.data["minutes"] == 90
    assert letter.data["message"] == "Der Weg ist kurz."


def test_several_are_asked_at_once(desk: Desk, world: World) -> None:
    wanted, several = need(), [offer(f"Nr. {number}") for number in range(3)]
    world.tell(wanted, *several)

    made = desk.propose(wanted, *several)

    assert [match["name"] for match in made] == ["Nr. 0", "Nr. 1", "Nr. 2"]


def test_nobody_is_asked_twice_for_the_same_need(desk: Desk, world: World) -> None:
    wanted, anna = need(), offer("Anna M.")
    desk.asked(wanted, anna)

    again = desk.try_to_propose(wanted, anna)

    assert (again.status_code, again.json["code"]) == (409, "asked_already")
    assert "Anna M." in again.json["detail"]
    assert len(desk.told()) == 1


def test_one_excluded_offer_stops_the_whole_proposal_and_the_rule_is_named(desk: Desk, world: World) -> None:
    wanted, anna = need(), offer("Anna M.")
    paused = offer("Beat K.", state=VolunteerState.PAUSED)
    world.tell(wanted, anna, paused)

    refused = desk.try_to_propose(wanted, anna, paused)

    assert (refused.status_code, refused.json["code"]) == (409, "not_ready")
    assert "Beat K." in refused.json["detail"]
    assert desk.told() == []


@pytest.mark.parametrize("state", [NeedState.DONE, NeedState.CANCELLED, NeedState.EXPIRED])
def test_nobody_is_asked_for_a_need_that_has_ended(desk: Desk, world: World, state: NeedState) -> None:
    wanted, anna = need(state=state), offer()
    world.tell(wanted, anna)

    refused = desk.try_to_propose(wanted, anna)

    assert (refused.status_code, refused.json["code"]) == (409, "need_ended")


def test_nobody_is_asked_when_every_place_is_taken(desk: Desk, world: World) -> None:
    wanted, anna, beat = one_off(), offer(), offer("Beat K.")
    [match_id] = desk.asked(wanted, anna)
    desk.click(match_id, "accept")
    world.tell(beat)

    refused = desk.try_to_propose(wanted, beat)

    assert (refused.status_code, refused.json["code"]) == (409, "need_filled")


def test_somebody_else_may_be_asked_as_soon_as_a_place_is_free_again(desk: Desk, world: World) -> None:
    wanted, anna, beat = one_off(), offer(), offer("Beat K.")
    [match_id] = desk.asked(wanted, anna)
    desk.click(match_id, "accept", "fail")
    world.tell(newer(wanted, state=NeedState.FILLED), beat)  # the need has not heard of it yet

    made = desk.propose(wanted, beat)

    assert made[0]["state"] == "proposed"


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"answer_by": "2020-01-01T12:00:00+00:00"}, "#/answer_by"),
        ({"answer_by": "bald"}, "#/answer_by"),
        ({"need_id": str(new_id())}, "#/need_id"),
        ({"offer_ids": [str(new_id())]}, "#/offer_ids"),
        ({"offer_ids": []}, "#/offer_ids"),
        ({"offer_id": "x"}, "#/offer_id"),
    ],
)
def test_what_is_wrong_is_pointed_at(desk: Desk, world: World, changed: dict[str, Any], pointer: str) -> None:
    wanted, anna = need(), offer()
    world.tell(wanted, anna)
    body = {"need_id": str(wanted.need_id), "offer_ids": [str(anna.offer_id)], "answer_by": later(days=1)}

    refused = desk.api.post("/matching/api/matches", {**body, **changed})

    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("urgency", "deadline"),
    [
        (Urgency.HIGH, "2026-11-24T08:00:00+00:00"),
        (Urgency.NORMAL, "2026-11-26T08:00:00+00:00"),
        (Urgency.LOW, "2026-11-28T08:00:00+00:00"),
    ],
)
def test_without_a_deadline_the_rules_of_the_office_set_one(
    desk: Desk, world: World, urgency: Urgency, deadline: str
) -> None:
    world.travel("2026-11-23 09:00")
    wanted, anna = need(urgency=urgency), offer()
    world.tell(wanted, anna)

    [match] = desk.propose(wanted, anna, answer_by=None)

    assert match["answer_by"].startswith(deadline[:16])


def test_no_usual_deadline_runs_out_at_night(desk: Desk, world: World) -> None:
    world.travel("2026-11-23 22:30")
    wanted, anna = need(urgency=Urgency.HIGH), offer()
    world.tell(wanted, anna)

    [match] = desk.propose(wanted, anna, answer_by=None)

    assert match["answer_by"].startswith("2026-11-25T08:00")


def test_no_usual_deadline_is_later_than_the_moment_it_is_about(desk: Desk, world: World) -> None:
    wanted, anna = one_off(once_at=need().posted_at.replace(hour=15)), offer()
    world.tell(wanted, anna)

    [match] = desk.propose(wanted, anna, answer_by=None)

    assert match["answer_by"] == wanted.once_at.isoformat()
