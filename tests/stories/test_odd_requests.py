"""Requests that no page of ours sends: refused in words, never an error of ours, and nothing changes."""

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.testing import World


def test_a_body_that_is_no_json_is_refused_instead_of_overlooked(world: World) -> None:
    api = world.api(Role.COORDINATOR)
    path = "/accommodation/api/needs/0198c0de-0000-7000-8000-000000000000/cancel"

    answer = world.visitor().post(path, "reason=x", headers={**api.headers, "Content-Type": "text/plain"}, status="*")

    assert (answer.status_int, answer.content_type) == (415, "application/problem+json")


def test_a_number_without_end_is_refused(world: World) -> None:
    headers = {**world.api(Role.COORDINATOR).headers, "Content-Type": "application/json"}

    answer = world.visitor().post("/accommodation/api/needs", '{"headcount": ' + "9" * 5000 + "}", headers, status="*")

    assert answer.status_int == 400


@pytest.mark.parametrize("path", ["/accommodation/desk", "/matching/desk"])
@pytest.mark.parametrize("number", ["9223372036854775808", "-1", "x"])
def test_a_municipality_that_there_is_not_filters_nothing(world: World, path: str, number: str) -> None:
    assert world.browser(Role.COORDINATOR).get(path, {"bfs": number}).status_int == 200


def test_a_search_for_a_whole_book_finds_nobody(world: World) -> None:
    assert world.browser(Role.ADMINISTRATOR).get("/identity/people", {"q": "x" * 60_000}).status_int == 200


def test_a_field_that_the_form_does_not_have_is_an_error_in_words(world: World) -> None:
    browser: TestApp = world.visitor()
    form = browser.get("/volunteers/sign-up/contact").forms["page-form"]
    fields = [*form.submit_fields(), ("speaks_1.foo", "x")]

    answer = browser.post("/volunteers/sign-up/contact", fields, status="*")

    assert answer.status_int == 422
