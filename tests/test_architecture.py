"""Who may import whom, in every file, read off its imports; and for every rule a source that breaks it.

`deploy`, `tests`, `bench` → `services.X` → `shared` → `shared.contracts` → `shared.events`; inside a service
`pages`, `api`, `handlers`, `jobs` → `actions`, `queries` → `models`.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("shared", "services", "deploy", "tests", "bench")
FILES = sorted(path for top in OURS for path in (ROOT / top).rglob("*.py"))

DOORS = {"pages", "api", "handlers", "jobs"}
EDGE = {"schemas", "permissions"}
NOT_ABOVE: dict[str, set[str]] = {
    "models": {"actions", "queries", "app"} | EDGE | DOORS,
    "queries": {"actions", "app"} | EDGE | DOORS,
    "actions": {"app"} | EDGE | DOORS,
    "schemas": {"actions", "permissions", "app"} | DOORS,
    "permissions": {"actions", "schemas", "app"} | DOORS,
    **{door: {"app"} | DOORS - {door} for door in DOORS},
}
ANY_OTHER_ROOM = {"app"} | DOORS
"""What words, letters and other helping rooms may not import."""
KNOWS_NO_WEB = {"models", "queries", "actions", "handlers", "jobs"}
BUS_LIBRARIES = {"kombu", "pika"}


def imports(module: str, source: str, *, is_package: bool = False) -> Iterator[str]:
    """The modules a source imports, in full; `from a import b` may mean `a.b`, so it counts as both."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            name = ".".join([*above, *([node.module] if node.module else [])])
            yield name
            yield from (f"{name}.{alias.name}" for alias in node.names)


def inside(module: str, *packages: str) -> bool:
    """Whether a module is one of some packages or in it."""
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def room(module: str) -> str:
    """The room of a service's module: `services.matching.actions.moving` is in `actions`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 else ""


def service(module: str) -> str:
    """The package of a service's module: `services.matching`."""
    return ".".join(module.split(".")[:2])


# --- the rules: what module `who` may not import ---


def upwards(who: str, whom: str) -> bool:
    """Imports point downwards."""
    if inside(who, "shared"):
        return inside(whom, "services", "deploy", "tests", "bench")
    if inside(who, "services"):
        return inside(whom, "deploy", "tests", "bench")
    return inside(who, "deploy") and inside(whom, "tests", "bench")


def next_door(who: str, whom: str) -> bool:
    """No service imports another."""
    return inside(who, "services") and inside(whom, "services") and whom != "services" and service(who) != service(whom)


def out_of_contracts(who: str, whom: str) -> bool:
    """Contracts know events only, and events know nothing of ours."""
    if inside(who, "shared.events"):
        return inside(whom, *OURS)
    in_contracts = inside(who, "shared.contracts") and inside(whom, *OURS)
    return in_contracts and not inside(whom, "shared.contracts", "shared.events")


def past_the_bus(who: str, whom: str) -> bool:
    """Only the bus knows the broker."""
    return inside(whom, *BUS_LIBRARIES) and not inside(who, "shared.bus", "tests", "bench")


def for_tests_only(who: str, whom: str) -> bool:
    """What is for tests is not needed at work."""
    return inside(whom, "shared.testing") and not inside(who, "shared.testing", "tests", "bench")


def up_the_stairs(who: str, whom: str) -> bool:
    """Inside a service too imports point downwards."""
    if (
        not inside(who, "services")
        or service(who) != service(whom)
        or not room(who)
        or room(who) in ("app", room(whom))
    ):
        return False
    return room(whom) in NOT_ABOVE.get(room(who), ANY_OTHER_ROOM)


def engine_outside(who: str, whom: str) -> bool:
    """An algorithm stands for itself: no database, no web, nothing of ours but the words of the field."""
    if room(who) != "engine" or inside(whom, f"{service(who)}.engine", "shared.contracts"):
        return False
    return inside(whom, *OURS, "sqlalchemy", "flask", "marshmallow")


def web_inside(who: str, whom: str) -> bool:
    """What a service does does not know by which door it was asked."""
    if not inside(who, "services") or room(who) not in KNOWS_NO_WEB:
        return False
    web = whom != "shared.web" and inside(whom, "shared.web") and not inside(whom, "shared.web.formats")
    return web or inside(whom, "flask", "werkzeug")


