"""A world of matching alone: needs and offers come in as events, coordinators and volunteers through the doors."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged
from shared.contracts.matching import MatchChanged
from shared.contracts.notifications import MessageRequested
from shared.contracts.volunteers import OfferChanged
from shared.testing import ApiClient, World
from tests.matching.making import ids, later, path


class Desk:
    """What a coordinator does, by API, and what the others are told of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.api = world.api(Role.COORDINATOR)

    def propose(self, need: NeedChanged, *offers: OfferChanged, **given: Any) -> list[dict[str, Any]]:
        """Ask volunteers who are known here; the matches that came of it."""
        response = self.try_to_propose(need, *offers, **given)
        assert response.status_code == 201, response.text
        return list(response.json)

    def try_to_propose(self, need: NeedChanged, *offers: OfferChanged, **given: Any) -> Any:
        """The same, whatever the answer."""
        asked = {"need_id": str(need.need_id), "offer_ids": ids(list(offers)), "answer_by": later(days=2), **given}
        return self.api.post("/matching/api/matches", asked)

    def asked(self, need: NeedChanged, *offers: OfferChanged) -> list[str]:
        """The ids of matches for a need and offers that are told here now."""
        self.world.tell(need, *offers)
        return [match["id"] for match in self.propose(need, *offers)]

    def click(self, match_id: str, *clicks: str) -> Any:
        """One click after the other; the last answer."""
        response = None
        for click in clicks:
            response = self.api.post(path(match_id, click))
        return response

    def match(self, match_id: str) -> dict[str, Any]:
        """A match as it stands now."""
        return dict(self.api.get(path(match_id)).json)

    def told(self) -> list[MatchChanged]:
        """What the others heard of matches."""
        return self.world.told("matching", MatchChanged)

    def letters(self) -> list[tuple[str, UUID]]:
        """The letters asked for besides the proposals: template and person."""
        asked = self.world.told("matching", MessageRequested)
        return [(one.template, one.person_id) for one in asked if one.template != "proposal"]

    def ranking(self, need: NeedChanged) -> list[dict[str, Any]]:
        """Ranked offers, best first."""
        return list(self.api.get(f"/matching/api/needs/{need.need_id}/offers").json)


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world("matching")


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
def volunteer(world: World) -> Callable[[OfferChanged], ApiClient]:
    """A volunteer's own program."""
    return lambda offer: world.api(Role.VOLUNTEER, offer.volunteer_id)


@pytest.fixture
def browser(world: World) -> TestApp:
    """A coordinator at her desk."""
    return world.browser(Role.COORDINATOR, name="Regula Muster")


@pytest.fixture
def link(world: World) -> Callable[..., str]:
    """Where the link in a volunteer's mail leads."""

    def make(match_id: str, lasts_days: float = 32, purpose: str = "answer") -> str:
        token = world.office.links.sign(purpose, UUID(match_id), timedelta(days=lasts_days))
        return f"/matching/answer/{token}"

    return make
