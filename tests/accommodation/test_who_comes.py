"""Who hears of it when somebody comes: the poster by mail, the site by name, and after agreement how to reach them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.matching import Cause, MatchRemoved, MatchState
from shared.contracts.notifications import MessageRequested
from shared.contracts.volunteers import ContactReleasedRemoved
from shared.testing import ApiClient, World
from tests.accommodation.conftest import Match

PROPOSED, ACCEPTED, TRIAL, AGREED, ACTIVE, PAUSED, CLOSED, DECLINED, EXPIRED, WITHDRAWN, FAILED = MatchState

Post = Callable[..., UUID]
Read = Callable[[UUID], dict[str, Any]]


def test_whoever_posted_is_told_once_that_somebody_is_chosen_and_once_that_she_comes(
    world: World, post: Post, carer_id: UUID, site_id: UUID
) -> None:
    match = Match(post(timing="weekly", slots=["tue_evening"], minutes=90))

    world.tell(match.now(ACCEPTED), match.now(TRIAL))
    world.tell(match.now(AGREED), match.now(ACTIVE), match.now(PAUSED), match.now(ACTIVE))

    chosen, comes = world.told("accommodation", MessageRequested)
    assert (chosen.person_id, chosen.template) == (carer_id, "someone_chosen")
    assert (comes.person_id, comes.template) == (carer_id, "someone_comes")
    assert (
        chosen.data
        == comes.data
        == {
            "need_id": str(match.need_id),
            "category": "german_conversation",
            "bfs_nr": 4063,
            "timing": "weekly",
            "slots": ["tue_evening"],
            "minutes": 90,
        }
    )


def _letters(world: World) -> list[str]:
    return [letter.template for letter in world.told("accommodation", MessageRequested)]


@pytest.mark.parametrize("before", [ACCEPTED, TRIAL, AGREED])
@pytest.mark.parametrize(
    ("end", "cause"),
    [
        (WITHDRAWN, Cause.VOLUNTEER_WITHDREW),
        (WITHDRAWN, Cause.OFFICE_WITHDREW),
        (WITHDRAWN, Cause.VOLUNTEER_GONE),
        (FAILED, Cause.DID_NOT_WORK),
        (DECLINED, None),
    ],
)
def test_whoever_posted_is_told_once_that_somebody_fell_away(
    world: World, post: Post, carer_id: UUID, before: MatchState, end: MatchState, cause: Cause | None
) -> None:
    match = Match(post())
    world.tell(match.now(before))
    gone = match.now(end, cause)

    world.tell(gone, gone, match.now(end, cause))

    letter = world.told("accommodation", MessageRequested)[-1]
    assert _letters(world).count("someone_fell_away") == 1
    assert (letter.template, letter.person_id) == ("someone_fell_away", carer_id)
    assert letter.data == {
        "need_id": str(match.need_id),
        "category": "german_conversation",
        "bfs_nr": 4063,
        "timing": "flexible",
        "slots": [],
    }


def test_a_match_that_is_gone_for_good_frees_its_place_and_is_told_like_it(world: World, post: Post) -> None:
    match = Match(post())
    world.tell(match.now(AGREED))

    world.tell(MatchRemoved(match_id=match.match_id, revision=9, volunteer_id=match.volunteer_id))

    assert _letters(world) == ["someone_comes", "someone_fell_away"]


@pytest.mark.parametrize("states", [[PROPOSED, DECLINED], [AGREED, ACTIVE, CLOSED]])
def test_who_never_held_a_place_or_has_ended_it_as_planned_does_not_fall_away(
    world: World, post: Post, states: list[MatchState]
) -> None:
    match = Match(post())

    world.tell(*(match.now(state, Cause.COMPLETED if state is CLOSED else None) for state in states))

    assert "someone_fell_away" not in _letters(world)


def test_nobody_looks_on_for_a_need_that_is_over_or_taken_back(world: World, post: Post, staff: ApiClient) -> None:
    late, taken_back = Match(post(timing="once", once_at="2026-11-27T14:00:00+01:00")), Match(post())
    world.tell(late.now(AGREED), taken_back.now(AGREED))
    staff.post(f"/accommodation/api/needs/{taken_back.need_id}/cancel")
    world.tell(taken_back.now(WITHDRAWN, Cause.NEED_ENDED))
    world.travel("2026-11-27 20:00")

    world.tell(late.now(FAILED, Cause.DID_NOT_WORK))

    assert "someone_fell_away" not in _letters(world)


def test_nobody_is_written_to_when_a_coordinator_posted_for_the_site(
    world: World, coordinator: ApiClient, site_id: UUID
) -> None:
    posted = coordinator.post("/accommodation/api/needs", {"category": "sport", "site_id": str(site_id)}).json

    match = Match(UUID(posted["id"]))
    world.tell(match.now(AGREED), match.now(WITHDRAWN, Cause.VOLUNTEER_WITHDREW))

    assert world.told("accommodation", MessageRequested) == []


def test_the_site_learns_names_and_after_agreement_the_contact(world: World, post: Post, staff: ApiClient) -> None:
    match = Match(post())
    path = f"/accommodation/api/needs/{match.need_id}"

    world.tell(match.now(ACCEPTED))
    accepted = staff.get(path).json["matches"]
    world.tell(match.contact())
    too_early = staff.get(path).json["matches"]
    world.tell(match.now(AGREED))
    agreed = staff.get(path).json["matches"]

    assert [(shown["name"], shown["contact"]) for shown in accepted] == [("Anna M.", None)]
    assert too_early[0]["contact"] is None
    assert agreed[0]["contact"] == {
        "name": "Anna Muster",
        "phone": "+41791234567",
        "email": "anna.muster@example.org",
    }


def test_the_contact_is_dropped_for_good_when_it_is_taken_back(world: World, post: Post, staff: ApiClient) -> None:
    match = Match(post())
    gone = ContactReleasedRemoved(match_id=match.match_id, revision=2, volunteer_id=match.volunteer_id)
    world.tell(match.now(AGREED), gone)

    world.tell(match.contact(revision=1))

    (shown,) = staff.get(f"/accommodation/api/needs/{match.need_id}").json["matches"]
    assert shown["contact"] is None


def test_who_turned_a_site_down_is_shown_to_the_office_only(
    world: World, post: Post, staff: ApiClient, read: Read
) -> None:
    match = Match(post())

    world.tell(match.now(PROPOSED), match.now(DECLINED))

    assert staff.get(f"/accommodation/api/needs/{match.need_id}").json["matches"] == []
    assert [shown["state"] for shown in read(match.need_id)["matches"]] == ["declined"]
