"""The office of the stories, and how its people come in: through pages and the links in their mails, nothing else."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from shared import log
from shared.testing import World
from tests.stories.carer import Carer
from tests.stories.coordinator import FOR_MINORS, Coordinator, open_office
from tests.stories.volunteer import Volunteer

Helps = Callable[..., Volunteer]
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """What was logged so far, down to DEBUG, a dictionary a line. To be asked for before the world, which logs too."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    before = logging.root.handlers[:], logging.root.level
    log.configure(level="DEBUG")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.root.handlers[:], level = before
    logging.root.setLevel(level)


@pytest.fixture
def coordinator(world: World) -> Coordinator:
    """The first of the office."""
    return open_office(world)


@pytest.fixture
def carer(world: World, coordinator: Coordinator) -> Carer:
    """Staff of «Unterkunft Birkenweg», invited and signed in."""
    lars = Carer(world, "Lars", "Frei")
    coordinator.invite(lars, coordinator.create_site())
    lars.accept_invitation()
    return lars


@pytest.fixture
def ready_volunteer(world: World, coordinator: Coordinator) -> Helps:
    """Make a volunteer who is ready: `anna = ready_volunteer("Anna", "Meier")`."""

    def make(first_name: str, last_name: str = "Meier") -> Volunteer:
        volunteer = Volunteer(world, first_name, last_name)
        coordinator.clear_at(coordinator.sign_up_by_phone(volunteer), *FOR_MINORS)
        return volunteer

    return make
