"""What these tests begin with: the public's room, and needs to tell it about."""

from collections.abc import Callable
from typing import Any

import pytest

from shared import clock
from shared.contracts.accommodation import NeedChanged, NeedState
from shared.contracts.words import AgeGroup, Selection, Timing, Urgency
from shared.ids import new_id
from shared.testing import World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world("information")


@pytest.fixture
def need() -> Callable[..., NeedChanged]:
    """A need as accommodation tells it."""

    def make(**changes: Any) -> NeedChanged:
        usual: dict[str, Any] = {
            "need_id": new_id(),
            "revision": 1,
            "state": NeedState.OPEN,
            "bfs_nr": 4063,
            "category": "play_afternoon",
            "headcount": 1,
            "filled": 0,
            "age_group": AgeGroup.MIXED,
            "persons": 3,
            "minors": False,
            "alone": False,
            "languages": [],
            "timing": Timing.FLEXIBLE,
            "slots": [],
            "urgency": Urgency.NORMAL,
            "wish": "Bitte Frau Muster fragen",
            "selection": Selection.OFFICE,
            "posted_at": clock.now(),
        }
        return NeedChanged(**(usual | changes))

    return make
