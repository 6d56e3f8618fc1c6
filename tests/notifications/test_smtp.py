"""Mail that leaves the house, through a real mail server on this machine."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from services.notifications import actions
from services.notifications.models import Message
from shared import clock, due
from shared import message as envelopes
from shared.auth import Role
from shared.config import Smtp
from shared.contracts.notifications import DeliveryState, MessageFailed, MessageRequested, RecipientChanged
from shared.contracts.tasks import TaskChanged
from shared.testing import World, free_port
from tests.notifications.mail_server import MailServer, certificate_for_localhost, listening, send_by, smtp_at

Write = Callable[..., MessageRequested]


def test_a_mail_arrives_with_both_parts_and_honest_headers(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    office_with_smtp.tell(anna, write("sign_in_link"))

    [mail] = mail_server.mails
    assert mail_server.recipients == [["anna.muster@example.org"]]
    assert mail["To"] == "Anna Muster <anna.muster@example.org>"
    ours = "Regionale Integrationsfachstelle Musterregion <info@rif-musterregion.example.org>"
    assert (mail["From"], mail["Reply-To"]) == (ours, ours)
    assert mail["Subject"] == "Ihr Link zum Anmelden"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{stored(office_with_smtp).id}@rif-musterregion.example.org>"
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None and html is not None
    assert "Freundliche Grüsse" in text.get_content()
    assert max(len(line) for line in text.get_content().splitlines() if "http" not in line) <= 72
    [link] = [line for line in text.get_content().splitlines() if line.startswith("http")]
    assert f'href="{link}"' in html.get_content()


def test_what_was_sent_is_not_kept(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    office_with_smtp.tell(anna, write("sign_in_link"))

    message = stored(office_with_smtp)
    assert message.state is DeliveryState.SENT
    assert (message.sent_to, message.subject, message.text, message.html) == (None, None, None, None)


@pytest.mark.parametrize(
    "name",
    ["Anna\r\nBcc: all@example.org", 'Anna "Änni" <evil@example.com>, x', "Ünal, Özgür (Büro); @x", "", "名前" * 100],
)
def test_no_name_can_put_anything_into_a_header(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write, name: str
) -> None:
    office_with_smtp.tell(replace(anna, name=name), write("cleared"))

    [mail] = mail_server.mails
    assert mail_server.recipients == [["anna.muster@example.org"]]
    assert [address.addr_spec for address in mail["To"].addresses] == ["anna.muster@example.org"]
    assert mail["Bcc"] is None
    assert not mail.defects


@pytest.mark.parametrize("email", ["anna", "änna@example.org", "anna@exa mple.org\r\nRCPT TO:<b@example.org>"])
def test_an_address_that_is_none_fails_at_once(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write, email: str
) -> None:
    mail_server.refuses = "553 no such mailbox"

    office_with_smtp.tell(replace(anna, email=email), write("cleared"))

    assert stored(office_with_smtp).state is DeliveryState.FAILED
    assert mail_server.mails == []


def test_a_server_that_is_busy_is_asked_again_with_the_same_message_id(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    mail_server.replies = ["451 try again later"]
    tell(office_with_smtp, anna, write("sign_in_link"))
    assert (stored(office_with_smtp).state, stored(office_with_smtp).error) == ("queued", "451 try again later")

    wait(office_with_smtp, seconds=3)

    first, second = mail_server.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert link_id(office_with_smtp, first) == link_id(office_with_smtp, second)
    assert (stored(office_with_smtp).state, stored(office_with_smtp).error) == ("sent", None)


def test_a_mail_that_is_refused_for_good_fails_at_once_and_the_office_is_told(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    mail_server.refuses = "550 no such mailbox"

    office_with_smtp.tell(anna, write("sign_in_link"))

    message = stored(office_with_smtp)
    assert (message.state, message.error, message.attempts) == ("failed", "550 no such mailbox", 1)
    assert [event.message_id for event in office_with_smtp.told("notifications", MessageFailed)] == [message.id]
    assert [task.done for task in office_with_smtp.told("notifications", TaskChanged)] == [False]


def test_after_eight_tries_a_message_fails_in_words(
    office_with_smtp: World, anna: RecipientChanged, write: Write
) -> None:
    send_by(office_with_smtp, smtp_at(free_port()))
    tell(office_with_smtp, anna, write("sign_in_link"))

    for _ in range(7):
        assert stored(office_with_smtp).state is DeliveryState.QUEUED
        wait(office_with_smtp, hours=7)

    message = stored(office_with_smtp)
    assert (message.state, message.attempts) == ("failed", 8)
    assert message.error and message.error.startswith("Auch nach mehreren Versuchen nicht angekommen. 127.0.0.1:")
    assert office_with_smtp.failures() == []


def test_a_failed_message_is_sent_again_by_a_click_and_the_task_is_done(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    mail_server.refuses = "550 no such mailbox"
    office_with_smtp.tell(anna, write("sign_in_link"))
    mail_server.refuses = None

    page = office_with_smtp.browser(Role.COORDINATOR).get("/notifications/messages?state=failed")
    page = next(form for form in page.forms.values() if "send-again" in form.action).submit().follow()
    office_with_smtp.settle()

    assert "geht nochmals hinaus" in page.text
    assert stored(office_with_smtp).state is DeliveryState.SENT
    assert [task.done for task in office_with_smtp.told("notifications", TaskChanged)] == [False, True]


def test_two_senders_at_once_send_one_mail(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    member = office_with_smtp.members["notifications"]
    mail_server.meanwhile = lambda: due.run(member.db, member.service.jobs, outside=True)

    office_with_smtp.tell(anna, write("sign_in_link"))
    mail_server.meanwhile = None
    wait(office_with_smtp, minutes=6)

    assert len(mail_server.mails) == 1
    assert stored(office_with_smtp).state is DeliveryState.SENT


def test_a_sender_killed_after_the_servers_yes_is_followed_by_one_with_the_same_message_id(
    office_with_smtp: World, mail_server: MailServer, smtp: Smtp, anna: RecipientChanged, write: Write
) -> None:
    ask(office_with_smtp, anna, write("sign_in_link"))
    database = str(office_with_smtp.db("notifications").path)
    sender = subprocess.Popen([sys.executable, "-c", SENDER, database, str(smtp.port), str(clock.now())], cwd=ROOT)
    mail_server.meanwhile = sender.kill
    assert sender.wait(30) == -9
    mail_server.meanwhile = None
    office_with_smtp.settle()
    assert (len(mail_server.mails), stored(office_with_smtp).state) == (1, DeliveryState.QUEUED)

    wait(office_with_smtp, minutes=6)

    killed, next_one = mail_server.mails
    assert killed["Message-ID"] == next_one["Message-ID"]
    assert stored(office_with_smtp).state is DeliveryState.SENT


def test_a_message_whose_senders_all_die_fails_in_the_end(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    ask(office_with_smtp, anna, write("sign_in_link"))
    for _ in range(actions.TRIES):
        with office_with_smtp.db("notifications").transaction() as session:
            assert actions.claim(session, stored(office_with_smtp).id)
        clock.advance(timedelta(minutes=6))

    office_with_smtp.settle()

    assert stored(office_with_smtp).state is DeliveryState.FAILED
    assert mail_server.mails == []


def test_a_server_with_a_trusted_certificate_gets_the_mail_encrypted(
    office_with_smtp: World,
    mail_server: MailServer,
    anna: RecipientChanged,
    write: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = certificate_for_localhost(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with listening(mail_server, certificate) as smtp:
        send_by(office_with_smtp, smtp)
        office_with_smtp.tell(anna, write("sign_in_link"))

    assert len(mail_server.mails) == 1
    assert mail_server.encrypted == [True]


def test_a_server_that_shows_a_wrong_certificate_gets_nothing(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write, tmp_path: Path
) -> None:
    with listening(mail_server, certificate_for_localhost(tmp_path)) as smtp:
        send_by(office_with_smtp, smtp)
        tell(office_with_smtp, anna, write("sign_in_link"))

    assert mail_server.mails == []
    message = stored(office_with_smtp)
    assert message.state is DeliveryState.QUEUED
    assert "certificate verify failed" in str(message.error)


ROOT = Path(__file__).parent.parent.parent

SENDER = """
import sys
from datetime import datetime
from pathlib import Path
from services.notifications import jobs, service
from shared import clock, due, keys
from shared.config import Settings, Smtp
from shared.db import Database
from shared.office import Office
from shared.region import load

