"""The page of one match: what can be done, and who did what."""

import pytest

from tests.matching.making import form_with, need, offer, one_off


def test_an_answer_by_telephone_is_marked_with_who_wrote_it_down(browser, desk, world):
    [match_id] = desk.asked(need(), offer())
    form = form_with(browser.get(f"/matching/matches/{match_id}"), "reason")
    form["reason"] = "am Abend erreicht"

    page = form.submit("button", value="accept").follow()

    assert "Das ist gespeichert." in page
    assert desk.match(match_id)["answer"] == "yes"
    first = page.html.find("ol", "timeline").li.text
    assert "Antwort: Ja – am Abend erreicht" in first
    assert "telefonisch, erfasst durch" in first


def test_only_what_can_be_done_is_offered(browser, desk):
    [match_id] = desk.asked(need(), offer())

    def shown():
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


def test_a_button_that_came_too_late_says_so(browser, desk):
    [match_id] = desk.asked(need(), offer("Anna M."))
    form = form_with(browser.get(f"/matching/matches/{match_id}"), "reason")
    desk.click(match_id, "decline")

    page = form.submit("button", value="accept", status=409)

    assert "Anna M. ist hier abgesagt" in page


@pytest.mark.parametrize(
    ("clicks", "button", "yes", "state"),
    [
        (("accept", "start"), "close", "Ja, abschliessen", "closed"),
        (("accept", "start"), "fail", "Ja, beenden", "failed"),
        (("accept", "agree"), "gave_up", "Ja, Absage erfassen", "withdrawn"),
        ((), "withdraw", "Ja, zurückziehen", "withdrawn"),
    ],
)
def test_what_cannot_be_taken_back_is_asked_first(browser, desk, clicks, button, yes, state):
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


def test_the_question_leads_back_to_where_it_was_asked(browser, desk):
    wanted = need()
    desk.asked(wanted, offer())
    page = browser.get(f"/matching/desk/{wanted.need_id}")
    [form] = [form for form in page.forms.values() if form.fields.get("button") and form["button"].value == "withdraw"]

    question = form.submit()
    page = question.forms["page-form"].submit().follow()

    assert question.html.select_one(".actions a")["href"] == f"/matching/desk/{wanted.need_id}"
    assert page.request.path == f"/matching/desk/{wanted.need_id}"
