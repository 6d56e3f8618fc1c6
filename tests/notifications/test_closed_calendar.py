"""Who takes part no more has no calendar here: its address is dead, and there is no other to be had."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, SiteChanged
from shared.contracts.matching import Cause, MatchChanged, MatchState
from shared.contracts.notifications import RecipientChanged
from shared.contracts.volunteers import VolunteerState
from shared.testing import World
from tests.notifications.conftest import offer
from tests.notifications.test_feed import form_with, page, switch_on
from tests.volunteers.people import ready

GONE = [VolunteerState.LEFT, VolunteerState.BLOCKED, VolunteerState.REJECTED]
SETS_UP, RENEWS = "Kalender einrichten", "Neue Adresse"


@pytest.fixture
def upgraded(world: World, anna: RecipientChanged, match: MatchChanged, need: NeedChanged, site: SiteChanged) -> World:
    """Nobody told us yet how Anna stands at the office, only of her assignment."""
    world.tell(anna, site, need, match)
    return world


@pytest.fixture
def told(upgraded: World, anna: RecipientChanged) -> World:
    """Anna has one assignment, and takes part."""
    upgraded.tell(offer(anna, VolunteerState.READY))
    return upgraded


@pytest.mark.parametrize("state", GONE)
def test_who_has_left_has_no_feed_either(told: World, anna: RecipientChanged, state: VolunteerState) -> None:
    address = switch_on(told, anna.person_id)

    told.tell(offer(anna, VolunteerState.PAUSED, revision=2))
    assert told.visitor().get(address).status_int == 200
    told.tell(offer(anna, state, revision=3))

    assert told.visitor().get(address, expect_errors=True).status_int == 404


def test_who_came_back_keeps_her_feed_whatever_older_news_arrives(told: World, anna: RecipientChanged) -> None:
    left, back = offer(anna, VolunteerState.LEFT, revision=3), offer(anna, VolunteerState.CONFIRMED, revision=4)
    told.tell(left, back)
    address = switch_on(told, anna.person_id)

    told.tell(left)

    assert told.visitor().get(address).status_int == 200


def test_leaving_by_the_office_ends_the_feed(make_world: Callable[..., World]) -> None:
    office = make_world("notifications", "volunteers")
    anna = ready(office)
    office.settle()
    address = switch_on(office, anna)

    office.api(Role.COORDINATOR).post(f"/volunteers/api/volunteers/{anna}/leave", {})
    office.settle()

    assert office.visitor().get(address, expect_errors=True).status_int == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (VolunteerState.LEFT, "Sie machen zurzeit nicht mehr mit."),
        (VolunteerState.REJECTED, "Ihre Anmeldung ist abgeschlossen."),
        (VolunteerState.BLOCKED, "Im Moment vermitteln wir Ihnen keine Einsätze."),
    ],
)
def test_who_has_left_is_told_so_and_sets_up_no_other(
    told: World, anna: RecipientChanged, state: VolunteerState, words: str
) -> None:
    told.tell(offer(anna, state, revision=2))

    shown = page(told, anna.person_id)

    assert shown.html.h1.text == "Das geht im Moment nicht"
    assert words in shown.html.select_one(".lead").text
    assert shown.html.select_one("[role=status]") is None
    assert SETS_UP not in shown.text


@pytest.mark.parametrize("label", [SETS_UP, RENEWS])
def test_a_form_opened_before_leaving_sets_up_nothing(told: World, anna: RecipientChanged, label: str) -> None:
    if label == RENEWS:
        switch_on(told, anna.person_id)
    opened = form_with(page(told, anna.person_id), label)
    told.tell(offer(anna, VolunteerState.LEFT, revision=2))

    refused = opened.submit(expect_errors=True)

    assert refused.status_int == 409
    assert "In der Zwischenzeit hat sich hier etwas geändert" in refused.html.select_one("[role=status]").text
    told.tell(offer(anna, VolunteerState.READY, revision=3))
    assert SETS_UP in page(told, anna.person_id).text


def test_after_an_upgrade_who_holds_a_place_keeps_her_calendar(upgraded: World, anna: RecipientChanged) -> None:
    address = switch_on(upgraded, anna.person_id)

    assert upgraded.visitor().get(address).status_int == 200


def test_after_an_upgrade_a_calendar_without_a_place_is_closed_until_we_hear_of_her(
    upgraded: World, anna: RecipientChanged, match: MatchChanged
) -> None:
    address = switch_on(upgraded, anna.person_id)

    upgraded.tell(replace(match, revision=4, state=MatchState.WITHDRAWN, cause=Cause.VOLUNTEER_GONE))
    assert upgraded.visitor().get(address, expect_errors=True).status_int == 404
    assert "in ein paar Minuten nochmals" in page(upgraded, anna.person_id).text

    upgraded.tell(offer(anna, VolunteerState.READY))
    assert upgraded.visitor().get(address).status_int == 200


def test_a_resync_ends_the_calendars_of_those_who_left_before_an_upgrade(
    upgraded: World, anna: RecipientChanged
) -> None:
    address = switch_on(upgraded, anna.person_id)

    upgraded.tell(offer(anna, VolunteerState.LEFT, revision=7))

    assert upgraded.visitor().get(address, expect_errors=True).status_int == 404
