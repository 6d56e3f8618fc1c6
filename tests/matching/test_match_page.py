"""The page of one match: what can be done, and who did what."""

from uuid import UUID

import pytest
from webtest import TestApp

from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import form_with, need, offer, one_off, site


def test_an_answer_by_telephone_is_marked_with_who_wrote_it_down(browser: TestApp, desk: Desk, world: World) -> None:
    [match_id] = desk.asked(need(), offer())
    form = form_with(browser.get(f"/matching/matches/{match_id}"), "reason")
    form["reason"] = "am Abend erreicht"

    page = form.submit("button", value="accept").follow()

    assert "Das Ja von Anna M. ist eingetragen." in page
    assert desk.match(match_id)["answer"] == "yes"
    first = page.html.find("ol", "timeline").li.text
    assert "Antwort: Ja – am Abend erreicht" in first
    assert "telefonisch, erfasst durch" in first


def test_only_what_can_be_done_is_offered(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer())

    def shown() -> list[str]:
        page = browser.get(f"/matching/matches/{match_id}")
        return [button.text for button in page.html.main.select("button")]

    proposed = shown()
    desk.click(match_id, "accept")
    said_yes = shown()
    desk.click(match_id, "pick")
    picked = shown()
    desk.click(match_id, "agree", "close")
    closed = shown()

    assert proposed == ["Telefonisch Ja", "Telefonisch Nein", "Zurückziehen"]
    assert said_yes == ["Auswählen", "Telefonisch Nein", "Zurückziehen"]
    assert picked == [
        "Einsatz vereinbaren", "Schnuppern lassen", "Hat nicht geklappt", "Telefonisch abgesagt", "Zurückziehen",
    ]  # fmt: skip
    assert closed == []


def test_a_button_that_came_too_late_says_so(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))
    form = form_with(browser.get(f"/matching/matches/{match_id}"), "reason")
    desk.click(match_id, "decline")

    page = form.submit("button", value="accept", status=409)

    told = page.html.select_one("main .notice")
    assert told.strong.text == "In der Zwischenzeit hat sich hier etwas geändert"
    assert "Anna M. ist hier abgesagt" in told.p.text


@pytest.mark.parametrize(
    ("clicks", "button", "yes", "state"),
    [
        (("accept", "start"), "close", "Ja, abschliessen", "closed"),
        (("accept", "start"), "fail", "Ja, beenden", "failed"),
        (("accept", "agree"), "gave_up", "Ja, Absage erfassen", "withdrawn"),
        ((), "withdraw", "Ja, zurückziehen", "withdrawn"),
    ],
)
def test_what_cannot_be_taken_back_is_asked_first(
    browser: TestApp, desk: Desk, clicks: tuple[str, ...], button: str, yes: str, state: str
) -> None:
    [match_id] = desk.asked(one_off(), offer("Anna M."))
    desk.click(match_id, *clicks)
    form = form_with(browser.get(f"/matching/matches/{match_id}"), "reason")
    form["reason"] = "so besprochen"
    before = desk.match(match_id)

    question = form.submit("button", value=button)
    not_yet = desk.match(match_id)
    page = question.forms["page-form"].submit().follow()

    assert "Anna M." in question.html.h1.text
    assert question.forms["page-form"].html.find("button").text == yes
    assert not_yet == before
    assert desk.match(match_id)["state"] == state
    assert "so besprochen" in page.html.find("ol", "timeline").text


def test_the_question_leads_back_to_where_it_was_asked(browser: TestApp, desk: Desk) -> None:
    wanted = need()
    desk.asked(wanted, offer())
    page = browser.get(f"/matching/desk/{wanted.need_id}")
    [form] = [form for form in page.forms.values() if form.fields.get("button") and form["button"].value == "withdraw"]

    question = form.submit()
    page = question.forms["page-form"].submit().follow()

    assert question.html.select_one(".actions a")["href"] == f"/matching/desk/{wanted.need_id}"
    assert page.request.path == f"/matching/desk/{wanted.need_id}"


