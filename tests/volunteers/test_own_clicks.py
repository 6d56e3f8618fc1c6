"""A pause, the way back and goodbye: what a volunteer clicks herself, or the office for her."""

from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.volunteers import VolunteerState
from shared.testing import World
from tests.volunteers.people import form_with, last_offer, ready, shown


@pytest.fixture
def anna(world: World) -> UUID:
    return ready(world)


def test_a_pause_until_a_day_and_back_again(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/pause"), "until")
    form["until"] = "31.12.2026"

    page = form.submit().follow()
    paused = last_offer(world).state
    page = next(form for form in page.forms.values() if form.action.endswith("/resume")).submit().follow()

    assert paused == VolunteerState.PAUSED
    assert "Die Pause ist beendet." in page.text
    assert last_offer(world).state == VolunteerState.READY


def test_a_pause_that_is_over_already_is_asked_again(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/pause"), "until")
    form["until"] = "22.11.2026"

    page = form.submit(expect_errors=True)

    assert page.status_int == 422
    assert page.html.select_one(".summary a")["href"] == "#f-until"
    assert shown(world, anna)["state"] == "ready"


def test_leaving_says_goodbye(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/leave"), "reason")
    form["reason"] = "Wir ziehen um."

    page = form.submit().follow()

    assert "Sie machen zurzeit nicht mehr mit." in page.text
    assert last_offer(world).state == VolunteerState.LEFT
    assert "Abgemeldet: Wir ziehen um." in world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}").text


def test_a_click_that_is_not_possible_now_is_explained(world: World, anna: UUID) -> None:
    page = world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/resume")

    assert "Das geht im Moment nicht: Sie sind einsatzbereit." in page.text


def test_what_the_office_does_for_her_is_marked(world: World, anna: UUID) -> None:
    office = world.browser(Role.COORDINATOR, name="Karin Muster")
    form_with(office.get(f"/volunteers/desk/{anna}/offer"), "when").submit().follow()

    page = form_with(office.get(f"/volunteers/desk/{anna}/pause"), "until").submit().follow()

    entries = [entry.text for entry in page.html.select(".timeline li")]
    assert "Pause begonnen" in entries[0] and "telefonisch, erfasst durch" in entries[0]
    assert "Angebot geändert" in entries[1] and "telefonisch, erfasst durch" in entries[1]


def test_the_same_done_by_herself_is_not(world: World, anna: UUID) -> None:
    form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/pause"), "until").submit()

    entry = world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}").html.select_one(".timeline li").text

    assert "selbst" in entry
