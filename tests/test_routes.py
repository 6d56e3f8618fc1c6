"""Every route of every service: named in its table of permissions, shut to whom it does not name, never a crash."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter, UUIDConverter

from deploy.parts import NAMES
from shared.auth import Role
from shared.ids import new_id
from shared.permissions import EVERYWHERE, Permissions
from shared.testing import World
from shared.web import csrf

CALLERS: list[Role | None] = [None, *Role]
OF_EVERYBODY = {endpoint for rule in EVERYWHERE for endpoint in rule.endpoints}
SIGN_IN = "/identity/sign-in"

MakeWorld = Callable[..., World]


def permissions_of(app: Flask) -> Permissions:
    found: Permissions = app.extensions["rif"].permissions
    return found


def endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


@dataclass(frozen=True)
class Route:
    """One way to knock at one door."""

    service: str
    rule: Rule
    method: str

    @property
    def is_api(self) -> bool:
        return self.rule.rule.startswith("/api/")

    @property
    def names_somebody(self) -> bool:
        """Whether the path has the id of something in it."""
        return any(isinstance(converter, UUIDConverter) for converter in self.rule._converters.values())

    @property
    def path(self) -> str:
        """A path of this route: ids nobody has, tokens nobody signed, the first word of those that are possible."""
        built = self.rule.build({name: _value(of) for name, of in self.rule._converters.items()})
        assert built
        return f"/{self.service}{built[1]}"


def _value(converter: Any) -> Any:
    if isinstance(converter, UUIDConverter):
        return new_id()
    return next(iter(converter.items)) if isinstance(converter, AnyConverter) else "x"


def routes(name: str, app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OF_EVERYBODY:
            yield from (Route(name, rule, method) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def form_of(app: Flask) -> dict[str, str]:
    """What a form of ours carries, for the cookie `rif_form=opened`: nobody is refused for want of it."""
    with app.test_request_context(headers={"Cookie": "rif_form=opened"}):
        token = re.search(r'value="(\w+)"', csrf.csrf_field())
    assert token
    return {csrf.FIELD: token[1]}


def knock(world: World, route: Route, role: Role | None, form: dict[str, str]) -> Any:
    """Somebody knocks; signed in afresh each time, because one of the doors leads out."""
    if route.is_api:
        headers = {"Content-Type": "application/json", **(world.api(role).headers if role else {})}
        body = b"" if route.method == "GET" else b"{}"
        return world.visitor().request(route.path, method=route.method, body=body, headers=headers, expect_errors=True)
    browser = world.browser(role) if role else world.visitor()
    browser.set_cookie("rif_form", "opened")
    fields = form if route.method == "POST" else None
    return browser.request(route.path, method=route.method, POST=fields, expect_errors=True)


def refused(route: Route, role: Role | None, answer: Any) -> bool:
    """Whether an answer is the right refusal."""
    if role is not None:
        return bool(answer.status_int == 403)
    if route.is_api:
        return bool(answer.status_int == 401)
    return answer.status_int == 303 and answer.headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("name", NAMES)
def test_every_route_is_named_in_the_permissions(name: str, make_world: MakeWorld) -> None:
    app = make_world(name).apps[name]
    permissions = permissions_of(app)

    assert [endpoint for endpoint in sorted(endpoints(app)) if not permissions.rules(endpoint)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_permission_names_a_route(name: str, make_world: MakeWorld) -> None:
    app = make_world(name).apps[name]

    assert set(permissions_of(app).endpoints()) - OF_EVERYBODY - endpoints(app) == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_door_is_shut_to_whom_no_rule_names(name: str, make_world: MakeWorld) -> None:
    world = make_world(name)
    permissions, form = permissions_of(world.apps[name]), form_of(world.apps[name])
    wrong: list[str] = []

    for route in routes(name, world.apps[name]):
        for role in CALLERS:
            answer = knock(world, route, role, form)
            if not _as_it_should_be(route, role, permissions, answer):
                wrong.append(f"{role} {route.method} {route.path}: {answer.status}")

    assert wrong == []


def _as_it_should_be(route: Route, role: Role | None, permissions: Permissions, answer: Any) -> bool:
    """Nobody unnamed comes in; whoever is let in for what is theirs is not let in to what nobody has; never a crash."""
    naming = [rule for rule in permissions.rules(route.rule.endpoint) if _names(rule.whom, role)]
    if not naming:
        return refused(route, role, answer)
    if route.names_somebody and all(rule.only for rule in naming):
        return answer.status_int in (401, 403, 404)
    return bool(answer.status_int < 500)


def _names(whom: str, role: Role | None) -> bool:
    """Written out again, so that a slip in the table's own reading shows."""
    includes = {Role.ADMINISTRATOR: {"administrator", "coordinator"}}
    return whom == "anyone" or (role is not None and whom in {"signed_in", *includes.get(role, {role.value})})


def test_a_route_that_no_rule_names_is_noticed(make_world: MakeWorld) -> None:
    app = make_world("information").apps["information"]
    forgetful = Permissions([])

    assert [endpoint for endpoint in endpoints(app) - OF_EVERYBODY if not forgetful.rules(endpoint)]
