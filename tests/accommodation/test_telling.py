"""What accommodation tells the others on request: everything again, with the revision it has, and never too much."""

from collections.abc import Callable
from uuid import UUID

from webtest import TestApp

from services.accommodation import service
from shared.contracts.accommodation import NeedChanged, SiteChanged
from shared.contracts.matching import MatchState
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.contracts.tasks import TaskChanged
from shared.testing import World
from tests.accommodation.conftest import Match, ask, form_with


def test_a_resync_tells_the_present_state_again_without_changing_it(world: World, post: Callable[..., UUID]) -> None:
    match = Match(post())
    world.tell(match.now(MatchState.PROPOSED), match.now(MatchState.AGREED))
    ask(world)
    kinds = (SiteChanged, NeedChanged, RecipientChanged)
    before = [world.told("accommodation", kind)[-1] for kind in kinds]
    messages = world.told("accommodation", MessageRequested)

    _resync(world)

    assert [world.told("accommodation", kind)[-1] for kind in kinds] == before
    assert world.told("accommodation", MessageRequested) == messages
    assert len(world.told("accommodation", NeedChanged)) == 4  # open, proposed, filled; and again filled, not the draft


def test_a_resync_tells_tasks_as_they_stand(world: World, office: TestApp) -> None:
    ask(world)
    (mail,) = world.told("accommodation", MessageRequested)
    form_with(office.get(f"/accommodation/needs/{mail.data['need_id']}"), "/confirm").submit()
    (waiting,) = world.told("accommodation", TaskChanged)

    _resync(world)

    assert world.told("accommodation", TaskChanged) == [waiting, waiting]


def _resync(world: World) -> None:
    with world.db("accommodation").transaction() as session:
        for emit_all in service.present_state:
            emit_all(session)
