"""The office of the stories, and how its people come in: through pages and the links in their mails, nothing else."""

from collections.abc import Callable

import pytest

from shared.testing import World
from tests.stories.carer import Carer
from tests.stories.coordinator import FOR_MINORS, Coordinator, open_office
from tests.stories.volunteer import Volunteer

Helps = Callable[..., Volunteer]


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
