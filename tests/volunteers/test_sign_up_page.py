"""The public sign-up: who gets in, what is asked again, and that nobody learns who is known."""

from typing import Any

import pytest

from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.testing import World
from tests.volunteers.people import confirmed, in_state, last_offer, mails, open_tasks, registered, shown
from tests.volunteers.signing_up import START, errors, fill, form_of, go_to, send, sign_up, tick


def entered(world: World) -> dict[str, Any]:
    """The volunteer whom the office now has."""
    (recipient,) = world.told("volunteers", RecipientChanged)
    return shown(world, recipient.person_id)


def test_a_sign_up_is_kept_and_a_mail_to_confirm_it_goes_out(world: World) -> None:
    page = sign_up(world.visitor())

    assert page.html.h1.text == "Bitte bestätigen Sie Ihre E-Mail"
    (recipient,) = world.told("volunteers", RecipientChanged)
    assert (recipient.email, recipient.name, recipient.kind) == ("anna@example.org", "Anna Meier", "volunteer")
    (mail,) = world.told("volunteers", MessageRequested)
    assert (mail.template, mail.data) == ("confirm_sign_up", {"volunteer_id": str(recipient.person_id)})
    assert world.told("volunteers", OfferChanged) == []  # matching hears of her when she has confirmed


def test_words_become_levels_and_parts_of_the_week(world: World) -> None:
    sign_up(world.visitor())

    volunteer = entered(world)

    assert volunteer["languages"] == {"de": "native", "ti": "B1"}
    assert volunteer["slots"] == ["mon_evening", "tue_evening", "wed_evening", "thu_evening", "fri_evening"]
    assert (volunteer["bfs_nr"], volunteer["phone"]) == (4063, "+41791234567")
    assert volunteer["categories"] == ["german_conversation"]


@pytest.mark.parametrize(("when", "slots"), [("flexible", 0), ("weekend", 6)])
def test_times_in_words(world: World, when: str, slots: int) -> None:
    sign_up(world.visitor(), when=when)

    assert len(entered(world)["slots"]) == slots


def test_exact_times_come_from_the_grid(world: World) -> None:
    browser = world.visitor()

    without_times = send(go_to(browser, "times"), when="exact")
    form = form_of(without_times)
    tick(form, "slots", ["tue_evening"])
    send(send(form.submit().follow()))

    assert errors(without_times) == ["#f-slots"]
    assert entered(world)["slots"] == ["tue_evening"]


def test_times_chosen_in_the_grid_do_not_count_when_something_else_is_chosen(world: World) -> None:
    sign_up(world.visitor(), when="flexible", slots=["tue_evening"])

    assert entered(world)["slots"] == []


def test_a_half_filled_page_comes_back_with_everything_typed(world: World) -> None:
    page = sign_up(world.visitor(), email="anna@", phone="12", first_name=" Änne <b> ")

    assert page.status_int == 422
    assert errors(page) == ["#f-email", "#f-phone"]
    assert form_of(page)["first_name"].value == " Änne <b> "
    assert form_of(page)["email"].value == "anna@"


def test_nothing_is_sent_without_consent(world: World) -> None:
    page = sign_up(world.visitor(), consent=False)

    assert errors(page) == ["#f-consent"]
    assert world.told("volunteers", RecipientChanged) == []


