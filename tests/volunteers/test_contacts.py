"""Matches in, contacts out: a site learns how to reach a volunteer when it is agreed, and loses it when it is over."""

from dataclasses import replace
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.matching import CONTACT_STATES, MatchRemoved, MatchState
from shared.contracts.volunteers import ContactReleased, ContactReleasedRemoved
from shared.ids import new_id
from shared.message import Message
from shared.testing import World
from tests.volunteers.people import agreed, match, ready


@pytest.fixture
def anna(world: World) -> UUID:
    return ready(world)


def contacts(world: World) -> dict[UUID, str]:
    """Match and telephone as a site would have them: the newest revision counts."""
    news: list[Any] = [*world.told("volunteers", ContactReleased), *world.told("volunteers", ContactReleasedRemoved)]
    newest = {fact.match_id: fact for fact in sorted(news, key=lambda fact: fact.revision)}
    return {key: fact.phone for key, fact in newest.items() if isinstance(fact, ContactReleased)}


def test_an_agreement_releases_the_contact_and_its_end_takes_it_back(world: World, anna: UUID) -> None:
    assignment = agreed(anna)

    world.tell(match(anna, match_id=assignment.match_id, need_id=assignment.need_id))
    assert world.told("volunteers", ContactReleased) == []
    world.tell(assignment)
    released = contacts(world)
    world.tell(replace(assignment, revision=5, state=MatchState.CLOSED))

    assert released == {assignment.match_id: "+41791234567"}
    (fact,) = world.told("volunteers", ContactReleased)
    assert (fact.name, fact.email, fact.need_id) == ("Anna Meier", "anna.meier@example.org", assignment.need_id)
    assert contacts(world) == {}
    assert world.told("volunteers", ContactReleasedRemoved)[0].revision > fact.revision


@pytest.mark.parametrize("state", MatchState)
def test_only_an_agreed_match_gives_the_contact(world: World, anna: UUID, state: MatchState) -> None:
    world.tell(match(anna, state=state))

    assert bool(contacts(world)) == (state in CONTACT_STATES)
    assert world.told("volunteers", ContactReleasedRemoved) == []


def test_news_in_any_order_and_twice_ends_in_the_same(world: World, anna: UUID) -> None:
    steps = [MatchState.PROPOSED, MatchState.AGREED, MatchState.ACTIVE, MatchState.CLOSED]

    for order in permutations(range(4)):
        match_id, need_id = new_id(), new_id()
        news = [
            Message.wrap(
                agreed(anna, match_id=match_id, need_id=need_id, revision=step + 1, state=steps[step]), "matching"
            )
            for step in order
        ]
        for message in [*news, *news]:
            world.deliver([message])

    assert contacts(world) == {}
    world.settle()


def test_a_pause_of_the_assignment_keeps_the_contact(world: World, anna: UUID) -> None:
    assignment = agreed(anna)

    world.tell(assignment, replace(assignment, revision=4, state=MatchState.PAUSED))

    assert len(contacts(world)) == 1
    assert len(world.told("volunteers", ContactReleased)) == 1


def test_a_match_that_is_gone_for_good_takes_the_contact_with_it(world: World, anna: UUID) -> None:
    assignment = agreed(anna)

    world.tell(assignment, MatchRemoved(match_id=assignment.match_id, revision=9, volunteer_id=anna), assignment)

    assert contacts(world) == {}
    assert len(world.told("volunteers", ContactReleasedRemoved)) == 1


def test_a_new_telephone_reaches_the_sites(world: World, anna: UUID) -> None:
    running, over = agreed(anna), agreed(anna)
    world.tell(running, over, replace(over, revision=5, state=MatchState.CLOSED))
    page = world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details")
    form = next(form for form in page.forms.values() if "phone" in form.fields)
    form["phone"] = "076 555 44 33"

    form.submit().follow()

    assert contacts(world) == {running.match_id: "+41765554433"}


def test_matches_of_somebody_unknown_are_ignored(world: World) -> None:
    world.tell(agreed(new_id()))

    assert world.told("volunteers", ContactReleased) == []


def test_a_resync_tells_the_same_again(world: World, anna: UUID) -> None:
    running = agreed(anna)
    world.tell(running, match(anna))
    service = world.members["volunteers"].service

    with world.db("volunteers").transaction() as session:
        for emit_all in service.present_state:
            emit_all(session)

    first, again = world.told("volunteers", ContactReleased)
    assert (again.match_id, again.phone) == (first.match_id, first.phone)
    assert again.revision >= first.revision
