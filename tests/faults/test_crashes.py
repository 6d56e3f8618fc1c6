"""The process dies at any statement or commit, and messages come twice and in any order: each effect happens once."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.dying import World
from tests.faults.mill import BAKERY, MILL

NEVER = 10**9
LABELS = ("a", "b", "stony c", "stony d")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("mill"))
    yield made
    made.bury()


@cache
def without_dying(world: World, labels: tuple[str, ...], revisions: tuple[int, ...]) -> tuple[dict[str, Any], int]:
    """How it ends when nothing goes wrong, and at how many points something could."""
    with world.anew():
        world.sell(labels, revisions)
        world.reaper.arm(NEVER)
        world.settle()
        points = world.reaper.seen
        return world.outcome(), points


def test_when_nobody_dies_everything_happens_once(world: World) -> None:
    outcome, _ = without_dying(world, ("a", "stony c"), (1, 2))

    assert dict(outcome[MILL, "done"]) == {
        "ground a": 1,
        "ground stony c": 1,
        "cleaned after a": 1,
        "cleaned after stony c": 1,
    }
    assert sum(outcome[BAKERY, "done"].values()) == 6
    assert outcome["letters"] == {"a", "stony c"}


def test_dying_at_any_one_point_changes_nothing(world: World) -> None:
    labels, revisions = ("a", "stony c"), (2, 1)
    wanted, points = without_dying(world, labels, revisions)
    assert points > 80

    for point in range(points):
        with world.anew():
            world.sell(labels, revisions)
            lived = world.until_death(point, world.settle)
            world.settle()
            assert not lived, point
            assert world.outcome() == wanted, point


deaths = st.tuples(st.just("work"), st.integers(0, 90))
repeats = st.tuples(
    st.just("repeat"), st.none() | st.integers(0, 30), st.sampled_from([MILL, BAKERY]), st.lists(st.integers(0, 9))
)


@settings(max_examples=60, deadline=None, print_blob=True)
@given(
    labels=st.lists(st.sampled_from(LABELS), unique=True, min_size=1, max_size=3).map(tuple),
    revisions=st.permutations([1, 2, 3]).map(tuple),
    plan=st.lists(deaths | repeats, max_size=6),
)
def test_whatever_dies_comes_twice_or_in_disorder_each_effect_happens_once(
    world: World, labels: tuple[str, ...], revisions: tuple[int, ...], plan: list[Any]
) -> None:
    wanted, _ = without_dying(world, labels, revisions)

    with world.anew():
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
