"""Whatever a program sends wrong to the main job's API is answered with what and where, and nothing is half-written."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from shared.auth import Role
from shared.ids import new_id
from shared.testing import ApiClient, World
from tests.stories.kept import snapshot

SIGN_UPS, VOLUNTEER = "/volunteers/api/sign-ups", "/volunteers/api/volunteers/{volunteer}"
SITES, NEEDS, NEED = "/accommodation/api/sites", "/accommodation/api/needs", "/accommodation/api/needs/{need}"
MATCHES, MATCH, HOURS = "/matching/api/matches", "/matching/api/matches/{match}", "/volunteers/api/hours"

ANNA: dict[str, Any] = {
    "first_name": "Anna",
    "last_name": "Meier",
    "email": "anna.meier@example.org",
    "phone": "079 123 45 67",
    "postcode": "5620",
    "categories": ["german_conversation"],
    "languages": {"de": "native"},
    "travel_km": 10,
    "mobility": "bike",
    "consent": True,
}
SITE = {
    "organisation": "Gemeinde Bremgarten",
    "name": "Unterkunft Birkenweg",
    "kind": "municipal",
    "street": "Birkenweg 4",
    "postcode": "5620",
    "town": "Bremgarten",
    "bfs_nr": 4063,
    "phone": "056 000 00 01",
}
NEW_NEED = {"site_id": "{site}", "category": "german_conversation", "timing": "flexible"}
PROPOSAL = {"need_id": "{need}", "offer_ids": ["{offer}"]}
WORK = {"match_id": "{match}", "day": "2026-11-23", "minutes": 60, "volunteer_id": "{volunteer}"}

POSTS: dict[str, dict[str, Any]] = {
    SIGN_UPS: ANNA,
    f"{VOLUNTEER}/confirm": {},
    f"{VOLUNTEER}/clear": {"clearances": []},
    f"{VOLUNTEER}/pause": {},
    SITES: SITE,
    NEEDS: NEW_NEED,
    f"{NEED}/cancel": {},
    f"{NEED}/done": {},
    f"{NEED}/release": {},
    MATCHES: PROPOSAL,
    f"{MATCH}/accept": {},
    f"{MATCH}/pick": {},
    f"{MATCH}/agree": {},
    HOURS: WORK,
}
"""Everything that a program posts in the main job, with a body that would do."""

FORBIDDEN = {
    SITES: Role.STAFF,
    NEEDS: Role.VOLUNTEER,
    f"{NEED}/cancel": Role.STAFF,
    f"{NEED}/release": Role.STAFF,
    f"{VOLUNTEER}/clear": Role.VOLUNTEER,
    f"{VOLUNTEER}/pause": Role.VOLUNTEER,
    MATCHES: Role.VOLUNTEER,
    f"{MATCH}/accept": Role.VOLUNTEER,
    f"{MATCH}/pick": Role.VOLUNTEER,
    HOURS: Role.STAFF,
}
"""Somebody with the wrong role, or with the right one who is somebody else."""

CONFLICTS = {
    f"{VOLUNTEER}/confirm": {},
    f"{VOLUNTEER}/clear": {"clearances": []},
    f"{VOLUNTEER}/resume": {},
    f"{NEED}/done": {},
    f"{NEED}/release": {},
    MATCHES: PROPOSAL,
    f"{MATCH}/pick": {},
    f"{MATCH}/pause": {},
    f"{MATCH}/close": {},
    HOURS: WORK,
}
"""What cannot be done as things stand: Anna is ready and was asked, nobody has answered."""

WRONG: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    (SIGN_UPS, {"email": "anna@"}, {"#/email": "E-Mail"}),
    (SIGN_UPS, {"first_name": " ", "phone": "12"}, {"#/first_name": "", "#/phone": "Telefonnummer"}),
    (SIGN_UPS, {"languages": {"xx": "native"}}, {"#/languages/xx/key": ""}),
    (SIGN_UPS, {"languages": {"de": "perfekt"}}, {"#/languages/de/value": ""}),
    (SIGN_UPS, {"categories": ["nonsense"]}, {"#/categories": ""}),
    (SIGN_UPS, {"consent": False}, {"#/consent": "Einverständnis"}),
    (SIGN_UPS, {"postcode": "5610"}, {"#/bfs_nr": "Villmergen"}),
    (SIGN_UPS, {"postcode": "8001"}, {"#/postcode": "ausserhalb"}),
    (f"{VOLUNTEER}/clear", {"clearances": [{"kind": "diploma"}]}, {"#/clearances/0/kind": ""}),
    (f"{VOLUNTEER}/pause", {"until": "2026-11-01"}, {"#/until": "noch kommt"}),
    (SITES, {"bfs_nr": 1, "phone": "?"}, {"#/bfs_nr": "Region", "#/phone": "Telefonnummer"}),
    (NEEDS, {"category": None}, {"#/category": ""}),
    (NEEDS, {"timing": "once"}, {"#/once_at": "Datum"}),
    (NEEDS, {"timing": "weekly", "slots": []}, {"#/slots": "Zeit"}),
    (NEEDS, {"timing": "weekly", "slots": ["mon_night"]}, {"#/slots/0": ""}),
    (NEEDS, {"headcount": "3", "persons": 0}, {"#/headcount": "", "#/persons": ""}),
    (NEEDS, {"minors": True, "selection": "first_yes"}, {"#/selection": "Minderjährige"}),
    (MATCHES, {"answer_by": "2026-11-01T12:00:00+01:00"}, {"#/answer_by": "Zukunft"}),
    (MATCHES, {"offer_ids": []}, {"#/offer_ids": ""}),
    (f"{MATCH}/withdraw", {"cause": "completed"}, {"#/cause": ""}),
    (HOURS, {"minutes": 0}, {"#/minutes": ""}),
    (HOURS, {"day": "gestern", "minutes": 1000}, {"#/day": "Datum", "#/minutes": "höchstens 960"}),
]
UNREADABLE = (b"{", b"[1, 2", b"\xff\xfe", b"[]", b'"text"', b"[" * 5_000)


@pytest.fixture
def known(world: World) -> dict[str, str]:
    """Anna is ready and was asked; the ids by what they are of."""
    office = world.api(Role.COORDINATOR)
    volunteer = office.post(SIGN_UPS, ANNA).json["id"]
    for click in ("confirm", "clear"):
        office.post(f"/volunteers/api/volunteers/{volunteer}/{click}")
    site = office.post(SITES, SITE).json["id"]
    need = office.post(NEEDS, {**NEW_NEED, "site_id": site}).json["id"]
    world.settle()
    offer = office.get(f"/matching/api/needs/{need}/offers").json[0]["offer_id"]
    (match,) = office.post(MATCHES, {"need_id": need, "offer_ids": [offer]}).json
    world.settle()
    return {"volunteer": volunteer, "site": site, "need": need, "offer": offer, "match": match["id"]}


@pytest.fixture
def refused(world: World, known: dict[str, str]) -> Callable[..., Any]:
    """Post something that is refused, and see that nothing has changed."""

    def post(client: ApiClient, path: str, body: Any, status: int, ids: dict[str, str] | None = None) -> Any:
        before = snapshot(world)
        answer = client.post(named(path, ids or known), named(body, ids or known))
        assert answer.status_int == status, answer.text
        assert answer.content_type == "application/problem+json"
        assert answer.json["status"] == status and answer.json["title"] and answer.json["code"]
        assert snapshot(world) == before
        return answer.json

    return post


def named(thing: Any, ids: dict[str, str]) -> Any:
    """The same with ids in place of their names."""
    if isinstance(thing, dict):
        return {name: named(value, ids) for name, value in thing.items()}
    if isinstance(thing, list):
        return [named(value, ids) for value in thing]
    return thing.format(**ids) if isinstance(thing, str) and thing.startswith(("{", "/")) else thing


def test_a_wrong_field_is_pointed_at(world: World, refused: Callable[..., Any]) -> None:
    for path, body, told in WRONG:
        problem = refused(world.api(Role.COORDINATOR), path, {**POSTS.get(path, {}), **body}, 422)

        errors = {error["pointer"]: error["detail"] for error in problem["errors"]}
        assert errors.keys() == told.keys(), (path, body)
        assert all(sentence in errors[pointer] for pointer, sentence in told.items()), (path, body, errors)


def test_what_lacks_is_pointed_at(world: World, refused: Callable[..., Any]) -> None:
    for path in (SIGN_UPS, SITES, NEEDS, MATCHES, HOURS):
        required = {"#/" + name for name in POSTS[path]} - {"#/site_id", "#/timing", "#/languages", "#/volunteer_id"}
        problem = refused(world.api(Role.COORDINATOR), path, {}, 422)
        assert required <= {error["pointer"] for error in problem["errors"]}, path


def test_a_field_nobody_knows_is_refused(world: World, refused: Callable[..., Any]) -> None:
    for path, body in POSTS.items():
        problem = refused(world.api(Role.COORDINATOR), path, {**body, "surprise": 1}, 422)
        assert [error["pointer"] for error in problem["errors"]] == ["#/surprise"], path


def test_without_a_token_nothing_is_done(world: World, refused: Callable[..., Any]) -> None:
    for token in (None, "nonsense"):
        for path, body in POSTS.items():
            refused(ApiClient(world.visitor(), token), path, body, 401)


def test_the_cookie_of_a_page_counts_for_no_program(world: World, known: dict[str, str]) -> None:
    browser = world.browser(Role.COORDINATOR)

    answer = browser.post_json(NEEDS, named(NEW_NEED, known), expect_errors=True)

    assert answer.status_int == 401


def test_somebody_else_may_not(world: World, refused: Callable[..., Any]) -> None:
    for path, role in FORBIDDEN.items():
        refused(world.api(role), path, POSTS[path], 403)


def test_what_is_not_there_is_not_found(world: World, refused: Callable[..., Any], known: dict[str, str]) -> None:
    unknown = {name: str(new_id()) for name in known}
    for path, body in POSTS.items():
        if "{" in path:
            refused(world.api(Role.COORDINATOR), path, body, 404, unknown)
            refused(world.api(Role.COORDINATOR), path, body, 404, dict.fromkeys(known, "nonsense"))


def test_what_cannot_be_done_as_things_stand_is_a_conflict(world: World, refused: Callable[..., Any]) -> None:
    for path, body in CONFLICTS.items():
        assert refused(world.api(Role.COORDINATOR), path, body, 409)["detail"], path


def test_a_body_that_cannot_be_read(world: World, known: dict[str, str]) -> None:
    client, before = world.api(Role.COORDINATOR), snapshot(world)
    headers = {**client.headers, "Content-Type": "application/json"}
    for path, body in product(POSTS, UNREADABLE):
        answer = client.app.post(named(path, known), body, headers=headers, expect_errors=True)
        assert answer.status_int in (400, 422), (path, body, answer.text)
        assert answer.content_type == "application/problem+json"
    assert snapshot(world) == before
