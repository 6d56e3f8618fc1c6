"""The work list: what waits for the office, who should be thought of, and how a new office begins."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from webtest import TestApp

from shared import clock
from shared.contracts.accommodation import NeedChanged, NeedState
from shared.contracts.tasks import TaskChanged
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Urgency
from shared.ids import new_id
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import need, newer, offer, one_off, site


def lines(page: Any) -> list[tuple[str, str, str]]:
    """The work list as (kind, about what, where to)."""
    return [
        (section["id"], row.a.text, row.a["href"])
        for section in page.html.select("section[id]")
        for row in section.select("tbody tr")
    ]


def says_all_is_done(page: Any) -> bool:
    return "Im Moment wartet nichts auf Sie." in page


def test_a_day_without_work_says_so(browser: TestApp, world: World) -> None:
    world.tell(site())

    assert says_all_is_done(browser.get("/matching/today"))


def test_a_new_office_sees_how_to_begin(browser: TestApp, world: World) -> None:
    empty = browser.get("/matching/today").html
    world.tell(site())
    begun = browser.get("/matching/today")

    steps = [a["href"] for a in empty.select(".cards a")]
    assert steps == ["/accommodation/sites", "/volunteers/desk", "/accommodation/needs/new"]
    assert not begun.html.select(".cards")


def test_a_need_nobody_was_asked_for_waits(browser: TestApp, world: World) -> None:
    wanted = need()
    world.tell(wanted)

    found = lines(browser.get("/matching/today"))

    assert found == [("propose", "Deutsch sprechen und üben, Bremgarten (AG)", f"/matching/desk/{wanted.need_id}")]


def test_a_need_for_which_somebody_is_asked_waits_no_more(browser: TestApp, desk: Desk) -> None:
    desk.asked(need(), offer())

    assert says_all_is_done(browser.get("/matching/today"))


@pytest.mark.parametrize(
    ("make", "clicks", "days", "what"),
    [
        (one_off, ("accept",), 0, "agree"),
        (one_off, ("accept", "trial"), 8, "trial"),
    ],
)
def test_what_somebody_waits_for_is_in_the_list(
    browser: TestApp,
    desk: Desk,
    world: World,
    make: Callable[[], NeedChanged],
    clicks: tuple[str, ...],
    days: int,
    what: str,
) -> None:
    [match_id] = desk.asked(make(), offer("Anna M."))
    desk.click(match_id, *clicks)
    world.advance(days=days)

    [(kind, label, href)] = lines(browser.get("/matching/today"))

    assert (kind, href) == (what, f"/matching/matches/{match_id}")
    assert label.startswith("Anna M.: ")


def test_what_one_button_does_is_done_from_the_list(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(one_off(), offer("Anna M."))
    desk.click(match_id, "accept")
    [form] = [form for form in browser.get("/matching/today").forms.values() if "button" in form.fields]

    after = form.submit().follow()

    assert after.request.path == "/matching/today"
    assert "Der Einsatz von Anna M. ist vereinbart. Beide Seiten erhalten eine E-Mail." in after
    assert desk.match(match_id)["state"] == "agreed"


def test_a_trial_is_left_in_peace_for_a_week(browser: TestApp, desk: Desk) -> None:
    [match_id] = desk.asked(one_off(), offer())
    desk.click(match_id, "accept", "trial")

    assert says_all_is_done(browser.get("/matching/today"))


def test_who_did_not_answer_is_named_for_a_week(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need()
    desk.asked(wanted, offer("Anna M."))

    world.advance(days=3)
    after = lines(browser.get("/matching/today"))
    world.advance(days=8)
    long_after = lines(browser.get("/matching/today"))

    assert [kind for kind, _, _ in after] == ["propose", "overdue"]
    assert {href for _, _, href in after} == {f"/matching/desk/{wanted.need_id}"}
    assert [kind for kind, _, _ in long_after] == ["propose"]


def test_the_most_pressing_stands_on_top(browser: TestApp, world: World) -> None:
    calm = need(category="sport")
    urgent = need(urgency=Urgency.HIGH)
    old = need(posted_at=clock.now() - timedelta(days=9))
    world.tell(calm, urgent, old)

    found = lines(browser.get("/matching/today"))

    assert [href for _, _, href in found] == [f"/matching/desk/{one.need_id}" for one in (old, urgent, calm)]


def test_work_of_one_kind_stands_together_with_its_number(browser: TestApp, world: World) -> None:
    first, last = (task(due=clock.now() + timedelta(days=days)) for days in (-3, 3))
    world.tell(first, need(), need(), last)

    page = browser.get("/matching/today")

    assert [kind for kind, _, _ in lines(page)] == ["first_talk", "first_talk", "propose", "propose"]
    assert [heading.text.split() for heading in page.html.select("section h2")] == [
        ["Erstgespräche", "2"], ["Anfragen", "ohne", "Vorschlag", "2"],
    ]  # fmt: skip
    assert "4 Sachen warten auf Sie." in page


def test_work_of_a_kind_nobody_knows_is_shown_all_the_same(browser: TestApp, world: World) -> None:
    world.tell(task(kind="something_new", label="Etwas Neues"))

    page = browser.get("/matching/today")

    assert "Weitere Aufgaben" in page
    assert "Etwas Neues" in page


def test_of_a_long_list_the_later_part_folds_away(browser: TestApp, world: World) -> None:
    world.tell(*(need() for _ in range(11)))

    page = browser.get("/matching/today")

    assert len(lines(page)) == 11
    assert page.html.select_one("section details summary").text == "3 weitere zeigen"


@pytest.mark.parametrize("state", [NeedState.FILLED, NeedState.DONE, NeedState.CANCELLED])
def test_who_did_not_answer_is_forgotten_once_nobody_is_looked_for(
    browser: TestApp, desk: Desk, world: World, state: NeedState
) -> None:
    wanted = need()
    desk.asked(wanted, offer())
    world.advance(days=3)

    world.tell(newer(wanted, state=state))

    assert says_all_is_done(browser.get("/matching/today"))


def test_who_is_ready_and_was_never_asked_for_two_weeks_is_named(browser: TestApp, desk: Desk, world: World) -> None:
    ready = {"ready_since": clock.today()}
    waiting, asked = offer("Anna M.", **ready), offer("Beat K.", **ready)
    world.tell(waiting, offer("Cora L.", **ready, state=VolunteerState.PAUSED))
    desk.asked(need(), asked)

    world.advance(days=13)
    before = browser.get("/matching/today")
    world.advance(days=1)
    after = browser.get("/matching/today")

    assert not before.html.select(".people")
    [link] = after.html.select(".people a")
    assert (link.text, link["href"]) == ("Anna M.", f"/volunteers/desk/{waiting.volunteer_id}")


def test_by_when_it_should_be_done_is_said_without_more_words(browser: TestApp, world: World) -> None:
    world.tell(task(), task(due=clock.now() + timedelta(days=3)))

    told = browser.get("/matching/today").html.select("tbody time")

    assert [time.text for time in told] == ["heute", "in 3 Tagen"]
    assert not any("late" in time.get("class", []) for time in told)


def task(**given: Any) -> TaskChanged:
    usual = {"task_id": new_id(), "revision": 1, "kind": "first_talk", "label": "Anna M.",
             "link": "/volunteers/desk", "done": False}  # fmt: skip
    return TaskChanged(**{**usual, **given})
