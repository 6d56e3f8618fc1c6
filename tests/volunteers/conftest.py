"""These tests have the volunteers' room alone: what others would tell is told to it, what it tells is read."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.auth import Role
from shared.testing import World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world("volunteers")


@pytest.fixture
def office(world: World) -> Any:
    """The browser of a coordinator."""
    return world.browser(Role.COORDINATOR, name="Karin Muster")