def test_beside_every_button_stands_what_it_does_and_who_hears_of_it(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(one_off(), offer("Anna M."))

    asked = browser.get(f"/matching/matches/{match_id}")
    desk.click(match_id, "accept")
    accepted = browser.get(f"/matching/matches/{match_id}")

    for page in (asked, accepted):
        rows = page.html.select(".steps-now li")
        assert rows and all(row.button.text and row.p.text for row in rows)
    assert "Das erste Ja zählt: Anna M. bekommt den Platz" in asked
    assert "Anna M. und der Standort erhalten eine E-Mail" in accepted


def test_the_office_choosing_a_yes_by_telephone_takes_no_place(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))

    page = browser.get(f"/matching/matches/{match_id}")

    assert "Sie wählen danach aus" in page
    assert "Das erste Ja zählt" not in page


def test_whom_to_ring_is_one_click_away(browser: TestApp, desk: Desk, world: World) -> None:
    house, anna = site("Haus Linde"), offer("Anna M.")
    world.tell(house)
    [at_house] = desk.asked(one_off(site_id=house.site_id), anna)
    without_account = one_off()
    [asked] = desk.asked(without_account, offer("Bea K."))

    def ways(match_id: str) -> list[str]:
        return [a["href"] for a in browser.get(f"/matching/matches/{match_id}").html.select(".calls a")]

    assert ways(at_house) == [f"/volunteers/desk/{anna.volunteer_id}", f"/accommodation/sites/{house.site_id}"]
    assert ways(asked)[1] == f"/accommodation/needs/{without_account.need_id}"


def test_who_said_yes_is_not_called_asked_any_more_and_has_no_deadline(browser: TestApp, desk: Desk) -> None:
    wanted = need()
    [match_id] = desk.asked(wanted, offer("Anna M."))
    asked = browser.get(f"/matching/matches/{match_id}")
    desk.click(match_id, "accept")

    page = browser.get(f"/matching/matches/{match_id}")
    beside = browser.get(f"/matching/desk/{wanted.need_id}").html.select_one("#need [data-part=asked]")

    assert "Antwort bis" in asked
    assert page.html.select_one("main .badge").text.strip() == "hat Ja gesagt"
    assert "Antwort bis" not in page
    assert [badge.text.strip() for badge in beside.select(".badge")] == ["hat Ja gesagt"]
    assert not beside.select(".until")


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ("agree", "Der Einsatz von Anna M. ist vereinbart. Beide Seiten erhalten eine E-Mail."),
        ("trial", "Anna M. schnuppert jetzt und erhält eine E-Mail."),
    ],
)
def test_what_was_done_is_said_with_the_name(browser: TestApp, desk: Desk, button: str, told: str) -> None:
    [match_id] = desk.asked(one_off(), offer("Anna M."))
    desk.click(match_id, "accept")

    page = form_with(browser.get(f"/matching/matches/{match_id}"), "reason").submit("button", value=button).follow()

    assert told in page
    assert "eine Absage" not in page


def test_a_yes_that_takes_the_place_says_so_and_how_many_are_refused(browser: TestApp, desk: Desk) -> None:
    [match_id, _] = desk.asked(one_off(), offer("Anna M."), offer("Bea K."))

    page = form_with(browser.get(f"/matching/matches/{match_id}"), "reason").submit("button", value="accept").follow()

    assert "Anna M. hat den Platz und erhält eine E-Mail. 1 Person erhält eine Absage per E-Mail." in page


@pytest.mark.parametrize(
    "odd", ["notice=pick", "notice=pick&match=x", f"notice=pick&match={UUID(int=1)}", "notice=x&match=y"]
)
def test_an_address_that_tells_of_nothing_known_says_nothing(browser: TestApp, odd: str) -> None:
    assert not browser.get(f"/matching/today?{odd}").html.select(".toast")
