"""What these tests begin with: accommodation alone, a site, its staff, and matches as matching tells of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp, TestResponse

from shared import clock
from shared.auth import Role
from shared.contracts.matching import Answer, Cause, MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested
from shared.contracts.volunteers import ContactReleased
from shared.ids import new_id
from shared.testing import ApiClient, World

HOUSE = {
    "organisation": "Kantonaler Sozialdienst",
    "name": "Unterkunft Bremgarten",
    "kind": "cantonal",
    "street": "Kasernenweg 3",
    "postcode": "5620",
    "town": "Bremgarten",
    "bfs_nr": 4063,
    "phone": "056 631 11 11",
}
NEED = {"category": "german_conversation"}
FILLED_IN = {
    "category": "donations",
    "timing": "flexible",
    "age_group": "adults",
    "persons": "2",
    "postcode": "5621",
    "name": "Rita Roth",
    "organisation": "Verein Begegnung",
    "email": "Rita.Roth@Example.org",
    "phone": "056 631 22 22",
}


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world("accommodation")


@pytest.fixture
def coordinator(world: World) -> ApiClient:
    return world.api(Role.COORDINATOR)


@pytest.fixture
def new_site(coordinator: ApiClient) -> Callable[..., UUID]:
    """Make a site: `new_site(name="Haus B")`."""

    def make(**given: Any) -> UUID:
        answer = coordinator.post("/accommodation/api/sites", {**HOUSE, **given})
        assert answer.status_int == 201, answer.json
        return UUID(answer.json["id"])

    return make


@pytest.fixture
def site_id(new_site: Callable[..., UUID]) -> UUID:
    return new_site()


@pytest.fixture
def carer_id() -> UUID:
    return new_id()


@pytest.fixture
def staff(world: World, site_id: UUID, carer_id: UUID) -> ApiClient:
    """Somebody who works at the site, by programs."""
    return world.api(Role.STAFF, carer_id, site_ids=[site_id])


@pytest.fixture
def carer(world: World, site_id: UUID, carer_id: UUID) -> TestApp:
    """The same in a browser."""
    return world.browser(Role.STAFF, carer_id, site_ids=[site_id])


@pytest.fixture
def office(world: World) -> TestApp:
    """A coordinator in a browser."""
    return world.browser(Role.COORDINATOR)


@pytest.fixture
def post(staff: ApiClient) -> Callable[..., UUID]:
    """Post a need of the site: `post(headcount=3)`."""

    def send(**given: Any) -> UUID:
        answer = staff.post("/accommodation/api/needs", {**NEED, **given})
        assert answer.status_int == 201, answer.json
        return UUID(answer.json["id"])

    return send


@pytest.fixture
def read(coordinator: ApiClient) -> Callable[[UUID], dict[str, Any]]:
    """A need as a coordinator's program sees it."""

    def get(need_id: UUID) -> dict[str, Any]:
        need: dict[str, Any] = coordinator.get(f"/accommodation/api/needs/{need_id}").json
        return need

    return get


@dataclass
class Match:
    """One match as matching tells of it: `match.now("agreed")` is the next revision of it."""

    need_id: UUID
    name: str = "Anna M."
    match_id: UUID = field(default_factory=new_id)
    volunteer_id: UUID = field(default_factory=new_id)
    revision: int = 0

    def now(
        self, state: MatchState, cause: Cause | None = None, answer: Answer | None = None, answer_in_days: int = 4
    ) -> MatchChanged:
        self.revision += 1
        return MatchChanged(
            match_id=self.match_id,
            revision=self.revision,
            state=state,
            cause=cause,
            need_id=self.need_id,
            offer_id=self.volunteer_id,
            volunteer_id=self.volunteer_id,
            name=self.name,
            answer=answer,
            answer_by=clock.now() + timedelta(days=answer_in_days),
            proposed_at=clock.now(),
        )

    def contact(self, revision: int = 1) -> ContactReleased:
        return ContactReleased(
            match_id=self.match_id,
            revision=revision,
            need_id=self.need_id,
            volunteer_id=self.volunteer_id,
            name="Anna Muster",
            phone="+41791234567",
            email="anna.muster@example.org",
        )


def form_with(page: TestResponse, action_or_field: str) -> Any:
    """The form of a page that goes to an address ending so, or has a field of that name."""
    for form in page.forms.values():
        if form.action.endswith(action_or_field) or action_or_field in form.fields:
            return form
    raise AssertionError(f"no form with {action_or_field} in {page.request.path}")


def need_form(browser: TestApp) -> Any:
    """The form of a new need in which somebody has said for whom it is."""
    form = form_with(browser.get("/accommodation/needs/new"), "category")
    form["age_group"], form["persons"] = "adults", "2"
    return form


def link_in(world: World, mail: MessageRequested) -> str:
    """The address in a mail that asks for confirmation: it speaks of the person written to."""
    return "/accommodation/confirm/" + world.office.links.sign("confirm_need", mail.person_id, timedelta(days=14))


def ask(world: World, **given: str) -> TestResponse:
    """Somebody without an account asks for help; what is not given is as in `FILLED_IN`."""
    form = form_with(world.visitor().get("/accommodation/ask"), "category")
    for name, value in {**FILLED_IN, **given}.items():
        form[name] = value
    return form.submit(expect_errors=True)
