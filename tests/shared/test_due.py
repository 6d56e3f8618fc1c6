"""Due rows: what time brings, once each, in the order of time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from shared import clock, due, log
from shared.db import Database
from shared.due import Job
from shared.inbox import RETRY_AFTER_S
from shared.tables import Due
from tests.shared.garden import Jar, jars, rows

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WATER = "water"


def fill(session: Session, key: str) -> None:
    session.add(Jar(label=key))


JOBS = {WATER: Job(fill)}


def schedule(db: Database, key: object, at: datetime = NOON, action: str = WATER) -> None:
    with db.transaction() as session:
        due.schedule(session, action, key, at)


def run_at(db: Database, moment: datetime, jobs: dict[str, Job] = JOBS, *, outside: bool = False) -> int:
    clock.travel(moment)
    return due.run(db, jobs, outside=outside)


def next_at(db: Database, *actions: str) -> datetime | None:
    with db.reading() as session:
        return due.next_at(session, actions or [WATER])


def failing(kept: list[str] | None = None) -> Callable[[Any, str], None]:
    def fail(session: Session, key: str) -> None:
        if kept is not None:
            kept.append(key)
        fill(session, key)
        raise RuntimeError("no water")

    return fail


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


def test_a_job_that_fails_leaves_nothing_and_is_tried_again_later(db: Database) -> None:
    schedule(db, "bed 1")

    run_at(db, NOON, {WATER: Job(failing())})

    assert jars(db) == []
    (row,) = rows(db, Due)
    assert (row.attempts, row.error) == (1, "RuntimeError: no water")
    assert RETRY_AFTER_S[0] <= (row.at - NOON).total_seconds() < RETRY_AFTER_S[0] + 5
    assert run_at(db, row.at) == 1
    assert jars(db) == ["bed 1"]


def test_one_job_that_fails_does_not_hold_up_the_others(db: Database) -> None:
    schedule(db, "bed 1", NOON, action="weed")
    schedule(db, "bed 2", NOON + timedelta(minutes=1))

    run_at(db, NOON + timedelta(hours=1), {"weed": Job(failing()), WATER: Job(fill)})

    assert jars(db) == ["bed 2"]


def test_after_eight_failures_a_row_is_parked_and_sleeps_until_it_is_put_back(db: Database) -> None:
    tries: list[str] = []
    jobs = {WATER: Job(failing(tries))}
    schedule(db, "bed 1")
    while (moment := next_at(db)) is not None:
        run_at(db, moment, jobs)
    (row,) = rows(db, Due)
    assert (len(tries), row.attempts, bool(row.parked_at)) == (8, 8, True)
    assert run_at(db, clock.now() + timedelta(days=365), jobs) == 0

    with db.transaction() as session:
        assert due.put_back(session, WATER, "bed 1")
    due.run(db, JOBS)

    assert jars(db) == ["bed 1"]


def test_an_appointment_made_again_after_failures_starts_afresh(db: Database) -> None:
    schedule(db, "bed 1")
    run_at(db, NOON, {WATER: Job(failing())})

    schedule(db, "bed 1", NOON + timedelta(days=1))

    (row,) = rows(db, Due)
    assert (row.at, row.attempts, row.error) == (NOON + timedelta(days=1), 0, None)


def test_putting_back_does_not_bring_forward_what_has_not_failed(db: Database) -> None:
    schedule(db, "bed 1")

    with db.transaction() as session:
        done = [due.put_back(session, WATER, "bed 1"), due.put_back(session, WATER, "unknown")]

    assert done == [False, False]
    assert next_at(db) == NOON


def test_putting_back_wakes_the_worker(db: Database) -> None:
    schedule(db, "bed 1")
    run_at(db, NOON, {WATER: Job(failing())})
    woken: list[str] = []
    db.wake = lambda: woken.append("woken")

    with db.transaction() as session:
        due.put_back(session, WATER, "bed 1")

    assert woken == ["woken"]


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


def test_a_job_outside_that_fails_is_tried_again(db: Database) -> None:
    tries: list[str] = []

    def send(_: Database, key: str) -> None:
        tries.append(key)
        if len(tries) < 3:
            raise OSError("the mail server is down")

    schedule(db, "mail 1", action="send")
    while (moment := next_at(db, "send")) is not None:
        run_at(db, moment, {"send": Job(send, outside=True)}, outside=True)

    assert tries == ["mail 1"] * 3
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
