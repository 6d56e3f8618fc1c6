"""Nothing typed in the sign-up is lost: back, second tab, error, language, another day; and nothing stays where it
should not."""

import pytest

from shared.contracts.notifications import RecipientChanged
from shared.testing import World
from tests.volunteers.people import shown
from tests.volunteers.signing_up import START, errors, fill, form_of, go_to, page_of, send, sign_up, summary

PAGES = ["contact", "place", "help", "languages", "times", "more", "check"]


def test_each_page_says_how_far_one_has_come(world: World) -> None:
    browser = world.visitor()

    seen = [go_to(browser, slug).html.select_one(".steps p").text.strip() for slug in PAGES]

    assert seen == [f"Schritt {number} von 7" for number in range(1, 8)]


@pytest.mark.parametrize("done", range(6))
def test_who_comes_to_a_later_page_by_address_is_led_to_the_first_open_one(world: World, done: int) -> None:
    browser = world.visitor()
    go_to(browser, PAGES[done])

    reached = [page_of(browser.get(f"{START}/{slug}").maybe_follow()) for slug in PAGES]

    assert reached == PAGES[: done + 1] + [PAGES[done]] * (6 - done)


def test_back_shows_what_was_typed_before(world: World) -> None:
    browser = world.visitor()
    page = go_to(browser, "help")

    place = page.goto(page.html.select_one(".back a")["href"])
    contact = place.goto(place.html.select_one(".back a")["href"])

    assert (form_of(place)["postcode"].value, form_of(place)["mobility"].value) == ("5620", "bike")
    assert form_of(contact)["email"].value == "anna@example.org"
    assert contact.html.select_one(".back a")["href"] == START


def test_a_page_sent_again_leads_to_the_next_one_not_past_it(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "more")

    assert page_of(send(browser.get(f"{START}/contact"))) == "place"


def test_who_comes_back_later_goes_on_where_it_stopped(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "languages")

    world.advance(hours=23)
    page = browser.get(START)

    assert "Sie haben schon angefangen." in page.text
    assert page_of(page.click("Weiterfahren")) == "languages"


def test_a_fifth_language_needs_no_script(world: World) -> None:
    page = go_to(world.visitor(), "languages")
    four = {f"speaks_{n}.code": code for n, code in enumerate(("de", "fr", "it", "en"), 1)}
    form = fill(page, **four, **{f"speaks_{n}.level": "B1" for n in range(1, 5)})

    more = form.submit("more_rows", expect_errors=True)

    assert page_of(more) == "languages"
    assert more.html.find(id="f-speaks_4.code").find("option", selected=True)["value"] == "en"
    assert more.html.find(id="f-speaks_5.code") is not None
    assert not more.html.select(".error, .summary")


def test_after_a_day_it_is_forgotten(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "languages")

    world.advance(hours=25)

    assert "Sie haben schon angefangen." not in browser.get(START).text
    assert page_of(browser.get(f"{START}/languages").follow()) == "contact"


def test_what_is_typed_after_that_day_is_kept_though_earlier_pages_are_open(world: World) -> None:
    browser = world.visitor()
    form = fill(go_to(browser, "help"))
    world.advance(hours=25)

    page = form.submit().follow()
    last = send(send(page))

    assert (page_of(page), page_of(last)) == ("contact", "help")
    assert last.html.select_one("input[name=categories][checked]")["value"] == "german_conversation"


def test_another_browser_sees_nothing_of_it(world: World) -> None:
    go_to(world.visitor(), "check")

    assert page_of(world.visitor().get(f"{START}/check").follow()) == "contact"


def test_two_tabs_do_not_lose_each_others_answers(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "check")
    contact, place = browser.get(f"{START}/contact"), browser.get(f"{START}/place")

    send(contact, first_name="Bea")
    send(place, travel_km="20")

    told = summary(browser.get(f"{START}/check"))
    assert (told["Name"], told["Weg"]) == ("Bea Meier", "bis 20 km, mit dem Velo")


def test_the_language_switch_keeps_what_was_typed_and_saves_nothing(world: World) -> None:
    browser = world.visitor()
    form = fill(go_to(browser, "place"), postcode="99")

    page = form.submit(name="language_switch", value="fr")

    assert page.status_int == 200
    assert page.html.html["lang"] == "fr-CH"
    assert errors(page) == []
    assert form_of(page)["postcode"].value == "99"
    assert page_of(browser.get(f"{START}/help").follow()) == "place"


def test_mails_will_come_in_the_language_of_the_page(world: World) -> None:
    browser = world.visitor()
    page = go_to(browser, "check")

    page = form_of(page).submit(name="language_switch", value="uk")
    send(page)

    (recipient,) = world.told("volunteers", RecipientChanged)
    assert recipient.language == "uk"
    assert shown(world, recipient.person_id)["language"] == "uk"


def test_once_sent_nothing_is_kept(world: World) -> None:
    browser = world.visitor()
    sign_up(browser)

    page = browser.get(f"{START}/contact")

    assert form_of(page)["first_name"].value == ""
    assert "Sie haben schon angefangen." not in browser.get(START).text


@pytest.mark.parametrize("slug", PAGES)
def test_on_a_shared_computer_everything_can_be_deleted_on_every_page(world: World, slug: str) -> None:
    browser = world.visitor()
    page = go_to(browser, slug)

    button = next(form for form in page.forms.values() if form.action.endswith("/forget"))
    page = button.submit().follow()

    assert "Ihre Angaben sind gelöscht." in page.text
    assert form_of(browser.get(f"{START}/contact"))["email"].value == ""


def test_from_the_beginning_means_empty(world: World) -> None:
    browser = world.visitor()
    go_to(browser, "check")

    page = browser.get(START)
    next(form for form in page.forms.values() if form.action.endswith("/forget")).submit()

    assert page_of(browser.get(f"{START}/check").follow()) == "contact"


def test_who_deletes_goes_back_and_types_the_same_is_not_taken_for_a_second_click(world: World) -> None:
    browser = world.visitor()
    form = fill(browser.get(f"{START}/contact"))
    forget = next(each for each in form.submit().follow().forms.values() if each.action.endswith("/forget"))
    forget.submit()

    page = form.submit().follow()

    assert page_of(page) == "place"
