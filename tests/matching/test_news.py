"""What others tell: what follows here, in whatever order and however often it comes."""

from dataclasses import replace
from itertools import permutations

import pytest

from shared.contracts.accommodation import NeedRemoved, NeedState
from shared.contracts.matching import MatchRemoved, MatchState
from shared.contracts.tasks import TaskChanged
from shared.contracts.volunteers import OfferRemoved, VolunteerState
from shared.contracts.words import Level
from shared.ids import new_id
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import need, newer, offer, one_off

HELD = {
    "accepted": ("accept",),
    "trial": ("accept", "trial"),
    "agreed": ("accept", "agree"),
    "active": ("accept", "start"),
}


@pytest.mark.parametrize("end", [NeedState.DONE, NeedState.CANCELLED, NeedState.EXPIRED])
def test_an_ended_need_withdraws_its_proposals_and_the_volunteer_is_told(
    desk: Desk, world: World, end: NeedState
) -> None:
    wanted, anna = need(), offer()
    [match_id] = desk.asked(wanted, anna)

    world.tell(newer(wanted, state=end))

    assert (desk.match(match_id)["state"], desk.match(match_id)["cause"]) == ("withdrawn", "need_ended")
    assert desk.letters() == [("need_ended", anna.volunteer_id)]


@pytest.mark.parametrize("clicks", HELD.values(), ids=HELD)
def test_a_need_that_is_done_closes_what_helped(desk: Desk, world: World, clicks: tuple[str, ...]) -> None:
    wanted = one_off()
    [match_id] = desk.asked(wanted, offer())
    desk.click(match_id, *clicks)
    letters = desk.letters()

    world.tell(newer(wanted, state=NeedState.DONE))

    assert (desk.match(match_id)["state"], desk.match(match_id)["cause"]) == ("closed", "completed")
    assert desk.letters() == letters


@pytest.mark.parametrize("clicks", HELD.values(), ids=HELD)
@pytest.mark.parametrize("end", [NeedState.CANCELLED, NeedState.EXPIRED])
def test_a_need_that_is_cancelled_withdraws_also_who_had_a_place(
    desk: Desk, world: World, clicks: tuple[str, ...], end: NeedState
) -> None:
    wanted, anna = one_off(), offer()
    [match_id] = desk.asked(wanted, anna)
    desk.click(match_id, *clicks)

    world.tell(newer(wanted, state=end))

    assert (desk.match(match_id)["state"], desk.match(match_id)["cause"]) == ("withdrawn", "need_ended")
    assert desk.letters()[-1] == ("need_ended", anna.volunteer_id)


def test_repeated_news_of_an_end_is_told_once(desk: Desk, world: World) -> None:
    wanted = need()
    desk.asked(wanted, offer())
    cancelled = newer(wanted, state=NeedState.CANCELLED)

    world.tell(cancelled)
    told = len(desk.told())
    world.tell(cancelled, cancelled)

    assert len(desk.told()) == told
    assert [template for template, _ in desk.letters()] == ["need_ended"]


def test_older_news_of_a_need_does_not_bring_it_back(desk: Desk, world: World) -> None:
    wanted, anna = need(), offer()
    cancelled = newer(wanted, state=NeedState.CANCELLED)

    world.tell(cancelled, anna, wanted)

    refused = desk.try_to_propose(wanted, anna)
    assert refused.json["code"] == "need_ended"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_news_of_an_offer_in_any_order_ends_with_the_newest(desk: Desk, world: World, order: tuple[int, ...]) -> None:
    wanted = need(languages=["ti"])
    first = offer(languages={})
    second = newer(first, languages={"ti": Level.A1})
    news = [first, second, newer(second, languages={"ti": Level.NATIVE})]
    world.tell(wanted)

    for place in order:
        world.tell(news[place])

    assert desk.ranking(wanted)[0]["reasons"][0]["text"] == "spricht Tigrinya als Muttersprache"


def test_who_pauses_is_asked_no_more_but_keeps_the_place(desk: Desk, world: World) -> None:
    anna = offer()
    [held] = desk.asked(one_off(), anna)
    desk.click(held, "accept")
    [open_one] = desk.asked(need(), anna)

    world.tell(newer(anna, state=VolunteerState.PAUSED))

    assert (desk.match(open_one)["state"], desk.match(open_one)["cause"]) == ("withdrawn", "volunteer_gone")
    assert desk.match(held)["state"] == "accepted"
    assert desk.letters() == []


@pytest.mark.parametrize("state", [VolunteerState.LEFT, VolunteerState.BLOCKED, VolunteerState.REJECTED])
def test_who_is_gone_loses_proposals_and_places(desk: Desk, world: World, state: VolunteerState) -> None:
    anna = offer()
    [held] = desk.asked(one_off(), anna)
    desk.click(held, "accept", "start")
    [open_one] = desk.asked(need(), anna)

    world.tell(newer(anna, state=state))

    for match_id in (held, open_one):
        assert (desk.match(match_id)["state"], desk.match(match_id)["cause"]) == ("withdrawn", "volunteer_gone")


def test_a_name_that_was_corrected_is_corrected_everywhere(desk: Desk, world: World) -> None:
    anna = offer("Ana M.")
    [match_id] = desk.asked(need(), anna)

    world.tell(newer(anna, name="Anna M."))

    assert desk.match(match_id)["name"] == "Anna M."
    assert desk.told()[-1].name == "Anna M."


def test_a_person_who_is_erased_leaves_nothing_behind(desk: Desk, world: World) -> None:
    anna = offer()
    wanted = need()
    [match_id] = desk.asked(wanted, anna)

    world.tell(OfferRemoved(offer_id=anna.offer_id, revision=2, volunteer_id=anna.volunteer_id), anna)

    assert desk.api.get(f"/matching/api/matches/{match_id}").status_code == 404
    assert desk.ranking(wanted) == []
    [gone] = world.told("matching", MatchRemoved)
    assert (str(gone.match_id), gone.volunteer_id) == (match_id, anna.volunteer_id)
    assert gone.revision > desk.told()[-1].revision
    assert desk.told()[-1].state is MatchState.WITHDRAWN


def test_a_need_that_is_removed_ends_its_matches(desk: Desk, world: World) -> None:
    wanted = need()
    [match_id] = desk.asked(wanted, offer())

    world.tell(NeedRemoved(need_id=wanted.need_id, revision=2), replace(wanted, revision=2))

    assert (desk.match(match_id)["state"], desk.match(match_id)["cause"]) == ("withdrawn", "need_ended")
    assert desk.api.get(f"/matching/api/needs/{wanted.need_id}/offers").status_code == 404


def test_a_resync_tells_everything_again_unchanged(desk: Desk, world: World) -> None:
    [match_id] = desk.asked(need(), offer())
    desk.click(match_id, "accept")
    told = desk.told()

    member = world.members["matching"]
    with member.db.transaction() as session:
        for emit_all in member.service.present_state:
            emit_all(session)
    world.settle()

    assert desk.told() == [*told, told[-1]]


def test_tasks_of_others_stand_in_the_work_list_until_they_are_done(world: World) -> None:
    task = TaskChanged(
        task_id=new_id(),
        revision=1,
        kind="first_talk",
        label="Anna M.",
        link="/volunteers/desk",
        done=False,
    )
    browser = world.browser("coordinator")

    world.tell(task)
    before = browser.get("/matching/today")
    world.tell(newer(task, done=True), task)
    after = browser.get("/matching/today")

    assert before.html.find("a", string="Anna M.")["href"] == "/volunteers/desk"
    assert "Erstgespräch" not in after
