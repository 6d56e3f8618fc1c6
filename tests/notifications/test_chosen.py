"""From a yes to an agreed assignment: the volunteer hears at once that the place is hers, and what comes next."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from shared import clock
from shared.contracts.accommodation import NeedChanged, SiteChanged
from shared.contracts.matching import Cause, MatchChanged, MatchState
from shared.contracts.notifications import RecipientChanged, RecipientRemoved
from shared.testing import World

Messages = Callable[..., list[dict[str, Any]]]
ADDRESS = "Haus Sonne, Sonnenweg 3, 5620 Bremgarten"


@pytest.fixture
def asked(match: MatchChanged) -> MatchChanged:
    """Anna was asked, and nothing more."""
    return replace(match, revision=1, state=MatchState.PROPOSED, agreed_at=None)


@pytest.fixture
def asked_now(asked: MatchChanged, world: World) -> MatchChanged:
    """The same, only just."""
    return replace(asked, proposed_at=clock.now())


@pytest.fixture
def chosen(asked: MatchChanged) -> MatchChanged:
    return replace(asked, revision=2, state=MatchState.ACCEPTED)


@pytest.fixture
def trial(asked: MatchChanged) -> MatchChanged:
    return replace(asked, revision=3, state=MatchState.TRIAL)


@pytest.fixture
def office(world: World, anna: RecipientChanged, site: SiteChanged, need: NeedChanged, asked: MatchChanged) -> World:
    """Nobody was written to yet."""
    world.tell(anna, site, need, asked)
    return world


def test_whoever_is_chosen_hears_it_and_what_comes_next(
    office: World, chosen: MatchChanged, messages: Messages
) -> None:
    assert messages() == []

    office.tell(chosen)

    [message] = messages()
    assert (message["to"], message["subject"]) == ("anna.muster@example.org", "Der Platz gehört Ihnen")
    assert "Was: Spielnachmittag\nWo: Bremgarten (AG)\nWann: Fr 27.11.2026, 14.30\u00a0Uhr" in message["text"]
    assert "So geht es weiter" in message["text"]
    assert ADDRESS not in message["text"]
    assert message["invitation"] is None


def test_on_trial_she_is_told_where_to_go_and_who_calls_whom(
    office: World, chosen: MatchChanged, trial: MatchChanged, messages: Messages
) -> None:
    office.tell(chosen, trial)

    message, before = messages()
    assert before["template"] == "chosen"
    assert message["subject"] == "Sie können schnuppern kommen"
    assert f"Adresse: {ADDRESS}" in message["text"]
    assert "Rufen Sie bitte den Standort an" in message["text"]
    assert message["invitation"] is None


def test_where_no_site_is_known_the_office_says_how_they_meet(
    office: World, need: NeedChanged, trial: MatchChanged, messages: Messages
) -> None:
    office.tell(replace(need, revision=2, site_id=None), trial)

    [message] = messages()
    assert "Adresse" not in message["text"]
    assert "Wir melden uns bei Ihnen" in message["text"]


def test_chosen_and_on_trial_at_one_click_is_one_letter(office: World, trial: MatchChanged, messages: Messages) -> None:
    office.tell(trial)

    assert [message["template"] for message in messages()] == ["trial"]


def test_news_told_twice_or_out_of_order_writes_nothing_twice(
    office: World, asked: MatchChanged, chosen: MatchChanged, trial: MatchChanged, messages: Messages
) -> None:
    office.tell(trial, chosen, asked, trial, replace(trial, revision=4))

    assert [message["template"] for message in messages()] == ["trial"]


def test_a_resync_long_after_the_letter_was_forgotten_writes_no_other(
    office: World, chosen: MatchChanged, messages: Messages
) -> None:
    office.tell(chosen)
    office.advance(days=200)
    assert messages() == []

    office.tell(chosen)

    assert messages() == []


def test_who_lost_the_place_before_we_heard_that_she_had_it_is_not_told_so(
    office: World, chosen: MatchChanged, messages: Messages
) -> None:
    withdrawn = replace(chosen, revision=3, state=MatchState.WITHDRAWN, cause=Cause.VOLUNTEER_WITHDREW)

    office.tell(withdrawn, chosen)

    assert messages() == []


def test_what_is_agreed_at_once_is_left_to_the_letter_about_it(
    office: World, match: MatchChanged, messages: Messages
) -> None:
    office.tell(match)

    assert messages() == []


def test_of_a_need_not_heard_of_yet_the_place_is_told_all_the_same(
    world: World, anna: RecipientChanged, asked_now: MatchChanged, messages: Messages
) -> None:
    world.tell(anna, replace(asked_now, revision=2, state=MatchState.ACCEPTED))

    [message] = messages()
    assert (message["state"], message["template"]) == ("sent", "chosen")


@pytest.mark.parametrize("state", [MatchState.ACCEPTED, MatchState.TRIAL])
def test_a_resync_after_an_upgrade_writes_nothing_of_places_held_before_it(
    world: World, anna: RecipientChanged, need: NeedChanged, asked: MatchChanged, messages: Messages, state: MatchState
) -> None:
    held = replace(asked, revision=2, state=state)

    world.tell(anna, need, held, held)

    assert messages() == []


def test_what_happens_after_that_resync_is_told(
    world: World, anna: RecipientChanged, chosen: MatchChanged, trial: MatchChanged, messages: Messages
) -> None:
    world.tell(anna, chosen)

    world.tell(trial)

    assert [message["template"] for message in messages()] == ["trial"]


def test_who_was_asked_before_an_upgrade_and_is_chosen_after_the_resync_hears_it(
    world: World, anna: RecipientChanged, asked: MatchChanged, chosen: MatchChanged, messages: Messages
) -> None:
    world.tell(anna, asked)

    world.tell(chosen)

    assert [message["template"] for message in messages()] == ["chosen"]


@pytest.mark.parametrize(("hours", "letters"), [(10, ["chosen"]), (24, [])])
def test_a_first_word_of_a_match_may_come_as_late_as_an_inbox_tries_again(
    world: World, anna: RecipientChanged, asked_now: MatchChanged, messages: Messages, hours: int, letters: list[str]
) -> None:
    world.tell(anna)
    world.advance(hours=hours)

    world.tell(replace(asked_now, revision=2, state=MatchState.ACCEPTED), asked_now)

    assert [message["template"] for message in messages()] == letters


def test_whoever_was_erased_hears_nothing(
    office: World, anna: RecipientChanged, chosen: MatchChanged, messages: Messages
) -> None:
    office.tell(RecipientRemoved(person_id=anna.person_id, revision=2), chosen)

    assert messages() == []
