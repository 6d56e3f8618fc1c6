"""The public sign-up form: who gets in, what is asked again, and that nobody learns who is known."""

from typing import Any

import pytest

from shared.auth import Role
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.testing import World
from tests.volunteers.people import confirmed, in_state, last_offer, mails, open_tasks, registered, shown


def fill(page: Any, **changes: Any) -> Any:
    """The form, filled in by somebody who speaks German and Tigrinya."""
    form = page.forms[len(page.forms) - 1] if isinstance(page.forms, list) else sign_up_form(page)
    answers = {
        "first_name": "Anna",
        "last_name": "Meier",
        "email": "anna@example.org",
        "phone": "079 123 45 67",
        "postcode": "5620",
        "travel_km": "10",
        "mobility": "bike",
        "speaks_1.level": "native",
        "speaks_2.code": "ti",
        "speaks_2.level": "B1",
        "when": "evenings",
        "consent": True,
    }
    for name, value in {**answers, **changes}.items():
        form[name] = value
    form.set("categories", True, index=0)
    return form


def sign_up_form(page: Any) -> Any:
    return next(form for form in page.forms.values() if "consent" in form.fields)


def sign_up(world: World, **changes: Any) -> Any:
    return fill(world.visitor().get("/volunteers/sign-up"), **changes).submit(expect_errors=True)


def errors(page: Any) -> list[str]:
    return [link["href"] for link in page.html.select(".summary a")]


def test_a_sign_up_is_kept_and_a_mail_to_confirm_it_goes_out(world: World) -> None:
    page = sign_up(world).follow()

    assert "Bitte bestätigen Sie Ihre E-Mail" in page.text
    (recipient,) = world.told("volunteers", RecipientChanged)
    assert (recipient.email, recipient.name, recipient.kind) == ("anna@example.org", "Anna Meier", "volunteer")
    (mail,) = world.told("volunteers", MessageRequested)
    assert (mail.template, mail.data) == ("confirm_sign_up", {"volunteer_id": str(recipient.person_id)})
    assert world.told("volunteers", OfferChanged) == []  # matching hears of her when she has confirmed


def test_words_become_levels_and_parts_of_the_week(world: World) -> None:
    sign_up(world)
    (recipient,) = world.told("volunteers", RecipientChanged)

    volunteer = shown(world, recipient.person_id)

    assert volunteer["languages"] == {"de": "native", "ti": "B1"}
    assert volunteer["slots"] == ["mon_evening", "tue_evening", "wed_evening", "thu_evening", "fri_evening"]
    assert (volunteer["bfs_nr"], volunteer["phone"]) == (4063, "+41791234567")


@pytest.mark.parametrize(("when", "slots"), [("flexible", 0), ("weekend", 6)])
def test_times_in_words(world: World, when: str, slots: int) -> None:
    sign_up(world, when=when)
    (recipient,) = world.told("volunteers", RecipientChanged)

    assert len(shown(world, recipient.person_id)["slots"]) == slots


def test_exact_times_come_from_the_grid(world: World) -> None:
    form = fill(world.visitor().get("/volunteers/sign-up"), when="exact")
    without_times = form.submit(expect_errors=True)
    form.set("slots", True, index=5)
    form.submit().follow()

    assert errors(without_times) == ["#f-slots"]
    (recipient,) = world.told("volunteers", RecipientChanged)
    assert shown(world, recipient.person_id)["slots"] == ["tue_evening"]


def test_a_half_filled_form_comes_back_with_everything_typed(world: World) -> None:
    page = sign_up(world, email="anna@", consent=False, first_name=" Änne <b> ")

    assert page.status_int == 422
    assert errors(page) == ["#f-email", "#f-consent"]
    assert sign_up_form(page)["first_name"].value == " Änne <b> "
    assert sign_up_form(page)["speaks_2.code"].value == "ti"
    assert world.told("volunteers", RecipientChanged) == []


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"speaks_1.code": "", "speaks_1.level": "", "speaks_2.code": "", "speaks_2.level": ""}, "#f-speaks_1.code"),
        ({"speaks_1.level": ""}, "#f-speaks_1.level"),
        ({"speaks_2.code": "de"}, "#f-speaks_2.code"),
        ({"hours_per_week": "viele"}, "#f-hours_per_week"),
        ({"available_from": "31.02.2027"}, "#f-available_from"),
    ],
)
def test_what_does_not_fit_is_named_at_its_field(world: World, changes: dict[str, str], error: str) -> None:
    assert errors(sign_up(world, **changes)) == [error]