NO_LANGUAGE = {"speaks_1.code": "", "speaks_1.level": "", "speaks_2.code": "", "speaks_2.level": ""}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"first_name": ""}, "#f-first_name"),
    ({"first_name": "A" * 81}, "#f-first_name"),
    ({"last_name": " \u00a0 "}, "#f-last_name"),
    ({"last_name": "Meier\u202eevil"}, "#f-last_name"),
    ({"email": ""}, "#f-email"),
    ({"email": "änna@example.org"}, "#f-email"),
    ({"email": "anna@example.org\r\nBcc: all@example.org"}, "#f-email"),
    ({"email": f"{'a' * 250}@example.org"}, "#f-email"),
    ({"phone": "🙂"}, "#f-phone"),
    ({"phone": "1" * 500}, "#f-phone"),
    ({"postcode": ""}, "#f-postcode"),
    ({"postcode": "562"}, "#f-postcode"),
    ({"postcode": "<script>"}, "#f-postcode"),
    ({"postcode": "9999"}, "#f-postcode"),
    ({"travel_km": ""}, "#f-travel_km"),
    ({"categories": []}, "#f-categories"),
    (NO_LANGUAGE, "#f-speaks_1.code"),
    ({"speaks_1.level": ""}, "#f-speaks_1.level"),
    ({"speaks_2.code": "de"}, "#f-speaks_2.code"),
    ({"hours_per_week": "viele"}, "#f-hours_per_week"),
    ({"hours_per_week": "99"}, "#f-hours_per_week"),
    ({"hours_per_week": "9" * 400}, "#f-hours_per_week"),
    ({"available_from": "31.02.2027"}, "#f-available_from"),
    ({"available_from": "22.11.2026"}, "#f-available_from"),
    ({"notes": "x" * 1001}, "#f-notes"),
]


@pytest.mark.parametrize(("changes", "error"), WRONG, ids=lambda value: str(value)[:40].encode("ascii", "replace"))
def test_what_does_not_fit_is_named_at_its_field_and_shown_again(
    world: World, changes: dict[str, Any], error: str
) -> None:
    page = sign_up(world.visitor(), **changes)

    assert page.status_int == 422
    assert errors(page) == [error]
    ((name, typed), *_) = changes.items()
    kept = form_of(page).fields[name][0].value
    assert typed == [] or kept.replace("\r\n", "").strip() == typed.replace("\r\n", "").strip()


def test_a_postcode_that_is_none_of_ours_is_told_with_all_that_is_wrong(world: World) -> None:
    page = sign_up(world.visitor(), postcode="9999", travel_km="", mobility="bike")

    assert errors(page) == ["#f-postcode", "#f-travel_km"]


def test_the_summary_says_of_which_language_it_speaks(world: World) -> None:
    page = sign_up(world.visitor(), **{"speaks_2.level": ""})

    assert page.html.select_one(".summary a").text == "Wie gut? Bitte wählen Sie, wie gut Sie Tigrinya sprechen."


def test_a_telephone_number_that_is_wrong_gets_the_example_that_stood_there(world: World) -> None:
    page = sign_up(world.visitor(), phone="12")

    example = page.html.select_one("#f-phone-hint").text.removeprefix("Zum Beispiel ")
    assert f"zum Beispiel {example}." in page.html.select_one("#f-phone-error").text


FINE: list[dict[str, str]] = [
    {"first_name": "Тарас", "last_name": "Шевченко"},
    {"first_name": "አበበ", "last_name": "ተስፋይ"},
    {"first_name": "فاطمة", "last_name": "<script>alert(1)</script>"},
    {"first_name": "Anna 🙂", "notes": "Ich koche gern 🍲\n\n<b>sehr</b>"},
    {"available_from": "23.11.2026", "hours_per_week": "2"},
    {"postcode": "CH-5620", "phone": "+380 44 279 00 00"},
]


@pytest.mark.parametrize("changes", FINE, ids=lambda changes: ", ".join(changes))
def test_names_in_any_script_and_odd_texts_are_taken_as_they_are(world: World, changes: dict[str, str]) -> None:
    page = sign_up(world.visitor(), **changes)

    assert page.html.h1.text == "Bitte bestätigen Sie Ihre E-Mail"
    volunteer = entered(world)
    assert volunteer["first_name"] == changes.get("first_name", "Anna")
    assert volunteer["last_name"] == changes.get("last_name", "Meier")
    assert volunteer["notes"] == changes.get("notes", "")


def test_what_was_never_on_the_form_is_refused(world: World) -> None:
    form = fill(go_to(world.visitor(), "times"))

    page = form.response.test_app.post(
        form.response.request.path, [*form.submit_fields(), ("state", "ready")], expect_errors=True
    )

    assert page.status_int == 422
    assert "Dieses Feld gibt es hier nicht." in page.html.select_one(".summary").text


