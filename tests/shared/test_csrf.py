"""Form tokens: another site cannot send our forms in somebody's name."""

from typing import Any

import pytest
from webtest import TestApp

from shared.config import read
from shared.office import Office
from tests.shared.counter import Counter
from tests.shared.garden import jars


@pytest.fixture
def backend() -> str:
    """One kind of database is enough here."""
    return "sqlite"


def csrf_of(browser: TestApp) -> str:
    return str(browser.get("/kitchen/form").forms["jar"]["csrf_token"].value)


def post(browser: TestApp, **fields: str) -> Any:
    return browser.post("/kitchen/jars", {"label": "a", **fields}, expect_errors=True)


@pytest.mark.parametrize("fields", [{}, {"csrf_token": ""}, {"csrf_token": "0" * 64}, {"csrf_token": "ü"}])
def test_a_form_without_our_token_is_refused_and_does_nothing(counter: Counter, fields: dict[str, str]) -> None:
    for browser in (counter.visitor(), counter.browser(counter.token())):
        csrf_of(browser)

        assert post(browser, **fields).status_int == 400
    assert jars(counter.db) == []


def test_a_visitor_can_send_a_form_with_the_cookie_it_came_with(counter: Counter) -> None:
    browser = counter.visitor()

    assert post(browser, csrf_token=csrf_of(browser)).status_int == 303


def test_somebody_signed_in_can_send_a_form(counter: Counter) -> None:
    browser = counter.browser(counter.token())

    assert post(browser, csrf_token=csrf_of(browser)).status_int == 303


def test_a_token_counts_for_nobody_else(counter: Counter) -> None:
    mine = csrf_of(counter.browser(counter.token()))
    visitors = csrf_of(counter.visitor())

    assert post(counter.browser(counter.token()), csrf_token=mine).status_int == 400
    assert post(counter.visitor(), csrf_token=visitors).status_int == 400


def test_a_form_that_was_opened_before_signing_in_can_be_sent_afterwards(counter: Counter) -> None:
    browser = counter.visitor()
    opened = csrf_of(browser)

    browser.set_cookie("rif", counter.token())

    assert post(browser, csrf_token=opened).status_int == 303


def test_a_second_page_does_not_spoil_the_forms_of_the_first(counter: Counter) -> None:
    browser = counter.visitor()

    assert csrf_of(browser) == csrf_of(browser)


def test_a_token_that_runs_out_while_the_form_is_open_asks_to_sign_in_or_again(counter: Counter) -> None:
    browser = counter.browser(counter.token())
    opened = csrf_of(browser)
    browser.reset()

    assert post(browser, csrf_token=opened).status_int == 400


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_whatever_changes_something_needs_a_token(counter: Counter, method: str) -> None:
    page = counter.visitor().request("/kitchen/jars", method=method, expect_errors=True)

    assert page.status_int == 400


def test_programs_need_none(counter: Counter) -> None:
    assert counter.api().post("/kitchen/api/jars", {"label": "a"}).status_int == 201


def test_the_cookie_is_for_us_alone(counter: Counter) -> None:
    cookie = counter.visitor().get("/kitchen/form").headers["Set-Cookie"]

    assert cookie.startswith("rif_form=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/;" in cookie + ";"


def test_over_https_the_cookie_is_tied_to_the_host(counter: Counter, office: Office) -> None:
    settings = read({"RIF_DATA": str(office.settings.data), "RIF_URL": "https://localhost"})
    secure = Counter(Office(settings, office.region, office.keys), counter.db)

    cookie = secure.visitor().get("/kitchen/form").headers["Set-Cookie"]

    assert cookie.startswith("__Host-rif_form=")
    assert "Secure" in cookie
