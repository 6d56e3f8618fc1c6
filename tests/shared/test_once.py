"""Sent twice, done once: form ids on pages and Idempotency-Keys at the API, on both databases."""

from typing import Any

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.ids import new_id
from shared.tables import DoneRequest, Outbox
from tests.shared.counter import Counter
from tests.shared.garden import jars, rows, run_together


def told(counter: Counter) -> int:
    return len(rows(counter.db, Outbox))


def filled_form(browser: TestApp, label: str) -> Any:
    form = browser.get("/kitchen/form").forms["jar"]
    form["label"] = label
    return form


def test_a_form_is_done_and_answered(counter: Counter) -> None:
    page = filled_form(counter.visitor(), "a").submit()

    assert (page.status_int, page.location) == (303, "/kitchen/jars/a")
    assert (jars(counter.db), told(counter)) == (["a"], 1)


def test_a_form_that_is_sent_twice_is_done_once_and_answered_twice(counter: Counter) -> None:
    form = filled_form(counter.visitor(), "a")

    first, second = form.submit(), form.submit()

    assert (first.status_int, first.location) == (second.status_int, second.location) == (303, "/kitchen/jars/a")
    assert (jars(counter.db), told(counter)) == (["a"], 1)


def test_who_goes_back_corrects_something_and_sends_it_again_means_it(counter: Counter) -> None:
    form = filled_form(counter.visitor(), "a")
    form.submit()
    form["label"] = "b"

    page = form.submit()

    assert (page.status_int, page.location) == (303, "/kitchen/jars/b")
    assert jars(counter.db) == ["a", "b"]


def test_two_forms_are_done_twice(counter: Counter) -> None:
    browser = counter.visitor()

    filled_form(browser, "a").submit()
    filled_form(browser, "a").submit()

    assert jars(counter.db) == ["a", "a"]


def test_the_same_id_from_somebody_else_is_another_form(counter: Counter) -> None:
    anna, beat = counter.browser(counter.token()), counter.browser(counter.token())
    form, other = filled_form(anna, "a"), filled_form(beat, "b")
    other["form_id"] = form["form_id"].value

    form.submit()
    other.submit()

    assert jars(counter.db) == ["a", "b"]


@pytest.mark.parametrize(("label", "status"), [("taken", 409), ("odd", 422), ("unfit", 422), ("boom", 500)])
def test_an_error_takes_everything_back_and_the_form_can_be_sent_again(
    counter: Counter, label: str, status: int
) -> None:
    form = filled_form(counter.visitor(), label)

    refused = form.submit(expect_errors=True)
    assert (refused.status_int, jars(counter.db), told(counter)) == (status, [], 0)
    assert rows(counter.db, DoneRequest) == []
    form["label"] = "better"

    assert form.submit().status_int == 303
    assert jars(counter.db) == ["better"]


def test_a_form_that_is_shown_again_keeps_its_id(counter: Counter) -> None:
    form = filled_form(counter.visitor(), "unfit")

    again = form.submit(expect_errors=True).forms["jar"]

    assert again["form_id"].value == form["form_id"].value


def test_cookies_are_not_kept_with_the_answer(counter: Counter) -> None:
    browser = counter.visitor()
    form = filled_form(browser, "a")

    first, second = form.submit(), form.submit()

    assert "basket=a" in first.headers["Set-Cookie"]
    assert "Set-Cookie" not in second.headers
    (kept,) = rows(counter.db, DoneRequest)
    assert "basket" not in repr(vars(kept))


def test_two_clicks_at_once_are_one(counter: Counter) -> None:
    token = counter.token()
    form_id, csrf = new_id(), filled_form(counter.browser(token), "")["csrf_token"].value
    answers: list[tuple[int, str]] = []

    def click() -> None:
        fields = {"label": "a", "form_id": str(form_id), "csrf_token": csrf}
        page = counter.browser(token).post("/kitchen/jars", fields)
        answers.append((page.status_int, page.location))

    run_together(click, 3)

    assert answers == [(303, "/kitchen/jars/a")] * 3
    assert (jars(counter.db), told(counter)) == (["a"], 1)


def test_a_program_that_sends_its_key_twice_is_answered_the_same_and_it_is_done_once(counter: Counter) -> None:
    program = counter.api()

    first, second = (program.post("/kitchen/api/jars", {"label": "a"}, key="k1") for _ in range(2))

    assert first.status_int == second.status_int == 201
    assert first.json == second.json == {"label": "a"}
    assert second.content_type == "application/json"
    assert (jars(counter.db), told(counter)) == (["a"], 1)


def test_the_same_key_with_other_contents_is_refused(counter: Counter) -> None:
    program = counter.api()
    program.post("/kitchen/api/jars", {"label": "a"}, key="k1")

    refused = program.post("/kitchen/api/jars", {"label": "b"}, key="k1")

    assert refused.status_int == 422
    assert refused.json["errors"][0]["pointer"] == "#/Idempotency-Key"
    assert jars(counter.db) == ["a"]


def test_without_a_key_a_program_may_do_the_same_twice(counter: Counter) -> None:
    program = counter.api()

    for _ in range(2):
        program.post("/kitchen/api/jars", {"label": "a"})

    assert jars(counter.db) == ["a", "a"]
    assert rows(counter.db, DoneRequest) == []


def test_the_same_key_of_another_program_is_another_key(counter: Counter) -> None:
    counter.api().post("/kitchen/api/jars", {"label": "a"}, key="k1")
    counter.api(Role.STAFF).post("/kitchen/api/jars", {"label": "b"}, key="k1")

    assert jars(counter.db) == ["a", "b"]


@pytest.mark.parametrize(("label", "status"), [("taken", 409), ("x" * 21, 422), ("boom", 500)])
def test_a_key_that_was_refused_can_be_used_again(counter: Counter, label: str, status: int) -> None:
    program = counter.api()

    refused = program.post("/kitchen/api/jars", {"label": label}, key="k1")
    better = program.post("/kitchen/api/jars", {"label": "better"}, key="k1")

    assert (refused.status_int, better.status_int) == (status, 201)
    assert jars(counter.db) == ["better"]


def test_a_key_that_is_too_long_is_refused(counter: Counter) -> None:
    assert counter.api().post("/kitchen/api/jars", {"label": "a"}, key="k" * 201).status_int == 422
    assert jars(counter.db) == []


def test_keys_at_once_are_one(counter: Counter) -> None:
    program = counter.api()
    answers: list[tuple[int, Any]] = []

    def send() -> None:
        answer = program.post("/kitchen/api/jars", {"label": "a"}, key="k1")
        answers.append((answer.status_int, answer.json))

    run_together(send, 3)

    assert answers == [(201, {"label": "a"})] * 3
    assert (jars(counter.db), told(counter)) == (["a"], 1)
