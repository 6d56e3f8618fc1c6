"""Housekeeping: what has served its time goes, in the night, and nothing else."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from shared import clock, due, housekeeping
from shared.db import Database
from shared.tables import DoneRequest, Due, EndedSession, Inbox, MessageAbout, Outbox
from tests.shared.garden import kitchen, rows


def put(db: Database, table: Any, **values: Any) -> None:
    with db.transaction() as session:
        session.execute(insert(table).values(**values))


def ago(days: float) -> datetime:
    return clock.now() - timedelta(days=days)


def tidy(db: Database) -> None:
    with db.transaction() as session:
        housekeeping.tidy(session, "nightly")


def sent(db: Database, at: datetime | None, about: UUID | None = None) -> UUID:
    message = uuid4()
    put(db, Outbox, id=message, topic="t", payload="{}", emitted_at=ago(400), sent_at=at)
    put(db, MessageAbout, person_id=about or uuid4(), message_id=message)
    return message


def handled(db: Database, at: datetime | None, **values: Any) -> UUID:
    message = uuid4()
    put(db, Inbox, id=message, topic="t", taken_at=ago(400), handled_at=at, attempts=1, **values)
    return message


def test_sent_messages_go_after_a_week_and_unsent_ones_never(db: Database) -> None:
    sent(db, ago(7.1))
    kept = [sent(db, ago(6.9)), sent(db, None)]

    tidy(db)

    assert [row.id for row in rows(db, Outbox)] == kept
    assert {row.message_id for row in rows(db, MessageAbout)} == set(kept)


def test_handled_messages_are_forgotten_after_a_month_and_waiting_ones_never(db: Database) -> None:
    handled(db, ago(30.1))
    kept = {handled(db, ago(29.9)), handled(db, None, parked_at=ago(300), error="E: e")}

    tidy(db)

    assert {row.id for row in rows(db, Inbox)} == kept


def test_answers_to_form_ids_go_after_a_week(db: Database) -> None:
    answer = {"digest": "", "status": 303, "body": "", "content_type": ""}
    put(db, DoneRequest, key="old", done_at=ago(7.1), **answer)
    put(db, DoneRequest, key="fresh", done_at=ago(6.9), **answer)

    tidy(db)

    assert [row.key for row in rows(db, DoneRequest)] == ["fresh"]


def test_an_ended_sign_in_is_remembered_until_its_token_would_have_run_out(db: Database) -> None:
    fresh = uuid4()
    put(db, EndedSession, id=uuid4(), until=ago(0.1))
    put(db, EndedSession, id=fresh, until=ago(-300))

    tidy(db)

    assert [row.id for row in rows(db, EndedSession)] == [fresh]


@pytest.mark.parametrize(("day", "night"), [("2026-11-23", "2026-11-24 02:30"), ("2026-07-01", "2026-07-02 01:30")])
def test_it_is_done_at_half_past_three_in_the_night_and_again_every_night(db: Database, day: str, night: str) -> None:
    clock.travel(clock.from_local(datetime.fromisoformat(f"{day} 09:00")))
    arm(db)

    (first,) = rows(db, Due)
    clock.travel(first.at)
    due.run(db, kitchen.jobs)

    (second,) = rows(db, Due)
    assert first.at.isoformat() == f"{night.replace(' ', 'T')}:00+00:00"
    assert second.at - first.at == timedelta(days=1)


def test_a_restart_does_not_put_it_off(db: Database) -> None:
    arm(db)
    (before,) = rows(db, Due)
    clock.advance(timedelta(hours=30))

    arm(db)

    (after,) = rows(db, Due)
    assert after.at == before.at


def arm(db: Database) -> None:
    """What a start does."""
    with db.transaction() as session:
        for once in kitchen.at_start:
            once(session)
