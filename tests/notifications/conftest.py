"""What these tests begin with: a person with an address, requests for mail, and a real mail server to send to."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from shared import parts
from shared.auth import Role
from shared.config import Smtp
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.ids import new_id
from shared.region import Region
from shared.testing import World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world("notifications")


@pytest.fixture
def anna() -> RecipientChanged:
    """Somebody who can be written to."""
    return RecipientChanged(
        person_id=new_id(),
        revision=1,
        email="anna.muster@example.org",
        language="de",
        name="Anna Muster",
        kind="volunteer",
    )


@dataclass
class Requests:
    """Asks for mail to one person, each time under a key of its own."""

    person_id: UUID

    def __call__(self, template: str, key: str | None = None, **data: Any) -> MessageRequested:
        return MessageRequested(key=key or str(new_id()), person_id=self.person_id, template=template, data=data)


@pytest.fixture
def write(anna: RecipientChanged) -> Requests:
    return Requests(anna.person_id)


@pytest.fixture
def messages(world: World) -> Callable[..., list[dict[str, Any]]]:
    """The kept mails as a program reads them."""

    def read(**query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = world.api(Role.COORDINATOR).get("/notifications/api/messages", **query).json
        return found

    return read


@dataclass
class MailServer:
    """A mail server: keeps what it takes, and answers what it was told to answer first (`replies`)."""

    replies: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refuses: str | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        self.recipients.append(list(envelope.rcpt_tos))
        return self.replies.pop(0) if self.replies else "250 taken"


@pytest.fixture
def mail_server() -> MailServer:
    return MailServer()


@pytest.fixture
def smtp(mail_server: MailServer) -> Iterator[Smtp]:
    """Where that server listens."""
    controller = Controller(mail_server, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield Smtp(host="127.0.0.1", port=controller.port, user=None, password=None, starttls=False)
    controller.stop()


@pytest.fixture
def office_with_smtp(tmp_path: Path, region: Region, smtp: Smtp) -> Iterator[World]:
    """A real office: no demo data, no mailbox, mail goes out."""
    folder = tmp_path / "real"
    folder.mkdir()
    world = World(folder, parts.load(["notifications"]), region, demo=False)
    send_by(world, smtp)
    yield world
    world.close()


def send_by(world: World, smtp: Smtp) -> None:
    """From now on mail of this world goes to that server."""
    db = world.db("notifications")
    assert db.office is not None
    db.office = replace(db.office, settings=replace(db.office.settings, smtp=smtp))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
