"""Who hears of it when somebody comes: the poster by mail, the site by name, and after agreement how to reach them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from shared.contracts.matching import MatchState
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
    assert chosen.data == comes.data == {
        "need_id": str(match.need_id),
        "category": "german_conversation",
        "bfs_nr": 4063,
        "timing": "weekly",
        "slots": ["tue_evening"],
        "minutes": 90,
    }


def test_nobody_is_written_to_when_a_coordinator_posted_for_the_site(
    world: World, coordinator: ApiClient, site_id: UUID
) -> None:
    posted = coordinator.post("/accommodation/api/needs", {"category": "sport", "site_id": str(site_id)}).json

    world.tell(Match(UUID(posted["id"])).now(AGREED))

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
