"""Errors in words: pages for people, RFC 9457 problem details for programs."""

from typing import Any

import pytest

from tests.shared.counter import Counter
from tests.shared.garden import jars


@pytest.fixture
def backend() -> str:
    """One kind of database is enough here."""
    return "sqlite"


JARS = "/kitchen/api/jars"


def pointers(answer: Any) -> set[str]:
    return {error["pointer"] for error in answer.json["errors"]}


def test_a_program_gets_problem_details(counter: Counter) -> None:
    answer = counter.api().post(JARS, {"label": "taken"})

    assert answer.content_type == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "In der Zwischenzeit hat sich hier etwas geändert",
        "status": 409,
        "detail": "Dieses Glas gibt es schon.",
        "code": "taken",
    }


def test_a_person_gets_a_page(counter: Counter) -> None:
    page = counter.visitor().get("/kitchen/jars/a", expect_errors=True)

    assert (page.status_int, page.content_type) == (404, "text/html")
    assert "Dieses Glas ist leer." in page.text
    assert 'href="/"' in page.text


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/label"),
        ({"label": 5}, "#/label"),
        ({"label": "x" * 21}, "#/label"),
        ({"label": "a", "colour": "red"}, "#/colour"),
        ({"label": "a", "a/b~c": 1}, "#/a~1b~0c"),
        ({"label": "a", "tags": [{"name": "x"}, {}]}, "#/tags/1/name"),
        ({"label": "a", "tags": [{"name": "x", "more": 1}]}, "#/tags/0/more"),
        ({"label": "a", "tags": "x"}, "#/tags"),
    ],
)
def test_every_field_that_is_wrong_has_its_pointer(counter: Counter, body: dict[str, Any], pointer: str) -> None:
    answer = counter.api().post(JARS, body)

    assert (answer.status_int, answer.json["code"]) == (422, "invalid")
    assert pointers(answer) == {pointer}
    assert all(error["detail"] for error in answer.json["errors"])


def test_all_wrong_fields_are_named_at_once(counter: Counter) -> None:
    answer = counter.api().post(JARS, {"label": 5, "tags": [{}], "more": 1})

    assert pointers(answer) == {"#/label", "#/tags/0/name", "#/more"}


def test_what_an_action_finds_wrong_looks_the_same(counter: Counter) -> None:
    answer = counter.api().post(JARS, {"label": "odd"})

    assert (answer.status_int, answer.json["code"]) == (422, "invalid")
    assert pointers(answer) == {"#/label", "#/tags/0"}


@pytest.mark.parametrize("query", [{"state": "half"}, {"colour": "red"}])
def test_an_odd_query_is_named(counter: Counter, query: dict[str, str]) -> None:
    answer = counter.api().get(JARS, **query)

    assert answer.status_int == 422
    assert pointers(answer) == {f"#/{next(iter(query))}"}


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"label": "\xff"}', b"[" * 100_000, b"nul\0"])
def test_what_is_no_json_is_a_bad_request(counter: Counter, body: bytes) -> None:
    program = counter.api()

    answer = program.app.post(JARS, body, headers=program.headers, content_type="application/json", expect_errors=True)

    assert (answer.status_int, answer.json["code"]) == (400, "bad_request")


@pytest.mark.parametrize("body", [b"[]", b"5", b'"text"', b"null", b""])
def test_json_that_is_no_object_is_said_to_be_wrong(counter: Counter, body: bytes) -> None:
    program = counter.api()

    answer = program.app.post(JARS, body, headers=program.headers, content_type="application/json", expect_errors=True)

    assert answer.status_int == 422
    assert answer.json["errors"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("/kitchen/api/none", 404, "not_found"), ("/kitchen/api/crash", 500, "internal_server_error")],
)
def test_what_the_server_finds_has_stable_words_too(counter: Counter, path: str, status: int, code: str) -> None:
    answer = counter.api().get(path)

    assert (answer.status_int, answer.json["status"], answer.json["code"]) == (status, status, code)
    assert answer.content_type == "application/problem+json"


def test_a_method_that_is_not_there_names_those_that_are(counter: Counter) -> None:
    answer = counter.visitor().delete(JARS, expect_errors=True)

    assert (answer.status_int, answer.json["code"]) == (405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(" ", "").split(","))


@pytest.mark.parametrize("path", ["/kitchen/crash", "/kitchen/api/crash"])
def test_a_mistake_of_ours_is_answered_kindly_and_without_secrets(counter: Counter, path: str) -> None:
    answer = counter.visitor().get(path, expect_errors=True)

    assert answer.status_int == 500
    assert "Der Fehler liegt bei uns" in answer.text
    assert "a secret of ours" not in answer.text


def test_what_somebody_typed_is_not_markup(counter: Counter) -> None:
    page = counter.visitor().get("/kitchen/<script>alert(1)</script>", expect_errors=True)

    assert page.status_int == 404
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("signed_in", [False, True])
def test_too_much_at_once_is_said_to_be_too_much(counter: Counter, signed_in: bool) -> None:
    browser = counter.browser(counter.token()) if signed_in else counter.visitor()

    page = browser.post("/kitchen/jars", {"label": "x" * 1_100_000}, expect_errors=True)

    assert page.status_int == 413
    assert "zu viel auf einmal" in page.text
    assert jars(counter.db) == []


def test_too_much_from_a_program_is_said_to_be_too_much(counter: Counter) -> None:
    answer = counter.api().post(JARS, {"label": "x" * 1_100_000})

    assert (answer.status_int, answer.content_type) == (413, "application/problem+json")


def test_another_name_than_ours_is_refused(counter: Counter) -> None:
    page = counter.visitor().get("/kitchen/form", headers={"Host": "evil.example.net"}, expect_errors=True)

    assert page.status_int == 400
    assert "evil" not in page.text


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]", "[::1]:8000"])
def test_this_machine_is_ours_by_every_name(counter: Counter, host: str) -> None:
    assert counter.visitor().get("/kitchen/form", headers={"Host": host}).status_int == 200
