"""Choosing one of those who said yes: compared in the work list, asked before it is done, with whom it leaves out."""

from collections.abc import Callable
from typing import Any

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged
from shared.contracts.words import Slot, Timing
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import WOHLEN, need, offer, site

MEANWHILE = "In der Zwischenzeit hat sich hier etwas geändert"
NO_WAY_BACK = "Das lässt sich nicht rückgängig machen."


def candidates(page: Any) -> dict[str, list[tuple[str, str]]]:
    """The candidates in the work list, by what they are asked for: (name, everything in the row)."""
    return {
        part.h3.text.strip(): [(row.a.text, " ".join(row.text.split())) for row in part.select("tbody tr")]
        for part in page.html.select("#pick .pick-one")
    }


def notice(page: Any) -> str:
    """The notice on a page, in one line."""
    return " ".join(page.html.select_one("main .notice").get_text(" ").split())


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

    asked = "Anna M. wird ausgewählt und erhält eine E-Mail. Bea K. und Cora L. (noch keine Antwort) erhalten "
    asked += "eine Absage per E-Mail."
    assert f"{asked} {NO_WAY_BACK}" in question
    assert (not_yet, told_then) == (before, told)
    assert question.html.select_one(".actions a")["href"] == "/matching/today"
    assert after.request.path == "/matching/today"
    assert "Anna M. ist ausgewählt und erhält eine E-Mail. 2 Personen erhalten eine Absage per E-Mail." in after
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
    assert f"{MEANWHILE} Das geht nicht: Anna M. ist hier abgesagt." in notice(late)


def test_who_was_chosen_by_somebody_else_by_then_is_told_as_what_happened_in_the_meantime(
    browser: TestApp, desk: Desk, world: World
) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))
    desk.click(match_id, "accept")
    here, there = (
        one.get(f"/matching/matches/{match_id}/pick") for one in (browser, world.browser(Role.COORDINATOR, name="Vera"))
    )
    there.forms["page-form"].submit().follow()

    late = here.forms["page-form"].submit(status=409)

    assert f"{MEANWHILE} Das geht nicht: Anna M. ist hier zugesagt." in notice(late)
    assert "Bitte prüfen Sie Ihre Angaben" not in late


def ask_cora(desk: Desk, wanted: NeedChanged, ids: list[str]) -> None:
    cora = offer("Cora L.")
    desk.world.tell(cora)
    desk.propose(wanted, cora)


def turn_bea_down(desk: Desk, wanted: NeedChanged, ids: list[str]) -> None:
    desk.click(ids[1], "decline")


@pytest.mark.parametrize(
    ("happens", "named"),
    [
        (ask_cora, "Bea K. (noch keine Antwort) und Cora L. (noch keine Antwort) erhalten eine Absage per E-Mail."),
        (turn_bea_down, "Niemand erhält eine Absage."),
    ],
)
def test_where_others_would_be_refused_by_the_answer_it_is_asked_anew_with_their_names(
    browser: TestApp, desk: Desk, happens: Callable[..., None], named: str
) -> None:
    wanted = need()
    ids = desk.asked(wanted, offer("Anna M."), offer("Bea K."))
    desk.click(ids[0], "accept")
    form = browser.get(f"/matching/matches/{ids[0]}").forms["page-form"]
    form["reason"] = "Spricht auch Tigrinya."
    question = form.submit("button", value="pick")
    happens(desk, wanted, ids)
    before, letters = desk.match(ids[0]), desk.letters()

    anew = question.forms["page-form"].submit(status=409)
    not_yet, letters_then = desk.match(ids[0]), desk.letters()
    after = anew.forms["page-form"].submit().follow()

    assert "Bea K. (noch keine Antwort) erhält eine Absage per E-Mail." in question
    assert f"{MEANWHILE}. Gespeichert ist nichts." in notice(anew)
    assert named in anew.html.select_one("p.lead").text
    assert (not_yet, letters_then) == (before, letters)
    assert desk.match(ids[0])["state"] == "accepted"
    assert "Spricht auch Tigrinya." in after.html.find("ol", "timeline").text


def test_the_last_place_being_left_by_the_answer_names_whom_it_leaves_out(browser: TestApp, desk: Desk) -> None:
    ids = desk.asked(need(headcount=2), offer("Anna M."), offer("Bea K."), offer("Cora L."))
    desk.click(ids[0], "accept")
    desk.click(ids[1], "accept")
    question = browser.get(f"/matching/matches/{ids[0]}/pick?back=today")
    desk.click(ids[1], "pick")

    anew = question.forms["page-form"].submit(status=409)
    after = anew.forms["page-form"].submit().follow()

    assert "Niemand erhält eine Absage." in question
    assert "Cora L. (noch keine Antwort) erhält eine Absage per E-Mail." in anew.html.select_one("p.lead").text
    assert after.request.path == "/matching/today"


def test_a_yes_from_somebody_named_already_is_no_reason_to_ask_anew(browser: TestApp, desk: Desk) -> None:
    ids = desk.asked(need(), offer("Anna M."), offer("Bea K."))
    desk.click(ids[0], "accept")
    question = browser.get(f"/matching/matches/{ids[0]}/pick")
    desk.click(ids[1], "accept")

    question.forms["page-form"].submit().follow()

    assert desk.match(ids[0])["state"] == "accepted"


def test_the_button_at_the_match_asks_too_and_keeps_the_remark(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer("Anna M."))
    desk.click(match_id, "accept")
    form = browser.get(f"/matching/matches/{match_id}").forms["page-form"]
    form["reason"] = "Spricht auch Tigrinya."

    question = form.submit("button", value="pick")
    after = question.forms["page-form"].submit().follow()

    assert question.html.h1.text == "Anna M. auswählen?"
    assert "Spricht auch Tigrinya." in after.html.find("ol", "timeline").text


def test_the_question_names_what_where_and_when(browser: TestApp, desk: Desk) -> None:
    house = site("Haus Linde")
    desk.world.tell(house)
    weekly = need(site_id=house.site_id, timing=Timing.WEEKLY, slots=[Slot.TUE_EVENING])
    [match_id] = desk.asked(weekly, offer("Anna M."))
    desk.click(match_id, "accept")

    question = browser.get(f"/matching/matches/{match_id}/pick")

    told = [dd.text.strip() for dd in question.html.select("main dl dd")]
    assert told == ["Deutsch sprechen und üben", "Haus Linde, Bremgarten (AG)", "jede Woche: Di Abend"]
