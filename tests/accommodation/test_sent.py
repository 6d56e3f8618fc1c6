"""The page after asking without an account: it names the address; the mail can be sent again, or elsewhere."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp, TestResponse

from shared.auth import Role
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.tasks import TaskChanged
from shared.testing import World
from tests.accommodation.conftest import ask, form_with, link_in


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


def _move(page: TestResponse, email: str) -> TestResponse:
    """Give another address on the page that is there after asking."""
    form = form_with(page.goto(page.request.path), "email")
    form["email"] = email
    return form.submit(expect_errors=True)


def test_a_link_confirms_only_while_the_need_has_the_address_it_was_sent_to(world: World, sent: TestResponse) -> None:
    (mail,) = world.told("accommodation", MessageRequested)
    opened = form_with(world.visitor().get(link_in(world, mail)), "form_id")
    _move(sent, "somebody.else@example.org")
    first, second = (link_in(world, mail) for mail in world.told("accommodation", MessageRequested))

    late = opened.submit(expect_errors=True)
    again = world.visitor().get(first, expect_errors=True)

    assert (late.status_int, again.status_int) == (410, 410)
    assert "Diese Adresse wurde geändert" in late and "Diese Adresse wurde geändert" in again
    assert "somebody.else" not in again
    assert world.told("accommodation", TaskChanged) == []
    assert "Danke" in form_with(world.visitor().get(second), second).submit().follow()
    assert len(world.told("accommodation", TaskChanged)) == 1


def test_an_address_changed_there_and_back_needs_the_newest_link(world: World, sent: TestResponse) -> None:
    for email in ("somebody.else@example.org", "Rita.Roth@example.org"):
        _move(sent, email)

    links = [link_in(world, mail) for mail in world.told("accommodation", MessageRequested)]
    pages = [world.visitor().get(address, expect_errors=True).status_int for address in links]

    assert pages == [410, 410, 200]


def test_whoever_was_written_to_at_an_address_has_no_other(world: World, sent: TestResponse) -> None:
    _move(sent, "somebody.else@example.org")

    first, second = world.told("accommodation", RecipientChanged)
    (gone,) = world.told("accommodation", RecipientRemoved)

    assert first.person_id != second.person_id
    assert (gone.person_id, gone.revision > first.revision) == (first.person_id, True)
    mails = world.told("accommodation", MessageRequested)
    assert [mail.person_id for mail in mails] == [first.person_id, second.person_id]


def test_one_address_gets_five_mails_a_day_however_it_is_named(world: World) -> None:
    mine = [ask(world, email=f"mine{number}@example.org").follow() for number in range(4)]
    answers = []
    for page in mine[:3]:
        answers += [_move(page, "VICTIM@example.org").status_int, _move(page, "x@example.net").status_int]
        answers.append(_move(page, "victim@example.org").status_int)
    last = _move(mine[3], "Victim@Example.org")

    assert answers == [303] * 8 + [409]
    assert last.status_int == 409
    assert "An diese Adresse haben wir heute schon mehrere E-Mails geschickt" in last
    assert ask(world, email="victim@example.org").status_int == 409
    world.advance(hours=25)
    assert ask(world, email="victim@example.org").status_int == 303


@pytest.mark.parametrize("way", ["", "/again"])
def test_the_page_is_there_for_a_day_and_for_nobody_else(world: World, sent: TestResponse, way: str) -> None:
    form = form_with(sent, "/again" if way else "email")
    world.advance(days=2)

    late = form.submit(expect_errors=True)
    odd = world.visitor().get("/accommodation/ask/sent/made-up", expect_errors=True)

    assert (late.status_int, odd.status_int) == (410, 410)


def test_a_link_for_something_else_opens_nothing(world: World, sent: TestResponse) -> None:
    need_id = world.api(Role.COORDINATOR).get("/accommodation/api/needs").json[0]["id"]
    token = world.office.links.sign("need", UUID(need_id), timedelta(days=1))

    assert world.visitor().get(f"/accommodation/ask/sent/{token}", expect_errors=True).status_int == 410
