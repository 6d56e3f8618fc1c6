"""What comes in at the same moment: one person stays one person, a day keeps its sixteen hours, a click counts once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from shared.auth import Role
from shared.contracts.notifications import RecipientChanged
from shared.contracts.volunteers import OfferChanged
from shared.testing import World
from tests.volunteers.people import ANNA, API, agreed, last_offer, ready

AT_ONCE = 8


def at_once(call: Callable[[int], Any]) -> list[int]:
    """The statuses of calls made side by side."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(answer.status_int for answer in pool.map(call, range(AT_ONCE)))


def test_one_address_is_one_person(world: World) -> None:
    statuses = at_once(lambda _: world.api(Role.COORDINATOR).post(f"{API}/sign-ups", ANNA))

    assert statuses == [202] * AT_ONCE
    assert len(world.told("volunteers", RecipientChanged)) == 1
    assert len(world.api(Role.COORDINATOR).get(f"{API}/volunteers").json) == 1


def test_a_day_has_sixteen_hours(world: World) -> None:
    anna = ready(world)
    assignment = agreed(anna)
    world.tell(assignment)
    body = {"match_id": str(assignment.match_id), "day": "2026-11-23", "minutes": 240}

    statuses = at_once(lambda _: world.api(Role.VOLUNTEER, anna).post(f"{API}/hours", body))

    assert statuses == [201] * 4 + [422] * 4
    assert last_offer(world).minutes_52_weeks == 960


def test_a_click_counts_once_and_every_revision_is_told_once(world: World) -> None:
    anna = ready(world)

    statuses = at_once(lambda _: world.api(Role.VOLUNTEER, anna).post(f"{API}/volunteers/{anna}/pause"))

    assert statuses == [200] + [409] * (AT_ONCE - 1)
    revisions = [offer.revision for offer in world.told("volunteers", OfferChanged)]
    assert len(set(revisions)) == len(revisions)
