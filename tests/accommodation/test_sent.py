"""The page after asking without an account: it names the address; the mail can be sent again, or elsewhere."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp, TestResponse

from shared.auth import Role
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.testing import World
from tests.accommodation.conftest import ask, form_with


@pytest.fixture
def sent(world: World) -> TestResponse:
    """The page, for whoever has just asked."""
    return ask(world).follow()


def _addresses(world: World) -> list[Any]:
    return [person.email for person in world.told("accommodation", RecipientChanged)]


def test_it_names_the_address(sent: TestResponse) -> None:
    assert "Rita.Roth@example.org" in sent.html.main.text
    assert "Nochmals senden" in sent


def test_the_mail_is_sent_again_three_times_at_most(world: World, sent: TestResponse) -> None:
    pages = []
    for _ in range(4):
        answer = form_with(sent, "/again").submit(expect_errors=True)
        pages.append(answer.status_int)
        sent = sent.goto(sent.request.path)

    mails = world.told("accommodation", MessageRequested)
    assert pages == [303, 303, 303, 409]
    assert len({mail.key for mail in mails}) == 4
    assert {mail.template for mail in mails} == {"confirm_need"}


def test_a_slip_in_the_address_is_mended(world: World, sent: TestResponse) -> None:
    form = form_with(sent, "email")
    form["email"] = "rita@roth.example.org"

    page = form.submit().follow()

    assert "rita@roth.example.org" in page.html.main.text and "Rita.Roth@example.org" not in page.html.main.text
    assert _addresses(world) == ["Rita.Roth@example.org", "rita@roth.example.org"]
    assert len(world.told("accommodation", MessageRequested)) == 2


def test_an_address_that_is_none_is_said_beside_the_field(world: World, sent: TestResponse) -> None:
    form = form_with(sent, "email")
    form["email"] = "rita@"

    page = form.submit(expect_errors=True)

    assert page.status_int == 422
    assert form_with(page, "email")["email"].value == "rita@"
    assert _addresses(world) == ["Rita.Roth@example.org"]


def test_once_confirmed_nothing_is_sent_any_more(world: World, sent: TestResponse, office: TestApp) -> None:
    form = form_with(sent, "/again")
    need_id = world.api(Role.COORDINATOR).get("/accommodation/api/needs").json[0]["id"]
    form_with(office.get(f"/accommodation/needs/{need_id}"), "/confirm").submit()

    answer = form.submit(expect_errors=True)

    assert answer.status_int == 409
    assert "Ihre Anfrage ist schon bestätigt" in world.visitor().get(sent.request.path)
    assert len(world.told("accommodation", MessageRequested)) == 1


@pytest.mark.parametrize("way", ["", "/again"])
def test_the_page_is_there_for_a_day_and_for_nobody_else(world: World, sent: TestResponse, way: str) -> None:
    form = form_with(sent, "/again" if way else "email")
    world.advance(days=2)

    late = form.submit(expect_errors=True)
    odd = world.visitor().get("/accommodation/ask/sent/made-up", expect_errors=True)

    assert (late.status_int, odd.status_int) == (410, 410)


def test_a_link_for_something_else_opens_nothing(world: World, sent: TestResponse) -> None:
    need_id = world.api(Role.COORDINATOR).get("/accommodation/api/needs").json[0]["id"]
    token = world.office.links.sign("confirm_need", UUID(need_id), timedelta(days=1))

    assert world.visitor().get(f"/accommodation/ask/sent/{token}", expect_errors=True).status_int == 410