path, port = Path(sys.argv[1]), int(sys.argv[2])
clock.travel(datetime.fromisoformat(sys.argv[3]))
smtp = Smtp("127.0.0.1", port, None, None, False)
settings = Settings(path.parent, path, "http://localhost", "127.0.0.1", 80, False, smtp)
db = Database("notifications", f"sqlite:///{path}")
db.office = Office(settings, load(Path("deploy/demo/region.toml")), keys.make())
while due.run(db, service.jobs, outside=True):
    pass
"""
"""A worker of its own, so that it can be killed."""


def stored(world: World) -> Message:
    with world.db("notifications").reading() as session:
        return session.scalars(select(Message)).one()


def tell(world: World, *events: Any) -> None:
    """Like `world.tell`, where not all is well."""
    ask(world, *events)
    world.settle(allow_failures=True)


def ask(world: World, *events: Any) -> None:
    """Let notifications hear events, and do nothing about them yet."""
    world.deliver([envelopes.Message.wrap(event, "elsewhere") for event in events])


def wait(world: World, **by: float) -> None:
    """Like `world.advance`, where not all is well."""
    clock.advance(timedelta(**by))
    world.settle(allow_failures=True)


def link_id(world: World, mail: Any) -> Any:
    text = mail.get_body(("plain",)).get_content()
    [link] = [line for line in text.splitlines() if line.startswith("http")]
    return world.office.links.read("enter", link.rpartition("/")[2]).id
