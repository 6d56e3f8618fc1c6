"""Fixtures for every test: the demo region, a clock that can be moved, and a world of all services."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.parts import NAMES
from shared import parts
from shared.region import Region, load
from shared.testing import World, moving_clock

pytest_plugins = ["tests.needs"]  # tests that want a browser, and say so where there is none

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def region() -> Region:
    return load(ROOT / "deploy/demo/region.toml")


@pytest.fixture(autouse=True)
def clock_put_right() -> Iterator[None]:
    with moving_clock():
        yield


@pytest.fixture
def make_world(tmp_path: Path, region: Region) -> Iterator[Callable[..., World]]:
    """Make a world of some services: `make_world("matching")`."""
    made: list[World] = []

    def make(*names: str) -> World:
        folder = tmp_path / f"world{len(made)}"
        folder.mkdir()
        made.append(World(folder, parts.load(names), region))
        return made[-1]

    yield make
    for world in made:
        world.close()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """All services of an office together."""
    return make_world(*NAMES)
