"""A volunteer's way: every click leads where the table says, or is refused and changes nothing."""

import pytest

from services.volunteers.models import CLICKS, MOVES
from shared.auth import Role
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import (
    API,
    do,
    in_state,
    last_offer,
    mails,
    open_tasks,
    ready,
    registered,
    shown,
)

STATES = [str(state) for state in VolunteerState]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("click", CLICKS)
def test_a_click_leads_where_the_table_says_or_is_refused(world: World, state: str, click: str) -> None:
    volunteer_id = in_state(world, state)
    told = len(world.told("volunteers", OfferChanged))

    answer = do(world, volunteer_id, click)

    if VolunteerState(state) in CLICKS[click].starts:
        assert (answer.status_int, answer.json["state"]) == (200, CLICKS[click].goal)
    else:
        assert (answer.status_int, answer.json["code"]) == (409, "forbidden_move")
        assert shown(world, volunteer_id)["state"] == state
        assert len(world.told("volunteers", OfferChanged)) == told


@pytest.mark.parametrize("click", CLICKS)
def test_no_click_leads_where_no_move_goes(click: str) -> None:
    for start in CLICKS[click].starts:
        assert MOVES.leads(start, CLICKS[click].goal, CLICKS[click].through)


def test_one_click_passes_the_clearance_and_leaves_both_steps_in_the_history(world: World) -> None:
    volunteer_id = ready(world)

    page = world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{volunteer_id}")

    assert page.html.select_one(".timeline").text.count("Abklärung abgeschlossen, einsatzbereit") == 1
    assert "In Abklärung" in page.html.select_one(".timeline").text


def test_whoever_is_ready_is_told_so_once(world: World) -> None:
    volunteer_id = ready(world)
    do(world, volunteer_id, "pause")
    do(world, volunteer_id, "resume")

    assert mails(world) == ["confirm_sign_up", "cleared"]
    assert str(last_offer(world).ready_since) == "2026-11-23"


def test_a_pause_ends_by_itself_after_its_last_day(world: World) -> None:
    volunteer_id = ready(world)
    do(world, volunteer_id, "pause", until="2026-11-30", reason="Ferien")

    world.travel("2026-11-30 23:00")
    world.settle()
    assert shown(world, volunteer_id)["state"] == "paused"
    world.travel("2026-12-01 00:01")
    world.settle()

    assert shown(world, volunteer_id)["state"] == "ready"
    assert shown(world, volunteer_id)["paused_until"] is None
    assert last_offer(world).state == VolunteerState.READY


def test_a_pause_that_was_ended_before_and_begun_again_is_not_ended_by_the_first_one(world: World) -> None:
    volunteer_id = ready(world)
    do(world, volunteer_id, "pause", until="2026-11-30")
    do(world, volunteer_id, "resume")
    do(world, volunteer_id, "pause")

    world.advance(days=20)

    assert shown(world, volunteer_id)["state"] == "paused"


@pytest.mark.parametrize(("click", "until"), [("pause", "2026-11-22"), ("leave", "2026-12-24")])
def test_an_end_that_cannot_be_is_refused(world: World, click: str, until: str) -> None:
    answer = do(world, ready(world), click, until=until)

    assert answer.status_int == 422
    assert answer.json["errors"][0]["pointer"] == "#/until"


def test_who_was_never_cleared_goes_back_into_clearance_when_unblocked(world: World) -> None:
    volunteer_id = in_state(world, "confirmed")
    do(world, volunteer_id, "block")

    assert do(world, volunteer_id, "unblock").json["state"] == "in_clearance"


def test_who_comes_back_begins_with_a_talk_and_is_cleared_anew(world: World) -> None:
    volunteer_id = in_state(world, "left")
    do(world, volunteer_id, "readmit")

    assert set(open_tasks(world)) == {"first_talk"}
    assert last_offer(world).ready_since is None
    world.advance(days=10)
    assert do(world, volunteer_id, "clear", clearances=[]).json["ready_since"] == "2026-12-03"


def test_nothing_is_told_of_an_offer_that_was_never_confirmed(world: World) -> None:
    do(world, registered(world), "reject")

    assert world.told("volunteers", OfferChanged) == []


def test_a_volunteer_may_pause_resume_and_leave_herself_and_nothing_else(world: World) -> None:
    volunteer_id = ready(world)
    herself = world.api(Role.VOLUNTEER, volunteer_id)

    answers = {click: herself.post(f"{API}/volunteers/{volunteer_id}/{click}").status_int for click in CLICKS}

    assert {click for click, status in answers.items() if status != 403} == {"pause", "resume", "leave"}
    assert shown(world, volunteer_id)["state"] == "left"


def test_nobody_moves_somebody_else(world: World) -> None:
    volunteer_id = ready(world)

    for role, status in [(Role.VOLUNTEER, 403), (Role.STAFF, 403)]:
        assert world.api(role).post(f"{API}/volunteers/{volunteer_id}/pause").status_int == status
    assert shown(world, volunteer_id)["state"] == "ready"


def test_an_unknown_person_and_an_unknown_click_are_not_found(world: World) -> None:
    assert do(world, new_id(), "pause").status_int == 404
    assert do(world, registered(world), "praise").status_int == 404


def test_a_key_sent_twice_is_done_once(world: World) -> None:
    volunteer_id = ready(world)
    coordinator = world.api(Role.COORDINATOR, new_id())

    first = coordinator.post(f"{API}/volunteers/{volunteer_id}/pause", key="one")
    second = coordinator.post(f"{API}/volunteers/{volunteer_id}/pause", key="one")

    assert (first.status_int, second.status_int) == (200, 200)
    assert first.json == second.json