Rule = Callable[[str, str], bool]
RULES: list[Rule] = [
    upwards,
    next_door,
    out_of_contracts,
    past_the_bus,
    for_tests_only,
    up_the_stairs,
    engine_outside,
    web_inside,
]

BROKEN: list[tuple[Rule, str, str]] = [
    (upwards, "shared.db", "from services.matching import models"),
    (upwards, "shared.db", "import deploy.cli"),
    (upwards, "services.matching.jobs", "from deploy import parts"),
    (upwards, "deploy.cli", "import tests.conftest"),
    (next_door, "services.matching.handlers", "from services.volunteers.models import Volunteer"),
    (next_door, "services.matching.handlers", "from services import volunteers"),
    (next_door, "services.matching.handlers", "from ..volunteers import models"),
    (next_door, "services.matching.handlers", "def f():\n    import services.volunteers.queries"),
    (out_of_contracts, "shared.contracts.matching", "from shared.db import Database"),
    (out_of_contracts, "shared.contracts.matching", "from .. import db"),
    (out_of_contracts, "shared.events", "from shared import clock"),
    (past_the_bus, "shared.outbox", "import kombu.pools"),
    (past_the_bus, "services.matching.jobs", "from pika import BlockingConnection"),
    (for_tests_only, "deploy.embedded", "from shared.testing import World"),
    (up_the_stairs, "services.matching.models", "from services.matching import queries"),
    (up_the_stairs, "services.matching.queries.desk", "from services.matching.actions import propose"),
    (up_the_stairs, "services.matching.actions", "from services.matching.pages import bp"),
    (up_the_stairs, "services.matching.actions", "from services.matching.schemas import NewMatch"),
    (up_the_stairs, "services.matching.actions.moving", "from ..api import bp"),
    (up_the_stairs, "services.matching.handlers", "from services.matching.jobs import expire"),
    (up_the_stairs, "services.matching.words", "from services.matching.pages import bp"),
    (engine_outside, "services.matching.engine.ranking", "from shared import clock"),
    (engine_outside, "services.matching.engine.ranking", "from services.matching import models"),
    (engine_outside, "services.matching.engine.ranking", "import sqlalchemy.orm"),
    (web_inside, "services.matching.actions", "from flask import request"),
    (web_inside, "services.matching.queries.desk", "from shared.web.here import who"),
]

FINE: list[tuple[str, str]] = [
    ("deploy.first_start", "from services.identity import actions"),
    ("tests.stories.test_need", "from shared.testing import World\nimport services.matching.models"),
    ("services.matching.app", "from services.matching import api, handlers, jobs, pages, permissions, service"),
    ("services.matching.pages.desk", "from services.matching import actions, queries, schemas\nimport flask"),
    (
        "services.matching.actions.moving",
        "from services.matching.actions.telling import tell\nfrom ..models import Match",
    ),
    (
        "services.matching.engine.ranking",
        "from services.matching.engine import facts\nfrom shared.contracts.words import Slot",
    ),
    ("services.notifications.jobs", "from shared.web import formats\nfrom shared.contracts.words import Slot"),
    (
        "shared.contracts.matching",
        "from shared.contracts.words import Slot\nfrom shared.events import event\nimport enum",
    ),
    ("shared.bus.rabbit", "import kombu, pika"),
]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def violations(module: str, source: str, *, is_package: bool = False) -> set[Rule]:
    found = set(imports(module, source, is_package=is_package))
    return {rule for rule in RULES for name in found if rule(module, name)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_the_rules(path: Path) -> None:
    broken = violations(module_of(path), path.read_text(), is_package=path.name == "__init__.py")

    assert not broken, [rule.__doc__ for rule in broken]


@pytest.mark.parametrize(("rule", "module", "source"), BROKEN)
def test_every_rule_can_be_broken(rule: Rule, module: str, source: str) -> None:
    assert rule in violations(module, source)


def test_no_rule_has_never_been_broken() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize(("module", "source"), FINE)
def test_what_is_allowed_breaks_no_rule(module: str, source: str) -> None:
    assert not violations(module, source)


def test_the_rooms_are_where_the_rules_look_for_them() -> None:
    modules = {module_of(path) for path in FILES}

    assert {"shared.events", "shared.contracts.matching", "shared.bus.embedded", "shared.testing"} <= modules
    assert {room(module) for module in modules if inside(module, "services")} >= set(NOT_ABOVE) | {"engine", "app"}
