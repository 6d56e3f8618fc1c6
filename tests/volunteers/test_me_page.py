"""A volunteer's own page: how she stands, what waits for her answer, and her assignments."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.matching import Answer, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Timing
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import (
    agreed,
    confirmed,
    in_state,
    match,
    need,
    ready,
    site,
)


@pytest.fixture
def anna(world: World) -> UUID:
    return ready(world)


def me(world: World, person_id: UUID) -> Any:
    return world.browser(Role.VOLUNTEER, person_id).get("/volunteers/me")


def headings(page: Any) -> list[str]:
    return [heading.text.strip() for heading in page.html.select("h2")]


def test_an_empty_page_says_what_comes_next(world: World, anna: UUID) -> None:
    page = me(world, anna)

    assert "Guten Tag, Anna" in page.text
    assert "Sie sind einsatzbereit." in page.text
    assert "Im Moment ist keine Anfrage offen." in page.text
    assert "Sie haben noch keinen Einsatz." in page.text
    assert "Deutsch (Muttersprache), Tigrinya (im Alltag)" in page.text


@pytest.mark.parametrize("state", [str(state) for state in VolunteerState])
def test_every_state_is_told_in_words(world: World, state: str) -> None:
    page = me(world, in_state(world, state))

    assert page.html.select_one(".lead").text.strip()
    assert ("Mein Angebot" in headings(page)) == (state not in ("left", "rejected", "blocked"))


def test_a_proposal_leads_to_the_page_where_it_is_answered(world: World, anna: UUID) -> None:
    wanted = need(timing=Timing.ONCE, once_at=datetime(2026, 11, 25, 13, 30, tzinfo=UTC), slots=[])
    asked = match(anna, need_id=wanted.need_id)
    world.tell(wanted, asked)

    page = me(world, anna)

    card = page.html.select_one("article.card")
    assert "Deutsch sprechen und üben" in card.text
    assert "Wohlen (AG)" in card.text
    assert "Mittwoch, 25. November 2026, 14.30\u00a0Uhr, etwa 1\u00a0h" in card.text
    assert "Antwort bis 27.11.2026, 18.00\u00a0Uhr" in card.text
    token = card.a["href"].removeprefix("/matching/answer/")
    assert world.office.links.read("answer", token).subject == asked.match_id


def test_a_yes_that_waits_for_the_office_says_so(world: World, anna: UUID) -> None:
    world.tell(match(anna, answer=Answer.YES))

    assert "Die Fachstelle entscheidet und meldet sich." in me(world, anna).text


def test_an_assignment_tells_where_when_and_whom_to_call_once_it_is_agreed(world: World, anna: UUID) -> None:
    place = site()
    wanted = need(place)
    assignment = agreed(anna, need_id=wanted.need_id)

    world.tell(place, wanted, agreed(anna, match_id=assignment.match_id, need_id=wanted.need_id, revision=2,
                                     state=MatchState.ACCEPTED, agreed_at=None))  # fmt: skip
    before = me(world, anna).text
    world.tell(assignment)
    after = me(world, anna).text

    assert "Birkenweg" not in before
    assert "Unterkunft Birkenweg, Birkenweg 4, 5610 Wohlen" in after
    assert "+41 56 000 00 01" in after
    assert "jede Woche: Di Abend, etwa 1\u00a0h" in after


def test_an_assignment_whose_need_is_not_known_yet_shows_what_there_is(world: World, anna: UUID) -> None:
    world.tell(agreed(anna))

    assert "Einzelheiten folgen" in me(world, anna).text


def test_matches_of_others_are_not_shown(world: World, anna: UUID) -> None:
    other = confirmed(world, email="other@example.org")
    world.tell(match(other))

    assert "Im Moment ist keine Anfrage offen." in me(world, anna).text


def test_assignments_can_be_taken_into_her_own_calendar(world: World, anna: UUID) -> None:
    empty = me(world, anna)
    world.tell(agreed(anna))

    full = me(world, anna)

    assert "Einsätze im eigenen Kalender" not in empty.text
    assert full.html.find("a", string="Einsätze im eigenen Kalender")["href"] == "/notifications/calendar"


def test_only_the_first_proposal_has_the_main_button(world: World, anna: UUID) -> None:
    world.tell(match(anna), match(anna), match(anna, answer=Answer.YES))

    page = me(world, anna)

    assert len(page.html.select("main .button.primary")) == 1
    assert [link.text for link in page.html.select("article.card a")].count("Ansehen und antworten") == 2


@pytest.mark.parametrize("page", ["", "/offer", "/details", "/away", "/hours", "/pause", "/leave"])
def test_the_pages_are_her_own(world: World, anna: UUID, page: str) -> None:
    desk = f"/volunteers/desk/{anna}{page}"

    assert world.visitor().get(f"/volunteers/me{page}").status_int == 303
    assert world.visitor().get(desk).status_int == 303
    for role in (Role.VOLUNTEER, Role.STAFF):
        assert world.browser(role).get(desk, expect_errors=True).status_int == 403
    assert world.browser(Role.VOLUNTEER, new_id()).get(f"/volunteers/me{page}", expect_errors=True).status_int == 404
