"""The coordinators' pages: the desk of needs, and the sites."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, SiteChanged
from shared.contracts.matching import MatchState
from shared.ids import new_id
from shared.testing import ApiClient, World
from tests.accommodation.conftest import HOUSE, Match, ask, form_with, need_form

Post = Callable[..., UUID]


def test_an_empty_desk_says_so(office: TestApp) -> None:
    assert "Hier ist keine Anfrage" in office.get("/accommodation/desk")


def test_the_desk_filters_by_state_and_municipality(
    world: World, office: TestApp, post: Post, staff: ApiClient
) -> None:
    post(category="sport"), post(category="repair", bfs_nr=4082)
    staff.post(f"/accommodation/api/needs/{post(category='venue')}/cancel")

    def shown(query: str) -> list[bool]:
        table = office.get(f"/accommodation/desk{query}").html.find("table").text
        return [label in table for label in ("Sport und Bewegung", "Velowerkstatt", "Raum anbieten")]

    assert shown("") == [True, True, False]
    assert shown("?state=all") == [True, True, True]
    assert shown("?state=cancelled") == [False, False, True]
    assert shown("?bfs=4082") == [False, True, False]
    assert shown("?state=%27&bfs=x&page=-3") == [True, True, False]


def test_what_waits_for_release_is_on_top_and_one_click_from_done(world: World, office: TestApp) -> None:
    ask(world)
    need_id = world.api(Role.COORDINATOR).get("/accommodation/api/needs").json[0]["id"]
    assert "Warten auf Freigabe" not in office.get("/accommodation/desk")
    form_with(office.get(f"/accommodation/needs/{need_id}"), "/confirm").submit()

    page = office.get("/accommodation/desk")
    after = form_with(page, "/release").submit().follow()

    assert "Warten auf Freigabe" in page
    assert "Die Anfrage ist freigegeben" in after
    assert "Warten auf Freigabe" not in office.get("/accommodation/desk")


def test_a_poster_becomes_a_site_with_what_is_known(world: World, office: TestApp) -> None:
    ask(world)
    need_id = world.api(Role.COORDINATOR).get("/accommodation/api/needs").json[0]["id"]
    page = office.get(f"/accommodation/needs/{need_id}").click("Als Standort erfassen und einladen")

    form = form_with(page, "street")
    form["kind"], form["street"], form["town"] = "association", "Weg 1", "Zufikon"
    site = form.submit().follow()

    assert "Der Standort ist gespeichert." in site
    (told,) = world.told("accommodation", SiteChanged)
    assert (told.name, told.postcode, told.bfs_nr, told.phone) == ("Verein Begegnung", "5621", 4083, "+41566312222")
    assert f"/identity/sites/{told.site_id}" in site


def test_a_coordinator_posts_for_any_site(world: World, office: TestApp, site_id: UUID) -> None:
    form = need_form(office)
    form["site_id"], form["category"], form["timing"] = str(site_id), "sport", "flexible"

    page = form.submit().follow()

    assert "telefonisch, erfasst durch Fachstelle" in page
    assert world.told("accommodation", NeedChanged)[0].site_id == site_id


def test_a_coordinator_decides_on_the_form_who_gets_the_place_except_with_minors(
    world: World, office: TestApp, site_id: UUID
) -> None:
    form = need_form(office)
    form["site_id"], form["category"], form["timing"] = str(site_id), "tandem", "flexible"
    form["selection"], form["minors"] = "first_yes", True

    refused = form.submit(expect_errors=True)
    form = form_with(refused, "category")
    form["minors"] = False
    form.submit()

    assert refused.status_int == 422
    assert "wählt immer die Fachstelle aus" in refused
    assert [told.selection for told in world.told("accommodation", NeedChanged)] == ["first_yes"]


def test_without_a_site_the_form_says_what_to_do(office: TestApp) -> None:
    assert "Es gibt noch keinen Standort" in office.get("/accommodation/needs/new")


def test_a_coordinator_at_the_staffs_page_lands_at_the_desk(office: TestApp) -> None:
    assert office.get("/accommodation").location.endswith("/accommodation/desk")


def test_a_site_is_told_whole_and_again_when_it_changes(world: World, office: TestApp, site_id: UUID) -> None:
    form = form_with(office.get(f"/accommodation/sites/{site_id}/edit"), "street")
    form["name"], form["organisation"], form["email"] = "Haus Neu", "Gemeinde Bremgarten", "haus@example.org"
    form.submit()
    form_with(office.get(f"/accommodation/sites/{site_id}"), "/close").submit()

    first, changed, closed = world.told("accommodation", SiteChanged)
    assert (first.revision, first.name, first.phone, first.active) == (1, HOUSE["name"], "+41566311111", True)
    assert (changed.revision, changed.name, changed.email) == (2, "Haus Neu", "haus@example.org")
    assert changed.organisation == "Gemeinde Bremgarten" and changed.organisation_id != first.organisation_id
    assert (closed.revision, closed.active) == (3, False)
    assert "geschlossen" in office.get("/accommodation/sites")


def test_sites_of_one_organisation_share_it(coordinator: ApiClient, new_site: Callable[..., UUID]) -> None:
    new_site(name="Haus A"), new_site(name="Haus B"), new_site(name="Haus C", organisation="Schule")

    sites = coordinator.get("/accommodation/api/sites").json

    assert [site["name"] for site in sites] == ["Haus A", "Haus B", "Haus C"]
    assert len({site["organisation_id"] for site in sites}) == 2


def test_staff_see_their_own_sites_only(staff: ApiClient, new_site: Callable[..., UUID], site_id: UUID) -> None:
    new_site(name="Haus B")

    assert [site["id"] for site in staff.get("/accommodation/api/sites").json] == [str(site_id)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"phone": "12"}, "phone"),
        ({"postcode": "99999"}, "postcode"),
        ({"bfs_nr": 261}, "bfs_nr"),
        ({"kind": "castle"}, "kind"),
        ({"email": "nobody"}, "email"),
        ({"name": ""}, "name"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_site_that_does_not_fit_is_refused_with_a_pointer(
    coordinator: ApiClient, given: dict[str, Any], field: str
) -> None:
    answer = coordinator.post("/accommodation/api/sites", {**HOUSE, **given})

    assert answer.status_int == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [f"#/{field}"]


def test_a_site_that_does_not_exist_is_not_found(office: TestApp) -> None:
    assert office.get(f"/accommodation/sites/{new_id()}", expect_errors=True).status_int == 404


def test_the_desk_takes_the_same_statements_for_many_needs(world: World, office: TestApp, post: Post) -> None:
    statements: list[str] = []
    event.listen(world.db("accommodation").engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    def count() -> int:
        statements.clear()
        office.get("/accommodation/desk")
        return len(statements)

    world.tell(Match(post()).now(MatchState.AGREED))
    few = count()
    for _ in range(12):
        world.tell(Match(post()).now(MatchState.AGREED))

    assert count() == few <= 15


PAGES = ("", "?state=all", "/needs/new", "/needs/{need}", "/needs/{need}/edit", "/desk", "/sites", "/sites/{site}",
         "/sites/{site}/edit", "/search?q=bremgarten", "/search/needs?q=bremgarten")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_every_page_takes_few_statements_however_much_there_is(
    world: World, post: Post, site_id: UUID, role: Role, path: str
) -> None:
    needs = [post() for _ in range(3)]
    world.tell(*(Match(need).now(MatchState.AGREED) for need in needs))
    browser = world.browser(role, site_ids=[site_id])
    statements: list[str] = []
    event.listen(world.db("accommodation").engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    browser.get("/accommodation" + path.format(need=needs[0], site=site_id), expect_errors=True)

    assert len(statements) <= 15
