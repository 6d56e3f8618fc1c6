"""The work list: what waits for the office."""

from datetime import timedelta

import pytest

from shared import clock
from shared.contracts.accommodation import NeedState
from shared.contracts.words import Urgency
from tests.matching.making import need, newer, offer, one_off


def lines(page):
    """The work list as (what, about what, where to)."""
    rows = page.html.select("main tbody tr")
    return [(row.td.select_one(".badge").text, row.a.text, row.a["href"]) for row in rows]


def test_a_day_without_work_says_so(browser):
    assert "Alles erledigt" in browser.get("/matching/today")


def test_a_need_nobody_was_asked_for_waits(browser, world):
    wanted = need()
    world.tell(wanted)

    found = lines(browser.get("/matching/today"))

    assert found == [
        ("Jemanden anfragen", "Deutsch sprechen und üben, Bremgarten (AG)", f"/matching/desk/{wanted.need_id}")
    ]


def test_a_need_for_which_somebody_is_asked_waits_no_more(browser, desk):
    desk.asked(need(), offer())

    assert "Alles erledigt" in browser.get("/matching/today")


@pytest.mark.parametrize(
    ("make", "clicks", "days", "what"),
    [
        (need, ("accept",), 0, "Auswählen"),
        (one_off, ("accept",), 0, "Vereinbaren"),
        (one_off, ("accept", "trial"), 8, "Nachfragen"),
    ],
)
def test_what_somebody_waits_for_is_in_the_list(browser, desk, world, make, clicks, days, what):
    [match_id] = desk.asked(make(), offer("Anna M."))
    desk.click(match_id, *clicks)
    world.advance(days=days)

    [(badge, label, href)] = lines(browser.get("/matching/today"))

    assert (badge, href) == (what, f"/matching/matches/{match_id}")
    assert label.startswith("Anna M.: ")


def test_a_trial_is_left_in_peace_for_a_week(browser, desk):
    [match_id] = desk.asked(one_off(), offer())
    desk.click(match_id, "accept", "trial")

    assert "Alles erledigt" in browser.get("/matching/today")


def test_who_did_not_answer_is_named_for_a_week(browser, desk, world):
    wanted = need()
    desk.asked(wanted, offer("Anna M."))

    world.advance(days=3)
    after = lines(browser.get("/matching/today"))
    world.advance(days=8)
    long_after = lines(browser.get("/matching/today"))

    assert [badge for badge, _, _ in after] == ["Jemanden anfragen", "Keine Antwort"]
    assert {href for _, _, href in after} == {f"/matching/desk/{wanted.need_id}"}
    assert [badge for badge, _, _ in long_after] == ["Jemanden anfragen"]


def test_the_most_pressing_stands_on_top(browser, world):
    calm = need(category="sport")
    urgent = need(urgency=Urgency.HIGH)
    old = need(posted_at=clock.now() - timedelta(days=9))
    world.tell(calm, urgent, old)

    found = lines(browser.get("/matching/today"))

    assert [href for _, _, href in found] == [f"/matching/desk/{one.need_id}" for one in (old, urgent, calm)]


@pytest.mark.parametrize("state", [NeedState.FILLED, NeedState.DONE, NeedState.CANCELLED])
def test_who_did_not_answer_is_forgotten_once_nobody_is_looked_for(browser, desk, world, state):
    wanted = need()
    desk.asked(wanted, offer())
    world.advance(days=3)

    world.tell(newer(wanted, state=state))

    assert "Alles erledigt" in browser.get("/matching/today")
