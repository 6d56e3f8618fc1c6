"""The embedded bus: from every outbox to everybody who handles the event, whatever goes wrong on the way."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared.bus import embedded
from shared.bus.embedded import EmbeddedBus
from shared.db import Database
from shared.outbox import emit
from shared.service import Member, Service
from shared.tables import Inbox, Outbox
from tests.shared.garden import (
    BedRemoved,
    HarvestPicked,
    OpenDb,
    fill_jar,
    garden,
    jars,
    kitchen,
    make_tables,
    rows,
)

Handler = Callable[[Any, Session], None]


def listener(name: str, db: Database, handler: Handler = fill_jar) -> Member:
    """A service that handles harvests in some way."""
    service = Service(name)
    service.on(HarvestPicked)(handler)
    return Member(service, db)


def pick(db: Database, *labels: str) -> None:
    with db.transaction() as session:
        for label in labels:
            emit(session, HarvestPicked(label=label, picked_by=uuid4()))


def waiting(db: Database) -> int:
    return sum(row.sent_at is None for row in rows(db, Outbox))


@pytest.fixture
def cellar_db(open_db: OpenDb) -> Database:
    return make_tables(open_db("cellar"), kitchen)


def test_everybody_who_handles_an_event_gets_it_once(garden_db: Database, db: Database, cellar_db: Database) -> None:
    bus = EmbeddedBus([Member(garden, garden_db), listener("kitchen", db), listener("cellar", cellar_db)])
    pick(garden_db, "a", "b")

    carried = [bus.relay(), bus.relay()]

    assert carried == [2, 0]
    assert jars(db) == jars(cellar_db) == ["a", "b"]
    assert waiting(garden_db) == 0


def test_whoever_does_not_handle_an_event_does_not_get_it(garden_db: Database, db: Database) -> None:
    bus = EmbeddedBus([Member(garden, garden_db), listener("kitchen", db)])
    with garden_db.transaction() as session:
        emit(session, BedRemoved(bed_id=uuid4(), revision=1))

    assert bus.relay() == 1
    assert rows(db, Inbox) == []
    assert waiting(garden_db) == 0


def test_a_service_can_listen_to_itself(garden_db: Database, open_db: OpenDb) -> None:
    make_tables(garden_db, kitchen)
    bus = EmbeddedBus([listener("garden", garden_db)])
    pick(garden_db, "a")

    bus.relay()

    assert jars(garden_db) == ["a"]


def test_what_a_handler_tells_is_carried_on(garden_db: Database, db: Database, cellar_db: Database) -> None:
    def pass_on(event: HarvestPicked, session: Session) -> None:
        if not event.label.startswith("cooked "):
            emit(session, HarvestPicked(label=f"cooked {event.label}", picked_by=event.picked_by))

    bus = EmbeddedBus([Member(garden, garden_db), listener("kitchen", db, pass_on), listener("cellar", cellar_db)])
    pick(garden_db, "a")

    while bus.relay():
        pass

    assert jars(cellar_db) == ["a", "cooked a"]


def test_a_handler_that_fails_holds_up_nobody(garden_db: Database, db: Database, cellar_db: Database) -> None:
    def fail(event: HarvestPicked, session: Session) -> None:
        raise RuntimeError("not today")

    bus = EmbeddedBus([Member(garden, garden_db), listener("kitchen", db, fail), listener("cellar", cellar_db)])
    pick(garden_db, "a")

    bus.relay()

    assert jars(cellar_db) == ["a"]
    assert [row.error for row in rows(db, Inbox)] == ["RuntimeError: not today"]
    assert waiting(garden_db) == 0


def test_an_event_waits_until_every_subscriber_could_take_it(
    garden_db: Database, db: Database, open_db: OpenDb
) -> None:
    down = open_db("cellar")
    bus = EmbeddedBus([Member(garden, garden_db), listener("kitchen", db), listener("cellar", down)])
    pick(garden_db, "a")
    with pytest.raises(DBAPIError):
        bus.relay()
    assert waiting(garden_db) == 1

    make_tables(down, kitchen)
    bus.relay()

    assert jars(db) == jars(down) == ["a"]
    assert waiting(garden_db) == 0


def test_more_than_a_batch_goes_in_several(garden_db: Database, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "BATCH", 2)
    bus = EmbeddedBus([Member(garden, garden_db), listener("kitchen", db)])
    pick(garden_db, "a", "b", "c")

    assert [bus.relay(), bus.relay(), bus.relay()] == [2, 1, 0]
    assert jars(db) == ["a", "b", "c"]
