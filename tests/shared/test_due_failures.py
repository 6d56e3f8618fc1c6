"""Due rows whose job fails: tried again with growing delay, then parked, and nobody waits for them."""

from datetime import timedelta

from shared import clock, due
from shared.db import Database
from shared.due import Job
from shared.inbox import RETRY_AFTER_S
from shared.tables import Due
from tests.shared.garden import jars, rows
from tests.shared.watering import JOBS, NOON, WATER, failing, fill, next_at, run_at, schedule


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
