"""Hours at work: only for one's own assignment, never too many for a day, counted in the offer."""

from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.matching import MatchChanged, MatchState
from shared.contracts.volunteers import HoursLogged
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import API, agreed, last_offer, match, need, ready, site


@pytest.fixture
def anna(world: World) -> UUID:
    return ready(world)


@pytest.fixture
def assignment(world: World, anna: UUID) -> MatchChanged:
    place = site()
    wanted = need(place)
    assignment = agreed(anna, need_id=wanted.need_id)
    world.tell(place, wanted, assignment)
    return assignment


def log(world: World, person_id: UUID, match_id: UUID, **body: Any) -> Any:
    entry = {"match_id": str(match_id), "day": "2026-11-23", "minutes": 90, **body}
    return world.api(Role.VOLUNTEER, person_id).post(f"{API}/hours", entry)


def test_hours_are_told_and_counted_in_the_offer(world: World, anna: UUID, assignment: MatchChanged) -> None:
    answer = log(world, anna, assignment.match_id)

    assert (answer.status_int, answer.json["entered_by"]) == (201, None)
    (fact,) = world.told("volunteers", HoursLogged)
    assert (fact.volunteer_id, fact.match_id, fact.need_id) == (anna, assignment.match_id, assignment.need_id)
    assert (str(fact.entry_id), str(fact.day), fact.minutes) == (answer.json["id"], "2026-11-23", 90)
    assert last_offer(world).minutes_52_weeks == 90


def test_only_the_last_52_weeks_count(world: World, anna: UUID, assignment: MatchChanged) -> None:
    log(world, anna, assignment.match_id)

    world.travel("2027-11-21 12:00")
    log(world, anna, assignment.match_id, day="2027-11-21", minutes=30)
    assert last_offer(world).minutes_52_weeks == 120
    world.travel("2027-11-22 12:00")
    log(world, anna, assignment.match_id, day="2027-11-22", minutes=30)

    assert last_offer(world).minutes_52_weeks == 60


def test_a_coordinator_logs_for_her_and_it_says_so(world: World, anna: UUID, assignment: MatchChanged) -> None:
    coordinator_id = new_id()
    body = {"match_id": str(assignment.match_id), "day": "2026-11-22", "minutes": 60, "volunteer_id": str(anna)}

    answer = world.api(Role.COORDINATOR, coordinator_id).post(f"{API}/hours", body)

    assert answer.json["entered_by"] == str(coordinator_id)
    assert world.told("volunteers", HoursLogged)[0].entered_by == coordinator_id


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"day": "2026-11-24"}, "#/day"),
        ({"day": "2016-11-20"}, "#/day"),
        ({"minutes": 0}, "#/minutes"),
        ({"minutes": 961}, "#/minutes"),
        ({"minutes": "90"}, "#/minutes"),
        ({"kilometres": 3}, "#/kilometres"),
    ],
)
def test_what_cannot_be_is_refused(
    world: World, anna: UUID, assignment: MatchChanged, body: dict[str, Any], pointer: str
) -> None:
    answer = log(world, anna, assignment.match_id, **body)

    assert answer.status_int == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert world.told("volunteers", HoursLogged) == []


def test_no_more_than_sixteen_hours_a_day_altogether(world: World, anna: UUID, assignment: MatchChanged) -> None:
    assert log(world, anna, assignment.match_id, minutes=600).status_int == 201

    assert log(world, anna, assignment.match_id, minutes=361).status_int == 422
    assert log(world, anna, assignment.match_id, minutes=360).status_int == 201
    assert log(world, anna, assignment.match_id, minutes=361, day="2026-11-22").status_int == 201


def test_only_an_assignment_of_hers_that_was_agreed(world: World, anna: UUID, assignment: MatchChanged) -> None:
    asked, others = match(anna), agreed(new_id())
    world.tell(asked, others)

    assert log(world, anna, asked.match_id).json["code"] == "never_agreed"
    assert log(world, anna, new_id()).json["code"] == "unknown_match"
    assert log(world, anna, others.match_id).status_int == 409
    assert log(world, new_id(), assignment.match_id).status_int == 409
    assert log(world, anna, assignment.match_id, volunteer_id=str(new_id())).status_int == 403


def test_what_is_closed_can_still_be_logged(world: World, anna: UUID, assignment: MatchChanged) -> None:
    closed = agreed(anna, match_id=assignment.match_id, revision=4, state=MatchState.CLOSED)
    world.tell(closed)

    assert log(world, anna, assignment.match_id).status_int == 201


def hours_page(world: World, anna: UUID) -> Any:
    return world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/hours")


def fill(page: Any, **values: str) -> Any:
    form = next(form for form in page.forms.values() if "minutes" in form.fields)
    for name, value in values.items():
        form[name] = value
    return form.submit(expect_errors=True)


def test_the_form_takes_hours_and_minutes(world: World, anna: UUID, assignment: MatchChanged) -> None:
    page = fill(hours_page(world, anna), hours="1", minutes="30", note="Im Café").follow()

    assert "Die Stunden sind eingetragen." in page.text
    assert "1\u00a0h 30\u00a0min" in page.text
    assert "Im Café" in page.text
    assert world.told("volunteers", HoursLogged)[0].minutes == 90


def test_the_form_comes_back_when_something_is_missing(world: World, anna: UUID, assignment: MatchChanged) -> None:
    without_length = fill(hours_page(world, anna))
    too_long = fill(hours_page(world, anna), hours="16", minutes="59", note="Fest")

    assert "wie lange es gedauert hat" in without_length.text
    assert (too_long.status_int, "Fest" in too_long.text) == (422, True)
    assert world.told("volunteers", HoursLogged) == []


def test_a_slip_can_be_taken_back_on_the_same_day(world: World, anna: UUID, assignment: MatchChanged) -> None:
    page = fill(hours_page(world, anna), hours="2").follow()
    delete = next(form for form in page.forms.values() if "/delete" in form.action)

    page = delete.submit().follow()

    assert "Der Eintrag ist gelöscht." in page.text
    assert [fact.minutes for fact in world.told("volunteers", HoursLogged)] == [120, -120]
    assert last_offer(world).minutes_52_weeks == 0


def test_an_older_entry_is_corrected_by_the_office(world: World, anna: UUID, assignment: MatchChanged) -> None:
    entry_id = log(world, anna, assignment.match_id).json["id"]
    page = hours_page(world, anna)
    address = next(form.action for form in page.forms.values() if "/delete" in form.action)
    world.advance(days=1)
    token = page.forms[0]["csrf_token"].value

    refused = page.test_app.post(address, {"csrf_token": token}, expect_errors=True)
    office = world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}/hours")
    deleted = next(form for form in office.forms.values() if entry_id in form.action).submit().follow()

    assert "/delete" not in hours_page(world, anna).text
    assert refused.status_int == 403
    assert "Der Eintrag ist gelöscht." in deleted.text


def test_above_six_hours_a_week_on_average_the_office_is_warned(
    world: World, anna: UUID, assignment: MatchChanged
) -> None:
    desk = f"/volunteers/desk/{anna}"
    for day in range(1, 21):
        log(world, anna, assignment.match_id, day=f"2026-11-{day:02}", minutes=936)
    below = world.browser(Role.COORDINATOR).get(desk).text

    log(world, anna, assignment.match_id, day="2026-11-21", minutes=1)

    assert "mehr als 6 Stunden in der Woche" not in below  # 312 hours are 6 a week, 52 times
    assert "mehr als 6 Stunden in der Woche" in world.browser(Role.COORDINATOR).get(desk).text
