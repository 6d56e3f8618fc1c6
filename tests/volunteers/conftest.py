"""These tests have the volunteers' room alone: what others would tell is told to it, what it tells is read."""

from collections.abc import Callable

import pytest

from shared.testing import World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world("volunteers")
