"""Clearances: seen on a day, valid until another, and in the office's work list before they run out."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared import clock
from shared.auth import Role
from shared.contracts.tasks import TaskChanged
from shared.contracts.volunteers import OfferChanged
from shared.contracts.words import ClearanceKind
from shared.testing import World
from tests.volunteers.people import confirmed, do, in_state, last_offer, open_tasks, ready, shown


def checklist(world: World, volunteer_id: UUID) -> Any:
    page = world.browser(Role.COORDINATOR, name="Karin Muster").get(f"/volunteers/desk/{volunteer_id}")
    return next(form for form in page.forms.values() if "extract.seen" in form.fields)


def valid_until(world: World) -> dict[str, str | None]:
    return {c.kind: str(c.valid_until) if c.valid_until else None for c in last_offer(world).clearances}


def test_what_was_seen_is_told_with_the_offer(world: World) -> None:
    ready(world)

    assert valid_until(world) == {"code_of_conduct": None, "extract": "2027-03-31"}


def test_clearing_adds_to_what_was_seen_before(world: World) -> None:
    volunteer_id = confirmed(world)
    form = checklist(world, volunteer_id)
    form["confidentiality.seen"] = True
    form.submit().follow()

    do(world, volunteer_id, "clear", clearances=[{"kind": "special_extract", "valid_until": "2029-01-31"}])

    assert valid_until(world) == {"confidentiality": None, "special_extract": "2029-01-31"}


def test_the_checklist_finishes_the_clearance_with_one_button(world: World) -> None:
    volunteer_id = in_state(world, "in_clearance")
    form = checklist(world, volunteer_id)
    form["extract.seen"] = True
    form["extract.seen_on"] = "20.11.2026"

    page = form.submit("_finish").follow()

    assert "Die Abklärung ist abgeschlossen." in page.text
    assert shown(world, volunteer_id)["state"] == "ready"
    assert valid_until(world) == {"extract": "2029-11-20"}  # 36 months, as the region's file says


@pytest.mark.parametrize(
    ("state", "seen", "missing"),
    [
        ("confirmed", True, ["Das Erstgespräch ist noch nicht notiert."]),
        ("in_clearance", False, ["Es ist noch kein Dokument als gesehen eingetragen."]),
    ],
)
def test_finishing_with_something_missing_is_asked_about_first(
    world: World, state: str, seen: bool, missing: list[str]
) -> None:
    volunteer_id = in_state(world, state)
    form = checklist(world, volunteer_id)
    form["extract.seen"] = seen

    page = form.submit("_finish").follow()

    assert [item.text for item in page.html.select("main .notice li")][:1] == missing
    assert shown(world, volunteer_id)["state"] == state
    assert [known["kind"] for known in shown(world, volunteer_id)["clearances"]] == (["extract"] if seen else [])


def test_it_stays_possible_and_the_reason_is_kept(world: World) -> None:
    volunteer_id = confirmed(world)
    page = checklist(world, volunteer_id).submit("_finish").follow()
    form = next(form for form in page.forms.values() if "reason" in form.fields)
    form["reason"] = "Auszug wird nachgereicht"

    done = form.submit().follow()

    assert "Die Abklärung ist abgeschlossen." in done.text
    assert "Auszug wird nachgereicht" in done.html.select_one(".timeline").text
    assert shown(world, volunteer_id)["state"] == "ready"


def test_a_tick_taken_away_takes_the_clearance_away(world: World) -> None:
    volunteer_id = ready(world)
    form = checklist(world, volunteer_id)
    form["extract.seen"] = False

    form.submit().follow()

    assert valid_until(world) == {"code_of_conduct": None}


def test_a_date_that_is_none_brings_the_checklist_back(world: World) -> None:
    form = checklist(world, confirmed(world))
    form["extract.seen"] = True
    form["extract.valid_until"] = "irgendwann"

    page = form.submit(expect_errors=True)

    assert page.status_int == 422
    assert [link["href"] for link in page.html.select(".summary a")] == ["#f-extract.valid_until"]


def test_an_end_that_comes_near_and_passes_stands_in_the_work_list(world: World) -> None:
    ready(world)
    assert open_tasks(world) == {}

    world.travel("2027-03-28 09:00")
    world.settle()
    near, told = open_tasks(world), world.told("volunteers", TaskChanged)[-1]
    world.travel("2027-04-01 09:00")
    world.settle()

    assert near == open_tasks(world) == {"renew_extract": "Anna M."}
    assert told.due == clock.end_of(date(2027, 3, 31))


def test_what_was_renewed_is_done_and_comes_again_in_its_time(world: World) -> None:
    volunteer_id = ready(world)
    world.travel("2027-03-10 09:00")
    world.settle()
    form = checklist(world, volunteer_id)
    form["extract.valid_until"] = "10.03.2030"

    form.submit().follow()
    done = open_tasks(world)
    world.travel("2030-02-20 09:00")
    world.settle()

    assert done == {}
    assert open_tasks(world) == {"renew_extract": "Anna M."}


def test_nobody_is_asked_to_renew_once_she_has_left(world: World) -> None:
    volunteer_id = ready(world)
    world.travel("2027-03-10 09:00")
    world.settle()

    do(world, volunteer_id, "leave")

    assert open_tasks(world) == {}


def test_a_clearance_of_an_unknown_kind_is_refused(world: World) -> None:
    volunteer_id = confirmed(world)

    answer = do(world, volunteer_id, "clear", clearances=[{"kind": "horoscope"}])

    assert answer.status_int == 422
    assert answer.json["errors"][0]["pointer"] == "#/clearances/0/kind"
    assert shown(world, volunteer_id)["state"] == "confirmed"


def test_the_checklist_shows_every_kind_the_contract_knows(world: World) -> None:
    form = checklist(world, confirmed(world))

    assert {name.removesuffix(".seen") for name in form.fields if name and name.endswith(".seen")} == set(ClearanceKind)
    assert len(world.told("volunteers", OfferChanged)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"seen_on": "2030-01-01"}, "seen_on"),
        ({"seen_on": "2026-11-01", "valid_until": "2020-01-01"}, "valid_until"),
    ],
)
def test_what_was_seen_was_seen_in_the_past_and_holds_since_then(
    world: World, wrong: dict[str, str], field: str
) -> None:
    volunteer_id = confirmed(world)

    answer = do(world, volunteer_id, "clear", clearances=[{"kind": "extract", **wrong}])

    assert answer.status_int == 422
    assert answer.json["errors"][0]["pointer"] == f"#/clearances/0/{field}"
