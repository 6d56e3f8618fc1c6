"""Her offer, her days away and who she is: changed by herself, and what only the office changes for her."""

from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.notifications import RecipientChanged
from shared.testing import World
from tests.volunteers.people import form_with, last_offer, ready, registered, shown


@pytest.fixture
def anna(world: World) -> UUID:
    return ready(world)


def test_the_offer_can_be_changed(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/offer"), "when")
    assert (form["speaks_2.code"].value, form["speaks_2.level"].value, form["when"].value) == ("ti", "B1", "exact")
    form["when"] = "weekend"
    form["travel_km"] = "30"
    form["speaks_3.code"] = "en"
    form["speaks_3.level"] = "A2"

    page = form.submit().follow()

    assert "Das Angebot ist gespeichert." in page.text
    offer = last_offer(world)
    assert (offer.travel_km, offer.languages) == (30, {"de": "native", "ti": "B1", "en": "A2"})
    assert len(offer.slots) == 6


def test_saving_an_unchanged_offer_changes_nothing_of_it(world: World) -> None:
    anna = ready(
        world, travel_km=13, languages={"fr": "B2", "de": "C2"}, away=[{"first": "2026-12-24", "last": "2027-01-03"}]
    )
    before = shown(world, anna)

    form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/offer"), "when").submit().follow()

    assert {**shown(world, anna), "revision": 0} == {**before, "revision": 0}


def test_a_distance_far_too_long_to_be_a_number_is_refused(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/offer"), "travel_km")
    form["travel_km"].force_value("9" * 4301)

    assert form.submit(expect_errors=True).status_int == 422


def test_days_away_are_told_and_can_be_struck(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/away"), "first")
    form["first"], form["last"] = "24.12.2026", "03.01.2027"

    page = form.submit().follow()
    away = last_offer(world).away
    page = next(form for form in page.forms.values() if form.action.endswith("/remove")).submit().follow()

    assert [(str(period.first), str(period.last)) for period in away] == [("2026-12-24", "2027-01-03")]
    assert "Keine Abwesenheit eingetragen." in page.text
    assert last_offer(world).away == []


def test_days_away_that_end_before_they_begin_are_asked_again(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/away"), "first")
    form["first"], form["last"] = "03.01.2027", "24.12.2026"

    page = form.submit(expect_errors=True)

    assert page.html.select_one(".summary a")["href"] == "#f-last"


def test_a_move_to_another_municipality_is_told(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "postcode")
    form["postcode"], form["street"] = "5610", "Kirchweg 3"

    page = form.submit(expect_errors=True)
    form = form_with(page, "bfs_nr")
    form["bfs_nr"] = "4082"
    form.submit().follow()

    assert last_offer(world).bfs_nr == 4082
    assert shown(world, anna)["street"] == "Kirchweg 3"


def test_mails_come_in_the_language_she_chooses(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "language")
    assert form["language"].value == "de"
    form["language"] = "ti"

    form.submit().follow()

    assert world.told("volunteers", RecipientChanged)[-1].language == "ti"


def test_saving_unchanged_details_changes_nothing_of_them(world: World, anna: UUID) -> None:
    before = shown(world, anna)

    form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "phone").submit().follow()

    assert {**shown(world, anna), "revision": 0} == {**before, "revision": 0}


def test_name_and_email_are_for_the_office_to_change(world: World, anna: UUID) -> None:
    own = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "phone")
    office = form_with(world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}/details"), "phone")
    office["last_name"], office["email"] = "Ärni", "aerni@example.org"

    office.submit().follow()

    assert "email" not in own.fields
    recipient = world.told("volunteers", RecipientChanged)[-1]
    assert (recipient.name, recipient.email) == ("Anna Ärni", "aerni@example.org")
    assert last_offer(world).name == "Anna Ä."
    assert "Ärni Anna" in world.browser(Role.COORDINATOR).get("/volunteers/desk", params={"q": "ärni"}).text


def test_an_email_of_somebody_else_is_refused(world: World, anna: UUID) -> None:
    registered(world, email="other@example.org")
    form = form_with(world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}/details"), "email")
    form["email"] = "Other@example.org"

    page = form.submit(expect_errors=True)

    assert page.html.select_one(".summary a")["href"] == "#f-email"
