"""News from matching: a need's state follows from its matches, in whatever order and however often the news comes."""

import random
from collections.abc import Callable
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.accommodation import NeedChanged
from shared.contracts.matching import Answer, Cause, MatchRemoved, MatchState
from shared.contracts.notifications import MessageRequested
from shared.message import Message
from shared.testing import ApiClient, World
from tests.accommodation.conftest import Match

PROPOSED, ACCEPTED, TRIAL, AGREED, ACTIVE, PAUSED, CLOSED, DECLINED, EXPIRED, WITHDRAWN, FAILED = MatchState

Post = Callable[..., UUID]
Read = Callable[[UUID], dict[str, Any]]


def test_a_proposal_makes_it_proposed_and_a_yes_fills_it(world: World, post: Post, read: Read) -> None:
    match = Match(post())

    world.tell(match.now(PROPOSED))
    proposed = read(match.need_id)
    world.tell(match.now(ACCEPTED, answer=Answer.YES))
    filled = read(match.need_id)

    assert (proposed["state"], proposed["filled"]) == ("proposed", 0)
    assert (filled["state"], filled["filled"]) == ("filled", 1)
    assert [told.state for told in world.told("accommodation", NeedChanged)] == ["open", "proposed", "filled"]
    assert [told.revision for told in world.told("accommodation", NeedChanged)] == [1, 2, 3]


@pytest.mark.parametrize("state", [ACCEPTED, TRIAL, AGREED, ACTIVE, PAUSED])
def test_every_state_that_holds_a_place_fills_it(world: World, post: Post, read: Read, state: MatchState) -> None:
    match = Match(post())

    world.tell(match.now(state))

    assert (read(match.need_id)["state"], read(match.need_id)["filled"]) == ("filled", 1)


def test_a_partly_filled_need_says_how_far_it_is(world: World, post: Post, read: Read) -> None:
    need_id = post(headcount=3)

    world.tell(Match(need_id).now(ACCEPTED))
    one = read(need_id)
    world.tell(Match(need_id).now(PROPOSED), Match(need_id).now(AGREED))
    two = read(need_id)

    assert (one["state"], one["filled"], one["headcount"]) == ("open", 1, 3)
    assert (two["state"], two["filled"]) == ("proposed", 2)
    assert [told.filled for told in world.told("accommodation", NeedChanged)][-1] == 2


def test_who_got_a_place_while_the_number_was_lowered_keeps_it(world: World, post: Post, read: Read) -> None:
    need_id = post(headcount=1)

    world.tell(Match(need_id).now(ACCEPTED), Match(need_id).now(AGREED))

    assert (read(need_id)["state"], read(need_id)["filled"], read(need_id)["headcount"]) == ("filled", 2, 2)
    assert world.told("accommodation", NeedChanged)[-1].headcount == 2


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        (DECLINED, None),
        (EXPIRED, Cause.NO_ANSWER),
        (WITHDRAWN, Cause.OFFICE_WITHDREW),
    ],
)
def test_it_falls_back_to_open_when_the_last_proposal_ends(
    world: World, post: Post, read: Read, state: MatchState, cause: Cause | None
) -> None:
    match = Match(post())
    world.tell(match.now(PROPOSED))

    world.tell(match.now(state, cause))

    assert (read(match.need_id)["state"], read(match.need_id)["cause"]) == ("open", cause)


def test_it_falls_back_with_the_cause_of_the_match_that_ended(world: World, post: Post, read: Read) -> None:
    first, second = Match(need_id := post()), Match(need_id)
    world.tell(first.now(ACCEPTED))

    world.tell(first.now(WITHDRAWN, Cause.VOLUNTEER_WITHDREW))
    fallen = read(need_id)
    world.tell(second.now(PROPOSED))
    on_its_way = read(need_id)

    assert (fallen["state"], fallen["filled"], fallen["cause"]) == ("open", 0, "volunteer_withdrew")
    assert (on_its_way["state"], on_its_way["cause"]) == ("proposed", None)


def test_losing_one_of_several_is_told_with_its_cause(world: World, post: Post, read: Read) -> None:
    first, second = Match(need_id := post(headcount=3)), Match(need_id)
    world.tell(first.now(ACCEPTED), second.now(ACCEPTED))

    world.tell(first.now(FAILED, Cause.DID_NOT_WORK))

    need = read(need_id)
    assert (need["state"], need["filled"], need["cause"]) == ("open", 1, "did_not_work")


def test_it_falls_back_to_proposed_while_others_are_asked(world: World, post: Post, read: Read) -> None:
    taken, asked = Match(need_id := post()), Match(need_id)
    world.tell(taken.now(ACCEPTED), asked.now(PROPOSED))

    world.tell(taken.now(WITHDRAWN, Cause.VOLUNTEER_GONE))

    assert (read(need_id)["state"], read(need_id)["cause"]) == ("proposed", "volunteer_gone")


