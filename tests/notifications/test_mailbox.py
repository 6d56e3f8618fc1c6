"""The mailbox of the demo, for people and for programs, and that it is nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from shared.auth import Role
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.ids import new_id
from shared.testing import World, links_in

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]


def test_an_empty_mailbox_says_so(world: World) -> None:
    page = world.visitor().get("/notifications/mailbox")

    assert "Noch keine Mails" in page.text


def test_anybody_finds_a_mail_and_the_link_in_it(world: World, anna: RecipientChanged, write: Write) -> None:
    world.tell(anna, write("sign_in_link"))

    page = world.visitor().get("/notifications/mailbox").click("Ihr Link zum Anmelden")

    assert "anna.muster@example.org" in page.text
    [link] = links_in(page.html.select_one("main .card").get_text("\n"))
    assert page.html.select_one("main .card a")["href"] == f"http://localhost{link}"
    as_sent = page.click("So zeigt ein Mailprogramm")
    assert link in as_sent.text
    assert "script-src" not in as_sent.headers["Content-Security-Policy"]
    assert "sandbox" in as_sent.headers["Content-Security-Policy"]


def test_the_mailbox_is_searched_by_a_part_of_an_address(world: World, anna: RecipientChanged, write: Write) -> None:
    bea = replace(anna, person_id=new_id(), email="Bea_Keller@example.org", name="Bea Keller")
    request = MessageRequested(key="bea", person_id=bea.person_id, template="cleared", data={})
    world.tell(anna, write("sign_in_link"), bea, request)

    page = world.visitor().get("/notifications/mailbox")
    form = next(form for form in page.forms.values() if "q" in form.fields)
    form["q"] = "bea_"
    found = form.submit()

    assert "Bea_Keller@example.org" in found.text
    assert "anna.muster@example.org" not in found.text
    assert "Keine Mail gefunden" in world.visitor().get("/notifications/mailbox?q=%25").text


def test_a_mailbox_with_many_mails_has_pages(world: World, anna: RecipientChanged, write: Write) -> None:
    world.tell(anna, *[write("sign_in_link") for _ in range(51)])

    first = world.visitor().get("/notifications/mailbox?q=anna")
    second = first.click("Weiter")

    assert len(first.html.select("tbody tr")) == 50
    assert len(second.html.select("tbody tr")) == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "99999999999999999999"])
def test_an_odd_page_number_does_no_harm(world: World, page: str) -> None:
    assert world.visitor().get("/notifications/mailbox", params={"page": page}).status_int == 200


def test_programs_read_messages_newest_first_by_address_and_template(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("sign_in_link"), write("cleared"))

    newest, oldest = messages(to="ANNA.muster@example.org")
    [cleared] = messages(to="anna.muster@example.org", template="cleared")

    assert (newest["template"], oldest["template"]) == ("cleared", "sign_in_link")
    assert cleared["links"] == [f"http://localhost{link}" for link in links_in(cleared["text"])]
    assert messages(to="muster@example.org") == []


def test_programs_without_a_token_and_with_odd_questions_are_refused(world: World) -> None:
    assert world.visitor().get("/notifications/api/messages", expect_errors=True).status_int == 401
    assert world.api(Role.VOLUNTEER).get("/notifications/api/messages").status_int == 200
    odd = world.api(Role.VOLUNTEER).get("/notifications/api/messages", whom="anna")
    assert (odd.status_int, odd.json["errors"][0]["pointer"]) == (422, "#/whom")


def test_where_mail_is_sent_there_is_no_mailbox(office_with_smtp: World, anna: RecipientChanged, write: Write) -> None:
    office_with_smtp.tell(anna, write("sign_in_link"))
    program = office_with_smtp.api(Role.ADMINISTRATOR)

    paths = ["/notifications/mailbox", f"/notifications/mailbox/{new_id()}", f"/notifications/mailbox/{new_id()}/html"]
    statuses = {office_with_smtp.visitor().get(path, expect_errors=True).status_int for path in paths}

    assert statuses == {404}
    assert program.get("/notifications/api/messages").status_int == 404


def test_a_mail_that_does_not_exist_is_not_found(world: World) -> None:
    assert world.visitor().get(f"/notifications/mailbox/{new_id()}", expect_errors=True).status_int == 404


def test_a_mail_is_shown_in_a_frame_that_may_do_nothing_but_lead_out(
    world: World, anna: RecipientChanged, write: Write
) -> None:
    world.tell(anna, write("sign_in_link"))

    page = world.visitor().get("/notifications/mailbox").click("Ihr Link zum Anmelden")
    frame = page.html.select_one("iframe")
    inside = world.visitor().get(frame["src"])

    assert "allow-scripts" not in " ".join(frame["sandbox"]) + inside.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in inside.headers["Content-Security-Policy"]
    assert inside.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in inside.text


def test_a_calendar_file_is_beside_the_mail_that_brought_it(world: World, anna: RecipientChanged, write: Write) -> None:
    told = {"timing": "once", "once_at": "2026-11-27T13:30:00+00:00", "match_id": str(new_id())}
    world.tell(anna, write("sign_in_link"), write("agreed", **told))
    mailbox = world.visitor().get("/notifications/mailbox")

    beside = mailbox.click("Ihr Einsatz ist vereinbart").click("einsatz.ics")
    without = mailbox.click("Ihr Link zum Anmelden")

    assert beside.content_type == "text/calendar"
    assert "METHOD:REQUEST" in beside.text
    assert "einsatz.ics" not in without.text
    missing = world.visitor().get(f"{without.request.path}/einsatz.ics", expect_errors=True)
    assert missing.status_int == 404
