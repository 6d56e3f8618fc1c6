"""Who may use what: every way in is named by a rule, and each rule keeps out whom it should."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest

from services.accommodation.permissions import RULES
from shared.auth import Role
from shared.contracts.matching import MatchState
from shared.ids import new_id
from shared.permissions import Permissions
from shared.testing import World
from tests.accommodation.conftest import HOUSE, NEED, Match

Post = Callable[..., UUID]


def test_every_way_in_is_named_by_a_rule(world: World) -> None:
    named = set(Permissions(RULES).endpoints())

    assert {rule.endpoint for rule in world.apps["accommodation"].url_map.iter_rules()} == named


@pytest.mark.parametrize("path", ["/desk", "/sites", "/sites/new", "/needs/new", "/", "/api/needs", "/api/sites"])
def test_nobody_comes_in_without_signing_in(world: World, path: str) -> None:
    answer = world.visitor().get(f"/accommodation{path}", expect_errors=True)

    if path.startswith("/api"):
        assert answer.status_int == 401
    else:
        assert answer.status_int == 303
        assert answer.location.startswith("/identity/sign-in?next=")


@pytest.mark.parametrize("path", ["/desk", "/sites", "/sites/new"])
@pytest.mark.parametrize("role", [Role.STAFF, Role.VOLUNTEER])
def test_the_offices_pages_are_the_offices(world: World, role: Role, path: str, site_id: UUID) -> None:
    browser = world.browser(role, site_ids=[site_id])

    assert browser.get(f"/accommodation{path}", expect_errors=True).status_int == 403


def test_volunteers_have_no_business_here(world: World, post: Post) -> None:
    need_id = post()
    program = world.api(Role.VOLUNTEER)

    assert program.get("/accommodation/api/needs").status_int == 403
    assert program.get(f"/accommodation/api/needs/{need_id}").status_int == 403
    assert program.post("/accommodation/api/needs", NEED).status_int == 403


def test_staff_make_no_sites_and_release_nothing(world: World, post: Post, site_id: UUID) -> None:
    program = world.api(Role.STAFF, site_ids=[site_id])

    assert program.post("/accommodation/api/sites", HOUSE).status_int == 403
    assert program.post(f"/accommodation/api/needs/{post()}/release").status_int == 403


@pytest.mark.parametrize("click", ["cancel", "done"])
def test_staff_of_another_site_move_nothing(world: World, post: Post, click: str) -> None:
    need_id = post()
    program = world.api(Role.STAFF, site_ids=[new_id()])

    assert program.post(f"/accommodation/api/needs/{need_id}/{click}").status_int == 403
    assert program.post(f"/accommodation/api/needs/{new_id()}/{click}").status_int == 404


@pytest.mark.parametrize("page", ["", "/edit"])
def test_staff_of_another_site_see_nothing(world: World, post: Post, page: str) -> None:
    need_id = post()
    browser = world.browser(Role.STAFF, site_ids=[new_id()])

    assert browser.get(f"/accommodation/needs/{need_id}{page}", expect_errors=True).status_int == 403
    assert browser.get(f"/accommodation/needs/{new_id()}{page}", expect_errors=True).status_int == 404


def test_an_administrator_may_do_what_coordinators_do(world: World) -> None:
    assert world.browser(Role.ADMINISTRATOR).get("/accommodation/desk").status_int == 200
    assert world.api(Role.ADMINISTRATOR).post("/accommodation/api/sites", HOUSE).status_int == 201


def test_of_two_contrary_clicks_at_once_one_counts(world: World, post: Post, site_id: UUID) -> None:
    need_id = post()
    world.tell(Match(need_id).now(MatchState.ACTIVE))
    start = threading.Barrier(8)
    answers: list[int] = []

    def click(what: str) -> None:
        program = world.api(Role.STAFF, site_ids=[site_id])
        start.wait()
        answers.append(program.post(f"/accommodation/api/needs/{need_id}/{what}").status_int)

    threads = [threading.Thread(target=click, args=(what,)) for what in ("cancel", "done") * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] + [409] * 7
