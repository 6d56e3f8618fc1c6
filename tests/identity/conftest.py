"""An office with nobody in it yet."""

from collections.abc import Callable

import pytest

from shared.testing import World
from tests.identity.people import People


@pytest.fixture
def people(make_world: Callable[..., World]) -> People:
    return People(make_world("identity"))