@pytest.mark.parametrize(
    ("slug", "name", "value"), [("help", "categories", "haircut"), ("place", "mobility", "rocket")]
)
def test_a_choice_that_is_not_offered_is_refused(world: World, slug: str, name: str, value: str) -> None:
    form = fill(go_to(world.visitor(), slug))
    typed = [(key, text) for key, text in form.submit_fields() if key != name]

    page = form.response.test_app.post(form.response.request.path, [*typed, (name, value)], expect_errors=True)

    assert errors(page) == [f"#f-{name}"]


def test_a_postcode_that_spans_several_municipalities_asks_which_one(world: World) -> None:
    browser = world.visitor()
    page = go_to(browser, "municipality", postcode="5610")
    asked = [label.text.strip() for label in page.html.select("main .choice label")]

    sign_up(browser, postcode="5610", bfs_nr="4080")

    assert asked == ["Wohlen (AG)", "Villmergen"]
    assert page.html.select_one(".steps p").text.strip() == "Schritt 2 von 7"
    assert entered(world)["bfs_nr"] == 4080


def test_without_a_choice_it_is_asked_again(world: World) -> None:
    page = form_of(go_to(world.visitor(), "municipality", postcode="5610")).submit(expect_errors=True)

    assert errors(page) == ["#f-bfs_nr"]


def test_a_choice_made_for_another_postcode_is_forgotten(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "check", postcode="5610", bfs_nr="4080")

    sign_up(browser)

    assert entered(world)["bfs_nr"] == 4063


@pytest.mark.parametrize(
    ("postcode", "sentence"), [("8001", "ausserhalb unserer Region"), ("5600", "RIF Nachbarregion West")]
)
def test_somebody_from_elsewhere_is_told_who_is_responsible(world: World, postcode: str, sentence: str) -> None:
    page = sign_up(world.visitor(), postcode=postcode)

    assert errors(page) == ["#f-postcode"]
    assert sentence in page.text


def test_somebody_known_sees_the_same_and_gets_another_mail(world: World) -> None:
    confirmed(world, email="anna@example.org")

    page = sign_up(world.visitor(), email="ANNA@example.org")

    assert page.html.h1.text == "Bitte bestätigen Sie Ihre E-Mail"
    assert mails(world) == ["confirm_sign_up", "already_registered"]
    assert len({recipient.person_id for recipient in world.told("volunteers", RecipientChanged)}) == 1


def test_somebody_unconfirmed_gets_the_mail_to_confirm_again_but_not_without_end(world: World) -> None:
    registered(world, email="anna@example.org")

    for _ in range(5):
        sign_up(world.visitor())

    keys = [request.key for request in world.told("volunteers", MessageRequested)]
    assert set(mails(world)) == {"confirm_sign_up"}
    assert len(set(keys)) == 2  # what is asked for again under the same key is not written again


@pytest.mark.parametrize("state", ["left", "rejected", "blocked"])
def test_who_left_or_was_turned_down_is_for_the_office_to_look_at(world: World, state: str) -> None:
    in_state(world, state)

    sign_up(world.visitor(), email="anna.meier@example.org")

    assert mails(world)[-1] == "already_registered"
    assert open_tasks(world) == {"asked_again": "Anna M."}
    assert last_offer(world).state == VolunteerState(state)


def test_sent_twice_is_done_once(world: World) -> None:
    form = fill(go_to(world.visitor(), "check"))

    first, second = form.submit(), form.submit()

    assert first.location == second.location
    assert len(mails(world)) == 1


def test_sent_from_a_second_tab_is_done_once_and_says_so(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "check")
    one, other = (fill(browser.get(f"{START}/check")) for _ in range(2))

    one.submit()
    page = other.submit().follow()

    assert page.html.h1.text == "Ich möchte helfen"
    assert "Hier ist nichts mehr aufbewahrt." in page.html.select_one(".toast").text
    assert len(mails(world)) == 1


def test_the_public_cannot_say_that_it_confirmed_by_telephone(world: World) -> None:
    form = fill(go_to(world.visitor(), "check"))
    answers = [*form.submit_fields(), ("confirmed_by_phone", "true")]

    page = form.response.test_app.post(f"{START}/check", answers, expect_errors=True)

    assert page.status_int == 422
    assert mails(world) == []
