"""Permissions: what no table allows is forbidden."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from shared import clock
from shared.auth import Role, Who
from shared.db import Database
from shared.permissions import (
    ADMINISTRATOR,
    ANYONE,
    COORDINATOR,
    SIGNED_IN,
    STAFF,
    VOLUNTEER,
    Permissions,
    Rule,
    may,
)


def somebody(*roles: Role) -> Who:
    return Who(uuid4(), "Anna", frozenset(roles), frozenset(), uuid4(), clock.now() + timedelta(hours=1))


def of_their_own(session: Session, who: Who, values: dict[str, Any]) -> bool:
    return bool(values.get("owner_id") == who.id)


@pytest.fixture
def session(tmp_path: Any) -> Iterator[Session]:
    db = Database("kitchen", f"sqlite:///{tmp_path}/kitchen.db")
    with db.reading() as opened:
        yield opened
    db.close()


EVERYBODY = [None, *(somebody(role) for role in Role)]


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_no_rule_names_is_forbidden_to_everybody(session: Session, who: Who | None) -> None:
    permissions = Permissions([may(ANYONE, "pages.home")])

    assert not permissions.allow("pages.desk", who, session, {})
    assert permissions.rules("pages.desk") == ()


@pytest.mark.parametrize(
    ("whom", "let_in"),
    [
        (ANYONE, [True, True, True, True, True]),
        (SIGNED_IN, [False, True, True, True, True]),
        (VOLUNTEER, [False, True, False, False, False]),
        (STAFF, [False, False, True, False, False]),
        (COORDINATOR, [False, False, False, True, True]),
        (ADMINISTRATOR, [False, False, False, False, True]),
    ],
)
def test_a_rule_lets_in_whom_it_names(session: Session, whom: str, let_in: list[bool]) -> None:
    permissions = Permissions([may(whom, "pages.desk")])

    assert [permissions.allow("pages.desk", who, session, {}) for who in EVERYBODY] == let_in


def test_one_role_of_several_is_enough(session: Session) -> None:
    assert Permissions([may(STAFF, "pages.desk")]).allow(
        "pages.desk", somebody(Role.VOLUNTEER, Role.STAFF), session, {}
    )


def test_somebody_without_a_role_is_signed_in_and_no_more(session: Session) -> None:
    nobody = somebody()
    permissions = Permissions([may(SIGNED_IN, "pages.me"), *(may(role, f"pages.{role}") for role in Role)])

    assert permissions.allow("pages.me", nobody, session, {})
    assert not any(permissions.allow(f"pages.{role}", nobody, session, {}) for role in Role)


def test_a_rule_may_hold_only_for_what_belongs_to_somebody(session: Session) -> None:
    permissions = Permissions([may(STAFF, "pages.need", only=of_their_own)])
    carer = somebody(Role.STAFF)

    assert permissions.allow("pages.need", carer, session, {"owner_id": carer.id})
    assert not permissions.allow("pages.need", carer, session, {"owner_id": uuid4()})
    assert not permissions.allow("pages.need", carer, session, {})


def test_what_belongs_to_somebody_belongs_to_nobody_unknown(session: Session) -> None:
    rule = Rule(ANYONE, ("pages.need",), only=lambda session, who, values: True)

    assert not Permissions([rule]).allow("pages.need", None, session, {})


def test_of_several_rules_one_that_lets_in_is_enough(session: Session) -> None:
    permissions = Permissions([may(STAFF, "pages.need", only=of_their_own), may(COORDINATOR, "pages.need")])

    assert permissions.allow("pages.need", somebody(Role.COORDINATOR), session, {"owner_id": uuid4()})


def test_everybody_may_ask_whether_a_service_is_well(session: Session) -> None:
    permissions = Permissions([])

    for endpoint in ("static", "health.alive", "health.ready", "api-docs.openapi_json"):
        assert permissions.allow(endpoint, None, session, {})
