"""The page of one match: what can be done, and who did what."""

from tests.matching.making import form_with, need, offer


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
