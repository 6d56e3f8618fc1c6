"""Outbox: an event is stored in the transaction that makes it true."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared import clock, outbox
from shared.db import Database
from shared.outbox import emit
from shared.tables import MessageAbout, Outbox
from tests.shared.garden import BedChanged, BedState, HarvestPicked, rows


def picked(label: str, by: UUID | None = None) -> Any:
    return HarvestPicked(label=label, picked_by=by or uuid4())


def emit_all(db: Database, *events: Any) -> None:
    with db.transaction() as session:
        for event in events:
            emit(session, event)


def unsent(db: Database, limit: int = 100) -> list[Any]:
    with db.reading() as session:
        return [message.event() for message in outbox.unsent(session, limit)]


def test_what_is_emitted_waits_in_the_order_in_which_it_was_emitted(garden_db: Database) -> None:
    events = [picked(str(number)) for number in range(5)]

    emit_all(garden_db, *events)

    assert unsent(garden_db) == events
    assert unsent(garden_db, limit=2) == events[:2]


def test_nothing_is_told_of_what_was_taken_back(garden_db: Database) -> None:
    with pytest.raises(ZeroDivisionError), garden_db.transaction() as session:
        emit(session, picked("Lauch"))
        _ = 1 / 0

    assert unsent(garden_db) == []
    assert rows(garden_db, MessageAbout) == []


def test_the_message_says_which_service_it_comes_from(garden_db: Database) -> None:
    emit_all(garden_db, picked("Lauch"))

    (row,) = rows(garden_db, Outbox)
    assert '"source":"/garden"' in row.payload


def test_the_worker_is_woken(garden_db: Database) -> None:
    woken: list[str] = []
    garden_db.wake = lambda: woken.append("woken")

    emit_all(garden_db, picked("Lauch"))

    assert woken == ["woken"]


def test_an_event_that_breaks_its_contract_is_not_stored_and_the_change_is_taken_back(garden_db: Database) -> None:
    broken = BedChanged(bed_id=uuid4(), revision=1, state=BedState.SOWN, plants=[None], kilos={})  # type: ignore[list-item]

    with pytest.raises(ValueError, match="breaks its own contract"):
        emit_all(garden_db, picked("Lauch"), broken)

    assert unsent(garden_db) == []


def test_a_message_is_found_by_the_person_it_is_about(garden_db: Database) -> None:
    person = uuid4()

    emit_all(garden_db, picked("Lauch", person), picked("Krautstiel"))

    first, _ = rows(garden_db, Outbox)
    assert [row.message_id for row in rows(garden_db, MessageAbout) if row.person_id == person] == [first.id]


def test_what_was_sent_does_not_wait_any_more(garden_db: Database) -> None:
    emit_all(garden_db, picked("Lauch"), picked("Krautstiel"))
    with garden_db.reading() as session:
        (first,) = outbox.unsent(session, 1)

    with garden_db.transaction() as session:
        outbox.mark_sent(session, [first])

    assert [event.label for event in unsent(garden_db)] == ["Krautstiel"]


def test_what_was_told_since_a_moment_can_be_told_again_sent_or_not(garden_db: Database) -> None:
    emit_all(garden_db, picked("old"))
    clock.advance(timedelta(hours=1))
    moment = clock.now()
    emit_all(garden_db, picked("sent"), picked("waiting"), bed_of_nothing())
    with garden_db.transaction() as session:
        outbox.mark_sent(session, outbox.unsent(session, 2))

    with garden_db.reading() as session:
        again = outbox.since(session, moment, [HarvestPicked.topic])

    assert [message.event().label for message in again] == ["sent", "waiting"]  # type: ignore[attr-defined]


def bed_of_nothing() -> Any:
    return BedChanged(bed_id=uuid4(), revision=1, state=BedState.SOWN, plants=[], kilos={})
