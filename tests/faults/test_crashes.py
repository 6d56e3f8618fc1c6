"""The process dies at any statement or commit, and messages come twice and in any order: each effect happens once."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.mill import BAKERY, MILL, World, fresh_world, make_empty

LABELS = ("a", "b", "stony c", "stony d")
NEVER = 10**9


class Place:
    """Where the worlds of one test session are."""

    def __init__(self, folder: Path) -> None:
        self.empty, self.folder = folder / "empty", folder / "world"
        self.empty.mkdir()
        make_empty(self.empty)

    def world(self) -> Any:
        return fresh_world(self.empty, self.folder)

    @cache  # noqa: B019  there is one place in a session
    def without_dying(self, labels: tuple[str, ...], revisions: tuple[int, ...]) -> tuple[dict[str, Any], int]:
        """How it ends when nothing goes wrong, and at how many points something could."""
        with self.world() as world:
            world.sell(labels, revisions)
            world.reaper.arm(NEVER)
            world.settle()
            points = world.reaper.seen
            return world.outcome(), points


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("crashes"))


def test_when_nobody_dies_everything_happens_once(place: Place) -> None:
    outcome, points = place.without_dying(("a", "stony c"), (1, 2))

    assert dict(outcome[MILL, "done"]) == {
        "ground a": 1,
        "ground stony c": 1,
        "cleaned after a": 1,
        "cleaned after stony c": 1,
    }
    assert sum(outcome[BAKERY, "done"].values()) == 6
    assert outcome["letters"] == {"a", "stony c"}
    assert points > 100


def test_dying_at_any_one_point_changes_nothing(place: Place) -> None:
    labels, revisions = ("a", "stony c"), (2, 1)
    wanted, points = place.without_dying(labels, revisions)

    for point in range(points):
        with place.world() as world:
            world.sell(labels, revisions)
            died = not world.until_death(point, world.settle)
            world.settle()
            assert died, point
            assert world.outcome() == wanted, point


deaths = st.tuples(st.just("work"), st.integers(0, 200))
repeats = st.tuples(
    st.just("repeat"), st.none() | st.integers(0, 40), st.sampled_from([MILL, BAKERY]), st.lists(st.integers(0, 9))
)


@settings(max_examples=60, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    labels=st.lists(st.sampled_from(LABELS), unique=True, min_size=1, max_size=3).map(tuple),
    revisions=st.permutations([1, 2, 3]).map(tuple),
    plan=st.lists(deaths | repeats, max_size=6),
)
def test_whatever_dies_comes_twice_or_in_disorder_each_effect_happens_once(
    place: Place, labels: tuple[str, ...], revisions: tuple[int, ...], plan: list[Any]
) -> None:
    wanted, _ = place.without_dying(labels, revisions)

    with place.world() as world:
        world.sell(labels, revisions)
        for step in plan:
            follow(world, *step)
        world.settle()

        assert world.outcome() == wanted


def follow(world: World, what: str, at: int | None, name: str = "", picks: list[int] | None = None) -> None:
    """One step of a plan: work on, or hear again; perhaps die on the way."""
    if what == "work":
        world.until_death(at, world.settle)
    else:
        world.until_death(at, lambda: world.repeat(picks or [], name))
