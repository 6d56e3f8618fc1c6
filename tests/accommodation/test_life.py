"""The life of a need as people and time move it: allowed moves, forbidden ones, and what its history says."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, NeedRemoved
from shared.contracts.identity import AccountChanged
from shared.contracts.matching import Cause, MatchState
from shared.testing import ApiClient, World
from tests.accommodation.conftest import Match, form_with

Post = Callable[..., UUID]
Read = Callable[[UUID], dict[str, Any]]


def _bring_to(world: World, staff: ApiClient, post: Post, state: str) -> UUID:
    """A need of the site in a state, by the ways people have."""
    need_id = post(last="2026-11-30")
    match = Match(need_id)
    path = f"/accommodation/api/needs/{need_id}"
    if state in ("proposed",):
        world.tell(match.now(MatchState.PROPOSED))
    if state in ("filled", "done"):
        world.tell(match.now(MatchState.ACCEPTED))
    if state == "done":
        staff.post(f"{path}/done")
    if state == "cancelled":
        staff.post(f"{path}/cancel")
    if state == "expired":
        world.advance(days=8)
    return need_id


@pytest.mark.parametrize("click", ["cancel", "done", "release"])
@pytest.mark.parametrize("state", ["open", "proposed", "filled", "done", "cancelled", "expired"])
def test_only_the_moves_of_the_table_are_possible(
    world: World, staff: ApiClient, coordinator: ApiClient, post: Post, read: Read, state: str, click: str
) -> None:
    need_id = _bring_to(world, staff, post, state)
    before = read(need_id)
    assert before["state"] == state

    answer = coordinator.post(f"/accommodation/api/needs/{need_id}/{click}", {"reason": "Test"})

    allowed = {
        "cancel": {"open": "cancelled", "proposed": "cancelled", "filled": "cancelled"},
        "done": {"filled": "done"},
        "release": {},
    }
    goal = allowed[click].get(state)
    assert answer.status_int == (200 if goal else 409)
    after = read(need_id)
    assert after["state"] == (goal or state)
    assert after["revision"] == before["revision"] + (1 if goal else 0)


def test_a_partly_filled_need_may_be_done(world: World, staff: ApiClient, post: Post) -> None:
    need_id = post(headcount=3)
    world.tell(Match(need_id).now(MatchState.ACTIVE))

    answer = staff.post(f"/accommodation/api/needs/{need_id}/done")

    assert (answer.status_int, answer.json["state"], answer.json["filled"]) == (200, "done", 1)


def test_the_reason_stays_inside(world: World, staff: ApiClient, carer: TestApp, post: Post) -> None:
    need_id = post()

    answer = staff.post(f"/accommodation/api/needs/{need_id}/cancel", {"reason": "Hat Frau X gelöst"})

    assert answer.json["cause"] == "cancelled_by_site"
    assert "Frau X" not in repr(world.told("accommodation", NeedChanged))
    assert "«Hat Frau X gelöst»" in carer.get(f"/accommodation/needs/{need_id}")


def test_what_the_office_does_for_a_site_is_marked(
    world: World, coordinator: ApiClient, carer: TestApp, site_id: UUID
) -> None:
    posted = coordinator.post("/accommodation/api/needs", {"category": "sport", "site_id": str(site_id)}).json

    coordinator.post(f"/accommodation/api/needs/{posted['id']}/cancel")

    page = carer.get(f"/accommodation/needs/{posted['id']}")
    assert page.text.count("telefonisch, erfasst durch Fachstelle") == 2
    assert "von der Fachstelle zurückgezogen" in page


def test_the_history_names_colleagues(world: World, carer: TestApp, post: Post, carer_id: UUID, site_id: UUID) -> None:
    need_id = post()
    world.tell(
        AccountChanged(
            account_id=carer_id, revision=1, active=True, name="Maria Keller", roles=["staff"], site_ids=[site_id]
        )
    )

    page = carer.get(f"/accommodation/needs/{need_id}")

    assert "Anfrage gestellt" in page
    assert "Maria Keller" in page


def test_a_one_off_need_expires_at_its_moment(world: World, post: Post, read: Read) -> None:
    need_id = post(timing="once", once_at="2026-11-25T14:30")

    world.travel("2026-11-25 14:29")
    world.settle()
    just_before = read(need_id)["state"]
    world.advance(minutes=2)

    assert (just_before, read(need_id)["state"], read(need_id)["cause"]) == ("open", "expired", "time_over")


def test_a_need_expires_after_its_last_day(world: World, post: Post, read: Read) -> None:
    match = Match(need_id := post(last="2026-11-30"))
    world.tell(match.now(MatchState.PROPOSED))

    world.travel("2026-11-30 23:59")
    world.settle()
    on_the_day = read(need_id)["state"]
    world.travel("2026-12-01 00:01")
    world.settle()

    assert (on_the_day, read(need_id)["state"]) == ("proposed", "expired")
    assert world.told("accommodation", NeedChanged)[-1].state == "expired"


def test_a_need_without_an_end_does_not_expire(world: World, post: Post, read: Read) -> None:
    need_id = post()

    world.advance(days=300)

    assert read(need_id)["state"] == "open"


def test_a_filled_need_waits_for_the_site_and_says_so(world: World, post: Post, read: Read, carer: TestApp) -> None:
    need_id = post(last="2026-11-30")
    world.tell(Match(need_id).now(MatchState.ACTIVE))

    world.advance(days=30)

    assert read(need_id)["state"] == "filled"
    assert "Hat alles geklappt? Dann schliessen Sie die Anfrage bitte ab." in carer.get("/accommodation")


def test_a_partly_filled_need_is_done_when_its_time_is_over(world: World, post: Post, read: Read) -> None:
    need_id = post(headcount=3, timing="once", once_at="2026-11-25T14:30")
    world.tell(Match(need_id).now(MatchState.AGREED))

    world.travel("2026-11-25 15:00")
    world.settle()
    while_it_happens = read(need_id)["state"]
    world.travel("2026-11-26 00:01")
    world.settle()

    assert (while_it_happens, read(need_id)["state"]) == ("open", "done")


def test_a_need_that_fell_back_after_its_time_is_not_forgotten(world: World, post: Post, read: Read) -> None:
    match = Match(need_id := post(last="2026-11-30"))
    world.tell(match.now(MatchState.ACTIVE))
    world.advance(days=30)

    world.tell(match.now(MatchState.FAILED, Cause.DID_NOT_WORK))
    world.settle()

    assert read(need_id)["state"] == "expired"


def test_an_ended_need_is_removed_for_good_after_two_years(world: World, staff: ApiClient, post: Post) -> None:
    match = Match(need_id := post())
    world.tell(match.now(MatchState.AGREED), match.contact())
    staff.post(f"/accommodation/api/needs/{need_id}/done")
    (*_, last) = world.told("accommodation", NeedChanged)

    world.advance(days=729)
    coordinator = world.api(Role.COORDINATOR)
    kept = coordinator.get(f"/accommodation/api/needs/{need_id}").status_int
    world.advance(days=2)

    assert (kept, coordinator.get(f"/accommodation/api/needs/{need_id}").status_int) == (200, 404)
    (gone,) = world.told("accommodation", NeedRemoved)
    assert (gone.need_id, gone.revision) == (need_id, last.revision + 1)


def test_changing_a_need_moves_its_end_and_is_told(world: World, post: Post, read: Read, carer: TestApp) -> None:
    need_id = post(last="2026-11-30")
    form = form_with(carer.get(f"/accommodation/needs/{need_id}/edit"), "wish")

    form["last"], form["wish"], form["timing"] = "2026-12-24", "Mit Kaffee", "flexible"
    page = form.submit().follow()
    world.travel("2026-12-02 10:00")
    world.settle()

    assert "Angaben geändert" in page
    assert (read(need_id)["state"], read(need_id)["wish"]) == ("open", "Mit Kaffee")
    assert world.told("accommodation", NeedChanged)[-1].wish == "Mit Kaffee"


def test_help_that_is_needed_weekly_after_all_is_given_out_by_the_office(
    world: World, post: Post, read: Read, carer: TestApp
) -> None:
    need_id = post(category="transport", timing="once", once_at="2026-11-25T14:30")
    before = read(need_id)["selection"]
    form = form_with(carer.get(f"/accommodation/needs/{need_id}/edit"), "wish")

    form["timing"] = "weekly"
    form.get("slots", 0).checked = True
    form.submit()

    assert (before, read(need_id)["selection"], read(need_id)["once_at"]) == ("first_yes", "office", None)


def test_headcount_cannot_go_below_the_places_taken_and_the_state_follows_it(
    world: World, post: Post, read: Read, carer: TestApp
) -> None:
    need_id = post(headcount=3)
    world.tell(Match(need_id).now(MatchState.ACCEPTED), Match(need_id).now(MatchState.ACCEPTED))
    form = form_with(carer.get(f"/accommodation/needs/{need_id}/edit"), "wish")

    form["headcount"] = "1"
    refused = form.submit(expect_errors=True)
    form["headcount"] = "2"
    form.submit()

    assert refused.status_int == 422
    assert "Es sind schon 2 Plätze besetzt." in refused
    assert (read(need_id)["state"], read(need_id)["headcount"]) == ("filled", 2)


def test_an_ended_need_cannot_be_changed(post: Post, staff: ApiClient, carer: TestApp) -> None:
    need_id = post()
    form = form_with(carer.get(f"/accommodation/needs/{need_id}/edit"), "wish")
    staff.post(f"/accommodation/api/needs/{need_id}/cancel")

    assert form.submit(expect_errors=True).status_int == 409
