"""The office's own form for somebody on the telephone: everything on one page, with the same questions."""

from typing import Any

from shared.auth import Role
from shared.contracts.notifications import RecipientChanged
from shared.contracts.volunteers import VolunteerState
from shared.testing import World
from tests.volunteers.people import last_offer, mails, registered, shown
from tests.volunteers.signing_up import ANSWERS, errors, form_of, tick


def fill(world: World, **changes: Any) -> Any:
    """The form, filled in by somebody of the office."""
    coordinator = world.browser(Role.COORDINATOR, name="Karin Muster")
    form = form_of(coordinator.get("/volunteers/sign-up").follow())
    everything = {
        name: value for page, typed in ANSWERS.items() if page != "municipality" for name, value in typed.items()
    }
    for name, value in {**everything, **changes}.items():
        if isinstance(value, list):
            tick(form, name, value)
        else:
            form[name] = value
    return form


def test_a_coordinator_enters_a_sign_up_from_the_telephone(world: World) -> None:
    page = fill(world).submit().follow()

    assert "Die Anmeldung ist erfasst." in page.text
    assert "telefonisch, erfasst durch" in page.text
    assert mails(world) == ["confirm_sign_up"]


def test_what_was_confirmed_by_word_of_mouth_needs_no_mail(world: World) -> None:
    fill(world, confirmed_by_phone=True).submit().follow()

    assert mails(world) == []
    assert last_offer(world).state == VolunteerState.CONFIRMED


def test_mails_come_in_the_language_the_person_wants(world: World) -> None:
    fill(world, language="uk").submit().follow()

    (recipient,) = world.told("volunteers", RecipientChanged)
    assert recipient.language == "uk"


def test_a_shared_postcode_asks_for_the_municipality_and_keeps_the_rest(world: World) -> None:
    page = fill(world, postcode="5610").submit(expect_errors=True)
    form = form_of(page)
    form["bfs_nr"] = "4080"
    form.submit().follow()

    assert errors(page) == ["#f-bfs_nr"]
    (recipient,) = world.told("volunteers", RecipientChanged)
    assert shown(world, recipient.person_id)["bfs_nr"] == 4080


def test_a_choice_made_for_another_postcode_is_forgotten(world: World) -> None:
    form = form_of(fill(world, postcode="5610").submit(expect_errors=True))
    form["bfs_nr"] = "4080"
    form["postcode"] = "5620"
    form.submit().follow()

    (recipient,) = world.told("volunteers", RecipientChanged)
    assert shown(world, recipient.person_id)["bfs_nr"] == 4063


def test_a_distance_far_too_long_to_be_a_number_is_refused(world: World) -> None:
    form = fill(world)
    form["travel_km"].force_value("9" * 4301)

    page = form.submit(expect_errors=True)

    assert (page.status_int, errors(page)) == (422, ["#f-travel_km"])


def test_everything_wrong_is_named_at_once(world: World) -> None:
    page = fill(world, first_name="", email="anna@", consent=False, hours_per_week="viele").submit(expect_errors=True)

    assert errors(page) == ["#f-first_name", "#f-email", "#f-hours_per_week", "#f-consent"]


def test_a_coordinator_is_led_to_the_person_who_has_the_address(world: World) -> None:
    known = registered(world, email="anna@example.org")

    page = fill(world).submit(expect_errors=True)

    assert errors(page) == ["#f-email"]
    assert page.html.select_one(f'a[href="/volunteers/desk/{known}"]')


def test_the_form_is_for_the_office_only(world: World) -> None:
    assert world.visitor().get("/volunteers/desk/sign-up").status_int == 303
    for role in (Role.VOLUNTEER, Role.STAFF):
        assert world.browser(role).get("/volunteers/desk/sign-up", expect_errors=True).status_int == 403
