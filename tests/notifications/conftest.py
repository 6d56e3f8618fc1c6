"""What these tests begin with: a person with an address, requests for mail, and a real mail server to send to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared import parts
from shared.auth import Role
from shared.config import Smtp
from shared.contracts.accommodation import NeedChanged, NeedState, SiteChanged, SiteKind
from shared.contracts.matching import MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.contracts.words import AgeGroup, Mobility, Selection, Slot, Timing, Urgency
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


@pytest.fixture
def site() -> SiteChanged:
    """Where help is needed."""
    return SiteChanged(
        site_id=new_id(),
        revision=1,
        organisation_id=new_id(),
        organisation="Kanton",
        name="Haus Sonne",
        kind=SiteKind.CANTONAL,
        street="Sonnenweg 3",
        postcode="5620",
        town="Bremgarten",
        bfs_nr=4063,
        phone="+41 62 000 00 01",
        active=True,
    )


@pytest.fixture
def need(site: SiteChanged) -> NeedChanged:
    """Help on one afternoon."""
    return NeedChanged(
        need_id=new_id(),
        revision=1,
        state=NeedState.OPEN,
        site_id=site.site_id,
        bfs_nr=4063,
        category="play_afternoon",
        headcount=1,
        filled=0,
        age_group=AgeGroup.SCHOOL,
        persons=8,
        minors=True,
        alone=False,
        languages=[],
        timing=Timing.ONCE,
        once_at=datetime(2026, 11, 27, 13, 30, tzinfo=UTC),
        slots=[],
        minutes=90,
        urgency=Urgency.NORMAL,
        wish="",
        selection=Selection.FIRST_YES,
        posted_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
    )


@pytest.fixture
def match(need: NeedChanged, anna: RecipientChanged) -> MatchChanged:
    """Anna comes for it."""
    asked = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    return MatchChanged(
        match_id=new_id(),
        revision=3,
        state=MatchState.AGREED,
        need_id=need.need_id,
        offer_id=new_id(),
        volunteer_id=anna.person_id,
        name="Anna M.",
        answer_by=asked,
        proposed_at=asked,
        agreed_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
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
def agreed_letter(write: Requests, match: MatchChanged) -> Callable[..., MessageRequested]:
    """What matching asks for when a match is agreed."""

    def letter(**facts: Any) -> MessageRequested:
        told = {"category": "play_afternoon", "bfs_nr": 4063, "timing": "once", **facts}
        return write("agreed", match_id=str(match.match_id), **told)

    return letter


@pytest.fixture
def every_week(need: NeedChanged) -> NeedChanged:
    """The same on every Tuesday evening."""
    return replace(need, timing=Timing.WEEKLY, once_at=None, slots=[Slot.TUE_EVENING])


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


def offer(of: RecipientChanged, state: VolunteerState, revision: int = 1) -> OfferChanged:
    """How somebody stands at the office; her offer has her own id."""
    return OfferChanged(
        offer_id=of.person_id,
        revision=revision,
        volunteer_id=of.person_id,
        state=state,
        name="Anna M.",
        categories=["play_afternoon"],
        languages={},
        bfs_nr=4063,
        travel_km=5,
        mobility=Mobility.BIKE,
        slots=[],
        away=[],
        clearances=[],
        minutes_52_weeks=0,
    )
