"""A site posts a need by program: what is taken, what is filled in, what is refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, NeedState
from shared.contracts.words import AgeGroup, Selection, Timing, Urgency
from shared.ids import new_id
from shared.testing import ApiClient, World

TOMORROW = "2026-11-24T14:30:00+01:00"


def test_a_need_is_open_at_once_and_told(world: World, staff: ApiClient, site_id: UUID) -> None:
    answer = staff.post("/accommodation/api/needs", {"category": "sport"})

    assert answer.status_int == 201
    assert (answer.json["state"], answer.json["revision"]) == ("open", 1)
    (told,) = world.told("accommodation", NeedChanged)
    assert (told.need_id, told.state, told.revision) == (UUID(answer.json["id"]), NeedState.OPEN, 1)


def test_what_a_program_leaves_out_is_ordinary(world: World, post: Callable[..., UUID], site_id: UUID) -> None:
    post()

    (told,) = world.told("accommodation", NeedChanged)
    assert (told.headcount, told.persons, told.age_group) == (1, 1, AgeGroup.MIXED)
    assert (told.timing, told.urgency, told.minors, told.alone) == (Timing.FLEXIBLE, Urgency.NORMAL, False, False)
    assert (told.site_id, told.bfs_nr, told.wish, told.languages, told.slots) == (site_id, 4063, "", [], [])


def test_everything_a_program_says_is_told(world: World, staff: ApiClient) -> None:
    given: dict[str, Any] = {
        "category": "tandem",
        "headcount": 2,
        "age_group": "youth",
        "persons": 3,
        "minors": True,
        "alone": True,
        "languages": ["ti", "ar"],
        "timing": "weekly",
        "slots": ["tue_evening", "sat_morning"],
        "first": "2026-12-01",
        "last": "2027-03-31",
        "minutes": 90,
        "urgency": "high",
        "wish": "Mit Geduld",
        "wish_gender": "female",
        "bfs_nr": 4082,
    }

    answer = staff.post("/accommodation/api/needs", given)

    assert {name: answer.json[name] for name in given} == given
    (told,) = world.told("accommodation", NeedChanged)
    assert [str(slot) for slot in told.slots] == given["slots"]
    assert (told.languages, told.wish, told.minutes, told.bfs_nr) == (["ti", "ar"], "Mit Geduld", 90, 4082)


def test_the_sites_own_reference_never_leaves(world: World, staff: ApiClient, coordinator: ApiClient) -> None:
    posted = staff.post("/accommodation/api/needs", {"category": "sport", "reference": "Zimmer 12"}).json

    seen_by_office = coordinator.get(f"/accommodation/api/needs/{posted['id']}").json
    seen_by_site = staff.get(f"/accommodation/api/needs/{posted['id']}").json

    assert seen_by_site["reference"] == "Zimmer 12"
    assert "reference" not in seen_by_office
    assert all("reference" not in need for need in coordinator.get("/accommodation/api/needs").json)
    assert "Zimmer 12" not in repr(world.told("accommodation", NeedChanged))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "category"),
        ({"category": "wizardry"}, "category"),
        ({"headcount": 0}, "headcount"),
        ({"headcount": "many"}, "headcount"),
        ({"headcount": 1.5}, "headcount"),
        ({"languages": ["klingon"]}, "languages/0"),
        ({"timing": "once"}, "once_at"),
        ({"timing": "once", "once_at": "2026-11-22T10:00"}, "once_at"),
        ({"timing": "weekly"}, "slots"),
        ({"timing": "weekly", "slots": ["mon_night"]}, "slots/0"),
        ({"first": "2026-12-24", "last": "2026-12-01"}, "last"),
        ({"last": "2026-11-22"}, "last"),
        ({"wish": "x" * 501}, "wish"),
        ({"reference": "x" * 61}, "reference"),
        ({"bfs_nr": 261}, "bfs_nr"),
        ({"colour": "red"}, "colour"),
        ({"state": "done"}, "state"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_pointer(staff: ApiClient, given: dict[str, Any], field: str) -> None:
    answer = staff.post("/accommodation/api/needs", {"category": "sport", **given} if given else {})

    assert answer.status_int == 422
    assert f"#/{field}" in [error["pointer"] for error in answer.json["errors"]]
    assert staff.get("/accommodation/api/needs").json == []


def test_today_may_be_the_last_day(post: Callable[..., UUID]) -> None:
    assert post(first="2026-11-23", last="2026-11-23")


def test_a_moment_belongs_to_once_and_slots_to_weekly(staff: ApiClient) -> None:
    both = {"once_at": TOMORROW, "slots": ["mon_morning"]}

    once = staff.post("/accommodation/api/needs", {"category": "sport", "timing": "once", **both}).json
    weekly = staff.post("/accommodation/api/needs", {"category": "sport", "timing": "weekly", **both}).json

    assert (once["slots"], weekly["once_at"]) == ([], None)
    assert once["once_at"] == "2026-11-24T13:30:00+00:00"


@pytest.mark.parametrize(
    ("given", "selection"),
    [
        ({"category": "transport", "timing": "once", "once_at": TOMORROW}, Selection.FIRST_YES),
        ({"category": "transport", "timing": "once", "once_at": TOMORROW, "minors": True}, Selection.OFFICE),
        ({"category": "transport", "timing": "weekly", "slots": ["mon_morning"]}, Selection.OFFICE),
        ({"category": "transport", "timing": "flexible"}, Selection.FIRST_YES),
        ({"category": "tandem", "timing": "once", "once_at": TOMORROW}, Selection.FIRST_YES),
        ({"category": "tandem", "timing": "flexible"}, Selection.OFFICE),
    ],
)
def test_the_first_yes_takes_what_is_once_or_quick_and_never_what_is_with_minors(
    staff: ApiClient, given: dict[str, Any], selection: Selection
) -> None:
    assert staff.post("/accommodation/api/needs", given).json["selection"] == selection


def test_a_coordinator_may_decide_how_the_place_is_given_except_with_minors(
    coordinator: ApiClient, site_id: UUID
) -> None:
    given = {"category": "tandem", "site_id": str(site_id), "selection": "first_yes"}

    decided = coordinator.post("/accommodation/api/needs", given)
    with_minors = coordinator.post("/accommodation/api/needs", {**given, "minors": True})

    assert decided.json["selection"] == "first_yes"
    assert with_minors.status_int == 422
    assert with_minors.json["errors"][0]["pointer"] == "#/selection"


def test_staff_may_not_decide_how_the_place_is_given(staff: ApiClient) -> None:
    answer = staff.post("/accommodation/api/needs", {"category": "tandem", "selection": "first_yes"})

    assert answer.status_int == 422
    assert answer.json["errors"][0]["pointer"] == "#/selection"


def test_staff_post_for_their_own_sites_only(
    world: World, new_site: Callable[..., UUID], staff: ApiClient, site_id: UUID
) -> None:
    other = new_site(name="Haus B")

    def status(client: ApiClient, **given: Any) -> int:
        return int(client.post("/accommodation/api/needs", {"category": "sport", **given}).status_int)

    assert status(staff, site_id=str(other)) == 403
    assert status(staff, site_id=str(new_id())) == 404
    assert status(staff, site_id=str(site_id)) == 201
    assert status(world.api(Role.STAFF, site_ids=[site_id, other])) == 422
    assert status(world.api(Role.STAFF)) == 422


def test_a_coordinator_names_the_site(coordinator: ApiClient, site_id: UUID) -> None:
    unnamed = coordinator.post("/accommodation/api/needs", {"category": "sport"})
    named = coordinator.post("/accommodation/api/needs", {"category": "sport", "site_id": str(site_id)})

    assert unnamed.status_int == 422
    assert unnamed.json["errors"][0]["pointer"] == "#/site_id"
    assert named.status_int == 201


def test_a_closed_site_posts_nothing(office: Any, staff: ApiClient, site_id: UUID) -> None:
    page = office.get(f"/accommodation/sites/{site_id}")
    next(form for form in page.forms.values() if form.action.endswith("/close")).submit()

    answer = staff.post("/accommodation/api/needs", {"category": "sport"})

    assert (answer.status_int, answer.json["code"]) == (409, "site_inactive")


def test_sent_twice_it_is_posted_once(staff: ApiClient) -> None:
    first = staff.post("/accommodation/api/needs", {"category": "sport"}, key="abc")
    second = staff.post("/accommodation/api/needs", {"category": "sport"}, key="abc")

    assert first.json["id"] == second.json["id"]
    assert len(staff.get("/accommodation/api/needs").json) == 1


def test_colleagues_see_the_same_needs_and_others_none(
    world: World, post: Callable[..., UUID], new_site: Callable[..., UUID], site_id: UUID, coordinator: ApiClient
) -> None:
    need_id = str(post())
    colleague = world.api(Role.STAFF, site_ids=[site_id])
    stranger = world.api(Role.STAFF, site_ids=[new_site(name="Haus B")])

    assert [need["id"] for need in colleague.get("/accommodation/api/needs").json] == [need_id]
    assert stranger.get("/accommodation/api/needs").json == []
    assert stranger.get(f"/accommodation/api/needs/{need_id}").status_int == 403
    assert stranger.get(f"/accommodation/api/needs/{new_id()}").status_int == 404
    assert [need["id"] for need in coordinator.get("/accommodation/api/needs").json] == [need_id]


def test_needs_are_listed_by_state(post: Callable[..., UUID], staff: ApiClient) -> None:
    kept, cancelled = post(), post()
    staff.post(f"/accommodation/api/needs/{cancelled}/cancel")

    assert [need["id"] for need in staff.get("/accommodation/api/needs", state="open").json] == [str(kept)]
    assert [need["id"] for need in staff.get("/accommodation/api/needs", state="cancelled").json] == [str(cancelled)]
    assert staff.get("/accommodation/api/needs", state="lost").status_int == 422


def test_posting_takes_few_statements(world: World, staff: ApiClient) -> None:
    statements: list[str] = []
    event.listen(world.db("accommodation").engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    staff.post("/accommodation/api/needs", {"category": "sport", "last": "2026-12-31"})

    assert len([sql for sql in statements if not sql.startswith("BEGIN")]) <= 8, statements


@pytest.mark.parametrize(
    ("age_group", "minors"),
    [("preschool", True), ("school", True), ("youth", True), ("adults", False), ("families", False)],
)
def test_children_are_minors_whether_the_box_was_ticked_or_not(
    staff: ApiClient, world: World, age_group: str, minors: bool
) -> None:
    staff.post("/accommodation/api/needs", {"category": "sport", "timing": "flexible", "age_group": age_group})
    world.settle()

    assert [told.minors for told in world.told("accommodation", NeedChanged)] == [minors]
