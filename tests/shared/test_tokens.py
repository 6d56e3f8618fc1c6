"""Sign-in tokens: ours, unchanged and not run out, or nobody's."""

import base64
import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey

from shared import clock, keys
from shared.auth import Role, Who, read_token, sign_in_token

KEYS = keys.make()
HOUR = timedelta(hours=1)
LETTERS = "AZaz09-_.ü"


def make(roles: Iterable[Role] = (Role.STAFF,), site_ids: Iterable[UUID] = (), **values: Any) -> str:
    return sign_in_token(KEYS, values.pop("person_id", uuid4()), "Anna", roles, site_ids, HOUR, **values)


def base64_of(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def claims_of(token: str) -> dict[str, Any]:
    middle = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=="))
    return claims


def test_a_token_says_who_somebody_is() -> None:
    person, site, session = uuid4(), uuid4(), uuid4()

    who = read_token(KEYS, make([Role.STAFF, Role.VOLUNTEER], [site], person_id=person, session_id=session))

    assert who
    assert (who.id, who.name, who.roles) == (person, "Anna", {Role.STAFF, Role.VOLUNTEER})
    assert (who.site_ids, who.session_id) == ({site}, session)


def test_a_token_counts_until_its_limit_and_not_longer() -> None:
    token = make()

    clock.advance(HOUR - timedelta(seconds=5))
    assert read_token(KEYS, token)
    clock.advance(timedelta(seconds=5))
    assert read_token(KEYS, token) is None


def test_a_token_of_another_office_is_nobodys() -> None:
    assert read_token(keys.make(), make()) is None


@given(place=st.integers(0, 1000), letter=st.sampled_from(LETTERS))
def test_a_token_of_which_one_letter_was_changed_is_nobodys(place: int, letter: str) -> None:
    token = make()
    place %= len(token) - 1  # of the last letter some bits count for nothing
    changed = token[:place] + letter + token[place + 1 :]

    assert changed == token or read_token(KEYS, changed) is None


@pytest.mark.parametrize("change", [{"roles": ["administrator"]}, {"exp": 99_999_999_999}, {"sub": str(uuid4())}])
def test_other_claims_under_the_same_signature_are_nobodys(change: dict[str, Any]) -> None:
    head, _, signature = make().split(".")

    assert read_token(KEYS, f"{head}.{base64_of({**claims_of(make()), **change})}.{signature}") is None


def test_a_token_without_a_signature_is_nobodys() -> None:
    _, body, _ = make().split(".")

    assert read_token(KEYS, f"{base64_of({'alg': 'none', 'typ': 'JWT'})}.{body}.") is None


def test_the_public_key_is_no_secret_to_sign_with() -> None:
    known = OctKey.import_key(json.dumps(KEYS.public.as_dict(private=False)))

    forged = jwt.encode({"alg": "HS256"}, claims_of(make()), known, algorithms=["HS256"])

    assert read_token(KEYS, forged) is None


@pytest.mark.parametrize(
    "claims", [{"sub": "no id"}, {"roles": ["king"]}, {"roles": None}, {"exp": "soon"}, {"sites": "x"}]
)
def test_odd_claims_are_nobodys_even_when_they_are_signed(claims: dict[str, Any]) -> None:
    odd = {**claims_of(make()), **claims}

    assert read_token(KEYS, jwt.encode({"alg": "Ed25519"}, odd, KEYS.signing, algorithms=["Ed25519"])) is None


@given(st.text() | st.lists(st.text(), min_size=3, max_size=3).map(".".join))
def test_anything_else_is_nobodys(text: str) -> None:
    assert read_token(KEYS, text) is None


@pytest.mark.parametrize(
    ("role", "acts_as"),
    [
        (Role.VOLUNTEER, {Role.VOLUNTEER}),
        (Role.STAFF, {Role.STAFF}),
        (Role.COORDINATOR, {Role.COORDINATOR}),
        (Role.ADMINISTRATOR, {Role.ADMINISTRATOR, Role.COORDINATOR}),
    ],
)
def test_an_administrator_may_do_what_a_coordinator_may_and_nobody_else_more_than_their_own(
    role: Role, acts_as: set[Role]
) -> None:
    who = read_token(KEYS, make([role]))

    assert isinstance(who, Who)
    assert {other for other in Role if who.may_act_as(other)} == acts_as
    assert who.office is (Role.COORDINATOR in acts_as)
