"""The link in the mail: opening it does nothing, the button confirms, and a second time is no harm."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.notifications import MessageRequested
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import do, in_state, last_offer, mails, open_tasks, registered, shown

MakeWorld = Callable[..., World]


def path(world: World, volunteer_id: UUID, purpose: str = "confirm_sign_up") -> str:
    token = world.office.links.sign(purpose, volunteer_id, timedelta(days=14))
    return f"/volunteers/confirm/{token}"


def press(page: Any) -> Any:
    return next(form for form in page.forms.values() if "csrf_token" in form.fields).submit()


def press_in_main(page: Any) -> Any:
    """The button of the page, for somebody who is signed in and has others around it."""
    return next(form for form in page.forms.values() if form.action == "").submit()


def test_opening_the_link_changes_nothing(world: World) -> None:
    volunteer_id = registered(world)

    page = world.visitor().get(path(world, volunteer_id))

    assert "Ja, Anmeldung bestätigen" in page.text
    assert shown(world, volunteer_id)["state"] == "registered"


def test_the_button_confirms_and_says_what_happens_next(world: World) -> None:
    volunteer_id = registered(world)

    page = press(world.visitor().get(path(world, volunteer_id)))

    assert "Ihre Anmeldung ist bestätigt" in page.text
    assert "Wir rufen Sie in den nächsten Tagen an" in page.text
    offer = last_offer(world)
    assert (offer.state, offer.name, offer.bfs_nr) == (VolunteerState.CONFIRMED, "Anna M.", 4063)
    assert open_tasks(world) == {"first_talk": "Anna M."}


def test_confirming_again_is_friendly_and_does_nothing(world: World) -> None:
    volunteer_id = registered(world)
    one_tab, another = (world.visitor().get(path(world, volunteer_id)) for _ in range(2))
    press(one_tab)
    before = len(world.told("volunteers", OfferChanged))

    press(one_tab)
    again = press(another)

    assert "Ihre Anmeldung ist bestätigt" in again.text
    assert "Ihre Anmeldung ist bestätigt" in world.visitor().get(path(world, volunteer_id)).text
    assert len(world.told("volunteers", OfferChanged)) == before


def test_who_confirmed_has_the_way_to_her_page_sent_without_typing_her_address(make_world: MakeWorld) -> None:
    world = make_world("volunteers", "identity")
    volunteer_id = registered(world)
    world.settle()
    page = press(world.visitor().get(path(world, volunteer_id)))

    asked = next(form for form in page.forms.values() if "mail_to" in form.fields)
    sent = asked.submit().follow()

    assert "anna.meier@example.org" in page.html.main.text.lower()
    assert "@" not in asked.action
    assert sent.html.h1.text == "Bitte schauen Sie in Ihre Mails"
    [mail] = world.told("identity", MessageRequested)
    assert (mail.person_id, mail.template) == (volunteer_id, "sign_in_link")


def test_who_is_in_already_goes_to_her_page_at_once(world: World) -> None:
    volunteer_id = registered(world)
    browser = world.browser(Role.VOLUNTEER, volunteer_id)
    browser.get("/volunteers/me")

    page = press_in_main(browser.get(path(world, volunteer_id)))

    assert "mail_to" not in page.text
    assert "Guten Tag, Anna" in page.click("Zu meiner Seite")


def test_whoever_else_is_in_is_not_led_to_a_page_of_theirs(world: World) -> None:
    page = press_in_main(world.browser(Role.VOLUNTEER).get(path(world, registered(world))))

    assert "Zu meiner Seite" not in page.text


@pytest.mark.parametrize("state", ["left", "rejected", "blocked"])
def test_a_sign_up_that_is_over_cannot_be_confirmed(world: World, state: str) -> None:
    volunteer_id = in_state(world, state)

    page = world.visitor().get(path(world, volunteer_id))

    assert "nicht mehr offen" in page.text
    assert shown(world, volunteer_id)["state"] == state


def test_a_link_for_something_else_confirms_nothing(world: World) -> None:
    volunteer_id = registered(world)

    for wrong in (path(world, volunteer_id, "answer"), path(world, new_id()), "/volunteers/confirm/abc"):
        assert "Dieser Link geht nicht mehr" in world.visitor().get(wrong, status=404).text


def test_a_link_holds_two_weeks(world: World) -> None:
    address = path(world, registered(world))

    world.advance(days=15)

    assert "Dieser Link geht nicht mehr" in world.visitor().get(address, status=404).text


def test_one_reminder_after_a_day_and_a_call_after_two(world: World) -> None:
    registered(world)
    assert open_tasks(world) == {}

    world.advance(hours=25)
    assert mails(world) == ["confirm_sign_up", "sign_up_reminder"]
    world.advance(hours=24)

    assert mails(world) == ["confirm_sign_up", "sign_up_reminder"]
    assert open_tasks(world) == {"call_unconfirmed": "Anna M."}


def test_who_confirmed_is_not_reminded(world: World) -> None:
    do(world, registered(world), "confirm")

    world.advance(days=3)

    assert mails(world) == ["confirm_sign_up"]
    assert set(open_tasks(world)) == {"first_talk"}


def test_a_call_that_led_to_a_confirmation_is_done(world: World) -> None:
    volunteer_id = registered(world)
    world.advance(days=3)

    do(world, volunteer_id, "confirm")

    assert set(open_tasks(world)) == {"first_talk"}
