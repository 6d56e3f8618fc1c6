"""The whole main job, from the first sign-up to the last goodbye."""

from shared.testing import World
from tests.stories import main_job
from tests.stories.coordinator import Coordinator


def test_a_recurring_need_from_sign_up_to_done(world: World, coordinator: Coordinator) -> None:
    main_job.play(world, coordinator)
