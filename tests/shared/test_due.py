"""Due rows: what time brings, once each, in the order of time."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from shared import clock, due, log
from shared.db import Database
from shared.due import Job
from shared.tables import Due
from tests.shared.garden import jars, rows
from tests.shared.watering import JOBS, NOON, WATER, fill, next_at, run_at, schedule


def test_nothing_happens_before_its_time_and_once_afterwards(db: Database) -> None:
    schedule(db, "bed 1")

    done = [run_at(db, NOON - timedelta(seconds=5)), run_at(db, NOON), run_at(db, NOON + timedelta(days=1))]

    assert done == [0, 1, 0]
    assert jars(db) == ["bed 1"]


def test_what_is_due_is_done_in_the_order_of_time(db: Database) -> None:
    for key, minutes in (("late", 30), ("early", 10), ("middle", 20)):
        schedule(db, key, NOON + timedelta(minutes=minutes))

    run_at(db, NOON + timedelta(hours=1))

    assert jars(db) == ["early", "middle", "late"]


def test_scheduling_again_moves_the_appointment(db: Database) -> None:
    schedule(db, "bed 1")
    schedule(db, "bed 1", NOON + timedelta(hours=1))

    assert run_at(db, NOON + timedelta(minutes=30)) == 0
    assert run_at(db, NOON + timedelta(hours=1)) == 1
    assert jars(db) == ["bed 1"]


def test_keys_and_actions_do_not_disturb_each_other(db: Database) -> None:
    schedule(db, "bed 1")
    schedule(db, "bed 2", NOON + timedelta(hours=1))
    schedule(db, "bed 1", NOON + timedelta(hours=1), action="weed")

    run_at(db, NOON)

    assert jars(db) == ["bed 1"]
    assert {(row.action, row.key) for row in rows(db, Due)} == {(WATER, "bed 2"), ("weed", "bed 1")}


def test_what_is_cancelled_does_not_happen(db: Database) -> None:
    schedule(db, "bed 1")
    schedule(db, "bed 2")

    with db.transaction() as session:
        due.cancel(session, WATER, "bed 1")
        due.cancel(session, WATER, "never scheduled")
    run_at(db, NOON)

    assert jars(db) == ["bed 2"]


def test_an_appointment_that_was_taken_back_with_its_reason_is_none(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        due.schedule(session, WATER, "bed 1", NOON)
        _ = 1 / 0

    assert run_at(db, NOON) == 0


def test_scheduling_wakes_the_worker_so_that_it_knows_how_long_to_sleep(db: Database) -> None:
    woken: list[str] = []
    db.wake = lambda: woken.append("woken")

    schedule(db, "bed 1")

    assert woken == ["woken"]


def test_the_next_row_is_the_earliest_of_the_actions_asked_for(db: Database) -> None:
    schedule(db, "bed 1", NOON + timedelta(hours=1))
    schedule(db, "bed 2", NOON + timedelta(hours=2))
    schedule(db, "bed 1", NOON, action="weed")

    assert next_at(db) == NOON + timedelta(hours=1)
    assert next_at(db, WATER, "weed") == NOON
    assert next_at(db, "harvest") is None


def test_a_periodic_job_arms_itself_again(db: Database) -> None:
    def fill_daily(session: Session, key: str) -> None:
        fill(session, key)
        due.schedule(session, WATER, key, clock.now() + timedelta(days=1))

    schedule(db, "bed 1")
    for _ in range(3):
        run_at(db, next_at(db) or NOON, {WATER: Job(fill_daily)})

    assert jars(db) == ["bed 1"] * 3
    assert len(rows(db, Due)) == 1


def test_a_row_that_was_moved_while_it_fell_due_stays_for_its_new_time(db: Database) -> None:
    def move_the_other(session: Session, key: str) -> None:
        fill(session, key)
        due.schedule(session, WATER, "second", NOON + timedelta(hours=1))

    schedule(db, "first")
    schedule(db, "second", NOON + timedelta(seconds=1))

    run_at(db, NOON + timedelta(minutes=1), {WATER: Job(move_the_other)})

    assert jars(db) == ["first"]
    assert next_at(db) == NOON + timedelta(hours=1)


def test_a_row_that_was_cancelled_while_it_fell_due_is_not_done(db: Database) -> None:
    def cancel_the_other(session: Session, key: str) -> None:
        fill(session, key)
        due.cancel(session, WATER, "second")

    schedule(db, "first")
    schedule(db, "second", NOON + timedelta(seconds=1))

    run_at(db, NOON + timedelta(minutes=1), {WATER: Job(cancel_the_other)})

    assert jars(db) == ["first"]


def test_a_job_with_effects_outside_runs_with_no_transaction_open(db: Database) -> None:
    seen: list[tuple[str, list[str]]] = []

    def send(given: Database, key: str) -> None:
        with given.transaction() as session:  # would wait for ever behind one of its own
            fill(session, key)
        seen.append((key, [row.key for row in rows(given, Due)]))

    jobs = {"send": Job(send, outside=True), WATER: Job(fill)}
    schedule(db, "mail 1", action="send")
    schedule(db, "bed 1")

    inside = run_at(db, NOON, jobs)
    outside = run_at(db, NOON, jobs, outside=True)

    assert (inside, outside) == (1, 1)
    assert seen == [("mail 1", ["mail 1"])]
    assert rows(db, Due) == []


def test_a_job_works_under_the_trace_of_whoever_made_the_appointment(db: Database) -> None:
    traces: list[str] = []
    with log.following(None) as trace:
        schedule(db, "bed 1")

    run_at(db, NOON, {WATER: Job(lambda session, key: traces.append(log.traceparent().split("-")[1]))})

    assert traces == [trace]


def test_an_appointment_that_is_moved_follows_whoever_moved_it(db: Database) -> None:
    traces: list[str] = []
    schedule(db, "bed 1")
    with log.following(None) as trace:
        schedule(db, "bed 1", NOON + timedelta(minutes=1))

    run_at(db, NOON + timedelta(hours=1), {WATER: Job(lambda s, k: traces.append(log.traceparent().split("-")[1]))})

    assert traces == [trace]


def test_more_rows_than_one_round_takes_are_done_in_the_next(db: Database) -> None:
    with db.transaction() as session:
        for number in range(5):
            due.schedule(session, WATER, number, NOON + timedelta(seconds=number))
    clock.travel(NOON + timedelta(hours=1))

    done = [due.run(db, JOBS, limit=3), due.run(db, JOBS, limit=3), due.run(db, JOBS, limit=3)]

    assert done == [3, 2, 0]
    assert jars(db) == ["0", "1", "2", "3", "4"]
