"""Wiedervorlagen in the work list: copies of what journals tell, each leading to where its journal stands."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.contracts.journal import FollowUpChanged, FollowUpRemoved, SubjectKind
from shared.ids import new_id
from shared.testing import World
from tests.matching.making import need, site


def follow_up(**given: Any) -> FollowUpChanged:
    """Anna is to be looked at again today."""
    usual: dict[str, Any] = {
        "entry_id": new_id(),
        "revision": 1,
        "subject_kind": SubjectKind.VOLUNTEER,
        "subject_id": new_id(),
        "title": "Anna M.",
        "due_on": date(2026, 11, 23),
        "open": True,
    }
    return FollowUpChanged(**{**usual, **given})


def lines(browser: Any) -> list[tuple[str, str]]:
    """(what it is called, where it leads) of the follow-ups in the work list."""
    links = browser.get("/matching/today").html.select("main a[href*='#journal']")
    return [(link.text.strip(), link["href"]) for link in links]


@pytest.mark.parametrize(
    ("kind", "title", "page"),
    [
        (SubjectKind.VOLUNTEER, "Anna M.", "/volunteers/desk/{}#journal"),
        (SubjectKind.SITE, "Unterkunft Birkenweg", "/accommodation/sites/{}#journal"),
        (SubjectKind.NEED, "Hausaufgabenhilfe, Wohlen (AG)", "/accommodation/needs/{}#journal"),
    ],
)
def test_a_follow_up_leads_to_its_subject(browser: Any, world: World, kind: SubjectKind, title: str, page: str) -> None:
    told = follow_up(subject_kind=kind, title=title)

    world.tell(told)

    assert lines(browser) == [(title, page.format(told.subject_id))]


def test_it_waits_from_its_day_on(browser: Any, world: World) -> None:
    world.tell(follow_up(title="Heute"), follow_up(title="Gestern", due_on=date(2026, 11, 22)))
    world.tell(follow_up(title="Morgen", due_on=date(2026, 11, 24)))

    today = [title for title, _ in lines(browser)]
    world.advance(days=1)

    assert today == ["Gestern", "Heute"]
    assert [title for title, _ in lines(browser)] == ["Gestern", "Heute", "Morgen"]


def test_a_need_that_is_known_here_is_called_as_everywhere(browser: Any, world: World) -> None:
    wanted = need()
    world.tell(wanted, follow_up(subject_kind=SubjectKind.NEED, subject_id=wanted.need_id, title="Ein alter Name"))

    [(title, _)] = lines(browser)

    assert title == "Deutsch sprechen und üben, Bremgarten (AG)"


def test_what_is_done_waits_no_more_and_older_news_changes_nothing(browser: Any, world: World) -> None:
    told = follow_up()
    done = replace(told, revision=2, open=False)

    world.tell(done)
    world.tell(told)

    assert lines(browser) == []
    world.tell(replace(told, revision=3))
    assert len(lines(browser)) == 1


def test_told_twice_it_stands_there_once(browser: Any, world: World) -> None:
    told = follow_up()

    world.tell(told, told)
    world.tell(told)

    assert len(lines(browser)) == 1


def test_what_was_removed_does_not_come_back(browser: Any, world: World) -> None:
    told = follow_up()

    world.tell(told, FollowUpRemoved(entry_id=told.entry_id, revision=2, subject_id=told.subject_id))
    world.tell(told)

    assert lines(browser) == []


def test_a_site_that_is_known_here_takes_nothing_from_it(browser: Any, world: World) -> None:
    place = site()
    world.tell(place, follow_up(subject_kind=SubjectKind.SITE, subject_id=place.site_id, title="Birkenweg"))

    assert [title for title, _ in lines(browser)] == ["Birkenweg"]
