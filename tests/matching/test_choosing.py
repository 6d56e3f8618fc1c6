"""Choosing one of those who said yes: compared in the work list, asked before it is done, with whom it leaves out."""

from typing import Any

from webtest import TestApp

from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import WOHLEN, need, offer

NO_WAY_BACK = "Das lässt sich nicht rückgängig machen."


def candidates(page: Any) -> dict[str, list[tuple[str, str]]]:
    """The candidates in the work list, by what they are asked for: (name, everything in the row)."""
    return {
        part.h3.text.strip(): [(row.a.text, " ".join(row.text.split())) for row in part.select("tbody tr")]
        for part in page.html.select("#pick .pick-one")
    }


def test_those_who_said_yes_to_one_need_are_one_task_with_what_tells_them_apart(
    browser: TestApp, desk: Desk, world: World
) -> None:
    anna, bea, cora = offer("Anna M."), offer("Bea K.", bfs_nr=WOHLEN), offer("Cora L.")
    first = desk.asked(need(), anna, bea)
    second = desk.asked(need(category="sport"), offer("Dora N.", categories=["sport"]))
    for match_id in (*first, *second):
        desk.click(match_id, "accept")
    world.tell(cora)

    page = browser.get("/matching/today")

    found = candidates(page)
    assert [[name for name, _ in group] for group in found.values()] == [["Anna M.", "Bea K."], ["Dora N."]]
    (_, about_anna), (_, about_bea) = found["Deutsch sprechen und üben, Bremgarten (AG)"]
    assert "Bremgarten (AG)" in about_anna and "in der gleichen Gemeinde" in about_anna
    assert "Wohlen (AG)" in about_bea and "mit dem Auto" in about_bea
    assert page.html.select_one("#pick h2 .count").text == "2"


def test_a_choice_from_the_work_list_is_confirmed_on_a_page_that_names_whom_it_leaves_out(
    browser: TestApp, desk: Desk
) -> None:
    anna, bea, cora = offer("Anna M."), offer("Bea K."), offer("Cora L.")
    ids = desk.asked(need(), anna, bea, cora)
    for match_id in ids[:2]:
        desk.click(match_id, "accept")
    before, told = desk.match(ids[0]), len(desk.told())

    question = browser.get("/matching/today").click(href=f"{ids[0]}/pick")
    not_yet, told_then = desk.match(ids[0]), len(desk.told())
    after = question.forms["page-form"].submit().follow()

    asked = "Anna M. wird ausgewählt und erhält eine E-Mail. Bea K. und Cora L. erhalten eine Absage per E-Mail."
    assert f"{asked} {NO_WAY_BACK}" in question
    assert (not_yet, told_then) == (before, told)
    assert question.html.select_one(".actions a")["href"] == "/matching/today"
    assert after.request.path == "/matching/today"
    assert desk.match(ids[0])["state"] == "accepted"
    assert desk.letters() == [("not_chosen", bea.volunteer_id), ("not_chosen", cora.volunteer_id)]


def test_while_places_are_left_nobody_is_left_out(browser: TestApp, desk: Desk) -> None:
    ids = desk.asked(need(headcount=2), offer("Anna M."), offer("Bea K."))
    for match_id in ids:
        desk.click(match_id, "accept")

    question = browser.get(f"/matching/matches/{ids[0]}/pick")
    question.forms["page-form"].submit()

    assert "Anna M. wird ausgewählt und erhält eine E-Mail. Niemand erhält eine Absage." in question
    assert desk.letters() == []
    assert desk.match(ids[1])["state"] == "proposed"


def test_who_cannot_be_chosen_any_more_is_shown_as_it_stands(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))
    desk.click(match_id, "accept")
    question = browser.get(f"/matching/matches/{match_id}/pick")
    desk.click(match_id, "decline")

    again = browser.get(f"/matching/matches/{match_id}/pick").follow()
    late = question.forms["page-form"].submit(status=409)

    assert again.request.path == f"/matching/matches/{match_id}"
    assert "abgesagt" in again.html.select_one("main .badge").text
    assert "Anna M. ist hier abgesagt" in late


def test_the_button_at_the_match_asks_too_and_keeps_the_remark(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))
    desk.click(match_id, "accept")
    form = browser.get(f"/matching/matches/{match_id}").forms["page-form"]
    form["reason"] = "Spricht auch Tigrinya."

    question = form.submit("button", value="pick")
    after = question.forms["page-form"].submit().follow()

    assert question.html.h1.text == "Anna M. auswählen?"
    assert "Spricht auch Tigrinya." in after.html.find("ol", "timeline").text
