"""Afterwards: it went well, nobody came, more help is needed. What nobody can know yet is not asked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.contracts.accommodation import NeedChanged
from shared.contracts.matching import Cause, MatchState
from shared.contracts.tasks import TaskChanged
from shared.testing import World
from tests.accommodation.conftest import Match, form_with

Post = Callable[..., UUID]
FRIDAY = {"timing": "once", "once_at": "2026-11-27T14:00:00+01:00"}


@pytest.fixture
def over(world: World, post: Post) -> Match:
    """Somebody was to come on Friday; it is Friday evening."""
    match = Match(post(**FRIDAY))
    world.tell(match.now(MatchState.AGREED))
    world.travel("2026-11-27 20:00")
    return match


def _press(browser: TestApp, match: Match, what: str) -> Any:
    return form_with(browser.get(f"/accommodation/needs/{match.need_id}"), what).submit().follow()


def _tasks(world: World) -> list[tuple[str, bool]]:
    return [(task.label, task.done) for task in world.told("accommodation", TaskChanged)]


def test_that_nobody_came_is_work_for_the_office_until_it_is_clear_why(
    world: World, carer: TestApp, office: TestApp, over: Match
) -> None:
    page = _press(carer, over, "/missed")
    waiting = _tasks(world)
    cleared = _press(office, over, "/clarified")

    assert "Es ist niemand gekommen. Die Fachstelle fragt nach" in page
    assert waiting == [("Deutsch sprechen und üben, Bremgarten (AG)", False)]
    assert [done for _, done in _tasks(world)] == [False, True]
    assert "Geklärt, warum niemand gekommen ist" in cleared
    assert "Wie ist es gegangen?" in cleared


@pytest.mark.parametrize("end", ["taken back", "done"])
def test_it_is_clear_too_when_the_place_is_free_again_or_the_need_is_over(
    world: World, carer: TestApp, over: Match, end: str
) -> None:
    _press(carer, over, "/missed")

    if end == "done":
        form_with(carer.get(f"/accommodation/needs/{over.need_id}"), "/cancel").submit()
    else:
        world.tell(over.now(MatchState.WITHDRAWN, Cause.OFFICE_WITHDREW))

    assert [done for _, done in _tasks(world)] == [False, True]


def test_pressing_twice_tells_once(world: World, carer: TestApp, over: Match) -> None:
    form = form_with(carer.get(f"/accommodation/needs/{over.need_id}"), "/missed")
    form.submit()
    form_with(carer.get(f"/accommodation/needs/{over.need_id}"), "/cancel")
    before = len(world.told("accommodation", NeedChanged))

    form.submit()

    assert len(world.told("accommodation", NeedChanged)) == before
    assert len(_tasks(world)) == 1


def test_before_its_time_nobody_is_missed(world: World, carer: TestApp, staff: Any, post: Post) -> None:
    match = Match(post(**FRIDAY))
    world.tell(match.now(MatchState.AGREED))

    page = carer.get(f"/accommodation/needs/{match.need_id}")

    assert "Nicht erschienen" not in page


def test_more_help_is_one_click_away_afterwards(carer: TestApp, over: Match) -> None:
    page = carer.get(f"/accommodation/needs/{over.need_id}").click("Ähnliche Anfrage stellen")

    form = form_with(page, "category")
    assert (form["category"].value, form["timing"].value, form["once_at"].value) == (
        "german_conversation",
        "once",
        "",
    )


def test_the_list_asks_how_it_went_only_when_it_is_over(world: World, carer: TestApp, post: Post) -> None:
    weekly = Match(post(timing="weekly", slots=["fri_evening"], last="2026-12-24"))
    world.tell(weekly.now(MatchState.ACTIVE))

    during = carer.get("/accommodation")
    world.travel("2026-12-26 09:00")
    after = carer.get("/accommodation")

    assert "Hat geklappt" not in during and "Hat geklappt" in after


def test_narrowing_the_list_down_is_in_the_address(world: World, carer: TestApp, post: Post) -> None:
    post(category="sport")
    world.tell(Match(post(category="tandem")).now(MatchState.PROPOSED))

    def shown(state: str) -> list[str]:
        return [each.text for each in carer.get(f"/accommodation?state={state}").html.select("article h2")]

    assert shown("open") == ["Sport und Bewegung"]
    assert shown("proposed") == ["Tandem oder Mentoring"]
    assert shown("ended") == []
    assert len(shown("all")) == len(shown("nonsense")) == 2