def test_it_is_done_when_the_last_helper_has_finished(world: World, post: Post, read: Read) -> None:
    first, second = Match(need_id := post(headcount=2)), Match(need_id)
    world.tell(first.now(ACTIVE), second.now(ACTIVE))

    world.tell(first.now(CLOSED, Cause.COMPLETED))
    one_is_left = read(need_id)
    world.tell(second.now(CLOSED, Cause.COMPLETED))
    finished = read(need_id)

    assert (one_is_left["state"], one_is_left["filled"]) == ("filled", 2)
    assert (finished["state"], finished["filled"], finished["cause"]) == ("done", 2, "completed")


def test_a_helper_who_finished_early_leaves_the_other_places_open(world: World, post: Post, read: Read) -> None:
    match = Match(post(headcount=2))
    world.tell(match.now(ACTIVE))

    world.tell(match.now(CLOSED, Cause.COMPLETED))

    assert (read(match.need_id)["state"], read(match.need_id)["filled"]) == ("open", 1)


def test_a_match_that_ended_without_being_completed_is_no_help(world: World, post: Post, read: Read) -> None:
    match = Match(post())
    world.tell(match.now(ACTIVE))

    world.tell(match.now(CLOSED, Cause.NEED_ENDED))

    assert (read(match.need_id)["state"], read(match.need_id)["filled"]) == ("open", 0)


def test_a_match_that_is_removed_gives_its_place_back(world: World, post: Post, read: Read) -> None:
    match = Match(post())
    world.tell(match.now(ACCEPTED))

    world.tell(MatchRemoved(match_id=match.match_id, revision=2, volunteer_id=match.volunteer_id))
    world.tell(match.now(ACCEPTED))

    assert (read(match.need_id)["state"], read(match.need_id)["matches"]) == ("open", [])


def test_any_order_of_the_same_news_ends_the_same(world: World, post: Post, read: Read) -> None:
    for order in permutations(range(4)):
        first, second = Match(need_id := post(headcount=2)), Match(need_id)
        news = [
            first.now(PROPOSED),
            first.now(AGREED),
            second.now(PROPOSED),
            second.now(WITHDRAWN, Cause.OFFICE_WITHDREW),
        ]

        world.tell(*(news[place] for place in order))

        assert (read(need_id)["state"], read(need_id)["filled"]) == ("open", 1), order


def test_news_that_comes_again_changes_nothing(world: World, post: Post) -> None:
    match = Match(post())
    news = [match.now(PROPOSED), match.now(ACCEPTED), match.now(AGREED)]
    world.tell(*news)
    told, asked = world.told("accommodation", NeedChanged), world.told("accommodation", MessageRequested)

    again = news * 3
    random.Random(7).shuffle(again)
    world.tell(*again)

    assert world.told("accommodation", NeedChanged) == told
    assert world.told("accommodation", MessageRequested) == asked


def test_older_news_that_comes_late_does_nothing(world: World, post: Post, read: Read) -> None:
    match = Match(post())
    agreed, withdrawn = match.now(AGREED), match.now(WITHDRAWN, Cause.VOLUNTEER_WITHDREW)

    world.tell(withdrawn)
    world.tell(agreed)

    assert (read(match.need_id)["state"], read(match.need_id)["filled"]) == ("open", 0)
    assert world.told("accommodation", MessageRequested) == []


def test_a_redelivered_message_is_handled_once(world: World, post: Post) -> None:
    match = Match(post())
    message = Message.wrap(match.now(PROPOSED), "matching")

    for _ in range(2):
        world.deliver([message])

    assert len(world.told("accommodation", NeedChanged)) == 2


@pytest.mark.parametrize("click", ["cancel", "done"])
def test_an_ended_need_is_not_moved_by_its_matches(
    world: World, post: Post, read: Read, staff: ApiClient, click: str
) -> None:
    match, late = Match(need_id := post()), Match(need_id)
    world.tell(match.now(ACCEPTED))
    staff.post(f"/accommodation/api/needs/{need_id}/{click}")
    ended, told = read(need_id), world.told("accommodation", MessageRequested)

    world.tell(match.now(WITHDRAWN, Cause.NEED_ENDED), late.now(ACCEPTED), late.now(AGREED))

    now = read(need_id)
    assert (now["state"], now["revision"]) == (ended["state"], ended["revision"])
    assert world.told("accommodation", MessageRequested) == told


def test_news_of_a_need_that_is_not_here_harms_nobody(world: World) -> None:
    match = Match(need_id := Match.__dataclass_fields__["match_id"].default_factory())  # type: ignore[misc]

    world.tell(match.now(AGREED), match.contact())

    assert need_id and world.told("accommodation", NeedChanged) == []