def test_a_postcode_that_spans_several_municipalities_asks_which_one(world: World) -> None:
    page = sign_up(world, postcode="5610")
    form = sign_up_form(page)
    form["bfs_nr"] = "4080"
    form.submit().follow()

    assert errors(page) == ["#f-bfs_nr"]
    (recipient,) = world.told("volunteers", RecipientChanged)
    assert shown(world, recipient.person_id)["bfs_nr"] == 4080


def test_a_choice_made_for_another_postcode_is_forgotten(world: World) -> None:
    form = sign_up_form(sign_up(world, postcode="5610"))
    form["bfs_nr"] = "4080"
    form["postcode"] = "5620"
    form.submit().follow()

    (recipient,) = world.told("volunteers", RecipientChanged)
    assert shown(world, recipient.person_id)["bfs_nr"] == 4063


@pytest.mark.parametrize(
    ("postcode", "sentence"), [("8001", "ausserhalb unserer Region"), ("5600", "RIF Nachbarregion West")]
)
def test_somebody_from_elsewhere_is_told_who_is_responsible(world: World, postcode: str, sentence: str) -> None:
    page = sign_up(world, postcode=postcode)

    assert errors(page) == ["#f-postcode"]
    assert sentence in page.text


def test_somebody_known_sees_the_same_and_gets_another_mail(world: World) -> None:
    confirmed(world, email="anna@example.org")

    page = sign_up(world, email="ANNA@example.org").follow()

    assert "Bitte bestätigen Sie Ihre E-Mail" in page.text
    assert mails(world) == ["confirm_sign_up", "already_registered"]
    assert len({recipient.person_id for recipient in world.told("volunteers", RecipientChanged)}) == 1


def test_somebody_unconfirmed_gets_the_mail_to_confirm_again_but_not_without_end(world: World) -> None:
    registered(world, email="anna@example.org")

    for _ in range(5):
        sign_up(world)

    keys = [request.key for request in world.told("volunteers", MessageRequested)]
    assert set(mails(world)) == {"confirm_sign_up"}
    assert len(set(keys)) == 2  # what is asked for again under the same key is not written again


@pytest.mark.parametrize("state", ["left", "rejected", "blocked"])
def test_who_left_or_was_turned_down_is_for_the_office_to_look_at(world: World, state: str) -> None:
    in_state(world, state)

    sign_up(world, email="anna.meier@example.org")

    assert mails(world)[-1] == "already_registered"
    assert open_tasks(world) == {"asked_again": "Möchte wieder mithelfen: Anna M."}
    assert last_offer(world).state == VolunteerState(state)


def test_sent_twice_is_done_once(world: World) -> None:
    form = fill(world.visitor().get("/volunteers/sign-up"))

    first, second = form.submit(), form.submit()

    assert first.location == second.location
    assert len(mails(world)) == 1


def test_a_coordinator_enters_a_sign_up_from_the_telephone(world: World) -> None:
    coordinator = world.browser(Role.COORDINATOR, name="Karin Muster")

    page = fill(coordinator.get("/volunteers/sign-up")).submit().follow()

    assert "Die Anmeldung ist erfasst." in page.text
    assert "telefonisch, erfasst durch" in page.text
    assert mails(world) == ["confirm_sign_up"]


def test_what_was_confirmed_by_word_of_mouth_needs_no_mail(world: World) -> None:
    coordinator = world.browser(Role.COORDINATOR)

    fill(coordinator.get("/volunteers/sign-up"), confirmed_by_phone=True).submit().follow()

    assert mails(world) == []
    assert last_offer(world).state == VolunteerState.CONFIRMED


def test_a_coordinator_is_led_to_the_person_who_has_the_address(world: World) -> None:
    known = registered(world, email="anna@example.org")
    coordinator = world.browser(Role.COORDINATOR)

    page = fill(coordinator.get("/volunteers/sign-up")).submit(expect_errors=True)

    assert errors(page) == ["#f-email"]
    assert page.html.select_one(f'a[href="/volunteers/desk/{known}"]')


def test_the_public_has_no_box_to_confirm_by_itself(world: World) -> None:
    form = fill(world.visitor().get("/volunteers/sign-up"))
    assert "confirmed_by_phone" not in form.fields

    answer = form.submit_fields()
    page = form.response.test_app.post(
        "/volunteers/sign-up", [*answer, ("confirmed_by_phone", "true")], expect_errors=True
    )

    assert page.status_int == 422
    assert mails(world) == []
