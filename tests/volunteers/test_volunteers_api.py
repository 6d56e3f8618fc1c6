"""The volunteers' room for programs."""

from typing import Any

import pytest

from shared.auth import Role
from shared.contracts.notifications import RecipientChanged
from shared.ids import new_id
from shared.testing import ApiClient, World
from tests.volunteers.people import ANNA, API, CLEARANCES, confirmed, mails, open_tasks, ready, registered, shown


def sign_up(world: World, **changes: Any) -> Any:
    body = {name: value for name, value in {**ANNA, **changes}.items() if value is not None}
    return world.api(Role.VOLUNTEER).post(f"{API}/sign-ups", body)


def test_a_sign_up_is_received_and_asks_to_be_confirmed(world: World) -> None:
    answer = sign_up(world, away=[{"first": "2026-12-24", "last": "2027-01-03"}], hours_per_week=2, gender="female")

    assert answer.status_int == 202
    (recipient,) = world.told("volunteers", RecipientChanged)
    assert answer.json == {"id": str(recipient.person_id)}
    assert mails(world) == ["confirm_sign_up"]


def test_everything_sent_can_be_read_again(world: World) -> None:
    volunteer_id = ready(
        world, away=[{"first": "2026-12-24", "last": "2027-01-03"}], hours_per_week=2, gender="female", notes="Gern"
    )

    found = shown(world, volunteer_id)

    assert found["name"] == "Anna M."
    assert found["email"] == "anna.meier@example.org"
    assert (found["bfs_nr"], found["phone"], found["state"]) == (4063, "+41791234567", "ready")
    for name in ("first_name", "last_name", "categories", "languages", "travel_km", "mobility", "slots"):
        assert found[name] == ANNA[name]
    assert found["away"] == [{"first": "2026-12-24", "last": "2027-01-03"}]
    assert (found["hours_per_week"], found["gender"], found["notes"]) == (2, "female", "Gern")
    assert [(seen["kind"], seen["valid_until"]) for seen in found["clearances"]] == [
        ("code_of_conduct", None),
        ("extract", CLEARANCES[1]["valid_until"]),
    ]


def test_a_known_address_gets_the_same_answer_with_an_id_that_says_nothing(world: World) -> None:
    known = confirmed(world)

    answer = sign_up(world, email="ANNA.meier@EXAMPLE.org")

    assert (answer.status_int, list(answer.json)) == (202, ["id"])
    assert answer.json["id"] != str(known)
    assert mails(world) == ["confirm_sign_up", "already_registered"]
    assert len(world.api(Role.COORDINATOR).get(f"{API}/volunteers").json) == 1


def test_a_living_volunteer_who_signs_up_again_is_no_work_for_the_office(world: World) -> None:
    ready(world)

    sign_up(world)

    assert open_tasks(world) == {}


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"email": "anna", "consent": False}, ["#/email", "#/consent"]),
        ({"consent": None}, ["#/consent"]),
        ({"categories": []}, ["#/categories"]),
        ({"categories": ["flying"]}, ["#/categories"]),
        ({"languages": {"xx": "B1"}}, ["#/languages/xx/key"]),
        ({"languages": {"de": "super"}}, ["#/languages/de/value"]),
        ({"slots": ["mon_night"]}, ["#/slots/0"]),
        ({"away": [{"first": "2026-12-24", "last": "2026-12-23"}]}, ["#/away/0/last"]),
        ({"postcode": "8001"}, ["#/postcode"]),
        ({"postcode": "8001", "categories": ["flying"]}, ["#/categories", "#/postcode"]),
        ({"bfs_nr": 4082}, ["#/bfs_nr"]),
        ({"language": "xx"}, ["#/language"]),
        ({"hobby": "chess"}, ["#/hobby"]),
    ],
)
def test_what_does_not_fit_is_pointed_at(world: World, changes: dict[str, Any], pointers: list[str]) -> None:
    answer = sign_up(world, **changes)

    assert answer.status_int == 422
    assert [error["pointer"] for error in answer.json["errors"]] == pointers
    assert world.told("volunteers", RecipientChanged) == []


def test_an_address_known_or_not_is_checked_the_same(world: World) -> None:
    registered(world)

    assert sign_up(world, categories=["flying"]).status_int == 422
    assert sign_up(world, postcode="5610").status_int == 422


def test_a_postcode_of_several_municipalities_names_them(world: World) -> None:
    answer = sign_up(world, postcode="5610")

    (error,) = answer.json["errors"]
    assert error["pointer"] == "#/bfs_nr"
    assert "Wohlen (AG)" in error["detail"] and "Villmergen" in error["detail"]
    assert sign_up(world, postcode="5610", bfs_nr=4080).status_int == 202


def test_the_list_can_be_of_one_state(world: World) -> None:
    registered(world)
    expected = ready(world, email="beat@example.org")
    coordinator = world.api(Role.COORDINATOR)

    assert [found["id"] for found in coordinator.get(f"{API}/volunteers", state="ready").json] == [str(expected)]
    assert len(coordinator.get(f"{API}/volunteers").json) == 2
    assert coordinator.get(f"{API}/volunteers", state="asleep").status_int == 422
    assert coordinator.get(f"{API}/volunteers", colour="blue").status_int == 422


def test_one_volunteer_is_for_the_office_and_for_herself(world: World) -> None:
    volunteer_id = registered(world)
    path = f"{API}/volunteers/{volunteer_id}"

    assert world.api(Role.VOLUNTEER, volunteer_id).get(path).json["id"] == str(volunteer_id)
    assert world.api(Role.ADMINISTRATOR).get(path).status_int == 200
    assert world.api(Role.VOLUNTEER).get(path).status_int == 403
    assert world.api(Role.STAFF).get(path).status_int == 403
    assert world.api(Role.COORDINATOR).get(f"{API}/volunteers/{new_id()}").status_int == 404


@pytest.mark.parametrize("path", ["sign-ups", "hours"])
def test_without_a_token_nothing_is_taken(world: World, path: str) -> None:
    assert ApiClient(world.visitor(), None).post(f"{API}/{path}", {}).status_int == 401


def test_the_list_is_for_the_office_alone(world: World) -> None:
    assert ApiClient(world.visitor(), None).get(f"{API}/volunteers").status_int == 401
    for role in (Role.VOLUNTEER, Role.STAFF):
        assert world.api(role).get(f"{API}/volunteers").status_int == 403


def test_the_description_of_the_api_names_every_call(world: World) -> None:
    paths = world.visitor().get(f"{API}/openapi.json").json["paths"]

    assert set(paths) == {
        "/api/sign-ups",
        "/api/volunteers",
        "/api/volunteers/{volunteer_id}",
        "/api/volunteers/{volunteer_id}/clear",
        "/api/volunteers/{volunteer_id}/{click}",
        "/api/hours",
    }


def test_what_the_office_notes_is_not_given_to_the_volunteers_program(world: World) -> None:
    volunteer_id = registered(world, notes="Gern")
    path = f"/volunteers/api/volunteers/{volunteer_id}"

    own, office = (world.api(role, volunteer_id).get(path).json for role in (Role.VOLUNTEER, Role.COORDINATOR))

    assert "notes" not in own
    assert office["notes"] == "Gern"
