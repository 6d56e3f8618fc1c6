"""What these tests begin with: a person with an address, requests for mail, and a real mail server to send to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared import parts
from shared.auth import Role
from shared.config import Smtp
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.ids import new_id
from shared.region import Region
from shared.testing import World
from tests.notifications.mail_server import MailServer, listening, send_by


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


@pytest.fixture
def mail_server() -> MailServer:
    return MailServer()


@pytest.fixture
def smtp(mail_server: MailServer) -> Iterator[Smtp]:
    """Where that server listens."""
    with listening(mail_server) as settings:
        yield settings


@pytest.fixture
def office_with_smtp(tmp_path: Path, region: Region, smtp: Smtp) -> Iterator[World]:
    """A real office: no demo data, no mailbox, mail goes out."""
    folder = tmp_path / "real"
    folder.mkdir()
    world = World(folder, parts.load(["notifications"]), region, demo=False)
    send_by(world, smtp)
    yield world
    world.close()
