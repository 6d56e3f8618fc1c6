"""The work threads: woken by a commit or by time, never in vain, and not to be stopped by an error."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared import clock, due, inbox, worker
from shared.db import Database
from shared.ids import new_id
from shared.outbox import emit
from shared.service import Member, Service
from shared.tables import Due
from shared.worker import Worker, effect_steps, event_steps
from tests.shared.garden import HarvestPicked, Jar, OpenDb, fill_jar, garden, kitchen, make_tables

LIMIT_S = 8.0
"""Less than the slow sweep, so that only a wake-up can be in time."""

Start = Callable[..., Worker]


@pytest.fixture
def backend() -> str:
    """One kind of database is enough here."""
    return "sqlite"


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a worker; it is stopped after the test."""
    started: list[Worker] = []

    def begin(steps: Any, next_at: Callable[[], datetime | None] = lambda: None) -> Worker:
        started.append(Worker("test", steps, next_at))
        started[-1].start()
        return started[-1]

    yield begin
    for one in started:
        one.stop()
        assert not one.alive


class Listener:
    """The cellar: says when something has been done there."""

    def __init__(self, db: Database) -> None:
        self.done = threading.Event()
        self.service = Service("cellar")
        self.service.on(HarvestPicked)(self.handle)
        self.service.due("water")(self.water)
        self.member = Member(self.service, db)

    def handle(self, event: HarvestPicked, session: Session) -> None:
        fill_jar(event, session)
        self.done.set()

    def water(self, session: Session, key: str) -> None:
        session.add(Jar(label=key))
        self.done.set()


@pytest.fixture
def cellar(open_db: OpenDb) -> Listener:
    return Listener(make_tables(open_db("cellar"), kitchen))


def pick(db: Database, label: str) -> None:
    with db.transaction() as session:
        emit(session, HarvestPicked(label=label, picked_by=new_id()))


def wake(worker: Worker, *members: Member) -> None:
    for member in members:
        member.db.wake = worker.wake


def test_a_commit_wakes_the_worker(garden_db: Database, cellar: Listener, start: Start) -> None:
    members = [Member(garden, garden_db), cellar.member]
    wake(start(*event_steps(members)), *members)

    pick(garden_db, "a")

    assert cellar.done.wait(LIMIT_S)


def test_the_worker_wakes_when_the_next_row_falls_due(cellar: Listener, start: Start) -> None:
    with cellar.member.db.transaction() as session:
        due.schedule(session, "water", "bed 1", clock.now() + timedelta(seconds=0.3))

    start(*event_steps([cellar.member]))

    assert cellar.done.wait(LIMIT_S)


def test_a_row_that_is_scheduled_while_the_worker_sleeps_is_done_in_time(cellar: Listener, start: Start) -> None:
    wake(start(*event_steps([cellar.member])), cellar.member)

    with cellar.member.db.transaction() as session:
        due.schedule(session, "water", "bed 1", clock.now() + timedelta(seconds=0.3))

    assert cellar.done.wait(LIMIT_S)


def test_what_failed_is_tried_again_in_time(
    garden_db: Database, cellar: Listener, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "RETRY_AFTER_S", (0.1, 0.2))
    tries: list[str] = []

    def moody(event: HarvestPicked, session: Session) -> None:
        tries.append(event.label)
        if len(tries) < 3:
            raise RuntimeError("not yet")

    cellar.service.handlers[HarvestPicked].insert(0, moody)
    members = [Member(garden, garden_db), cellar.member]
    wake(start(*event_steps(members)), *members)

    pick(garden_db, "a")

    assert cellar.done.wait(LIMIT_S)
    assert tries == ["a"] * 3


def test_an_error_in_a_step_does_not_end_the_worker(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_S", (0.01,))
    again = threading.Event()
    rounds: list[int] = []

    def step() -> int:
        rounds.append(1)
        if len(rounds) < 3:
            raise OSError("disk full")
        again.set()
        return 0

    start([step])

    assert again.wait(LIMIT_S)


def test_an_error_while_asking_for_the_next_moment_does_not_end_it_either(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_S", (0.01,))
    again = threading.Event()
    asked: list[int] = []

    def next_at() -> datetime | None:
        asked.append(1)
        if len(asked) < 3:
            raise OSError("disk full")
        again.set()
        return None

    start([lambda: 0], next_at)

    assert again.wait(LIMIT_S)


def test_while_there_is_work_the_worker_does_not_pause(start: Start) -> None:
    finished = threading.Event()
    left = list(range(50))

    def step() -> int:
        if not left:
            finished.set()
            return 0
        left.pop()
        return 1

    start([step])

    assert finished.wait(LIMIT_S)


def test_a_slow_effect_outside_holds_up_no_event(garden_db: Database, cellar: Listener, start: Start) -> None:
    sending, go_on = threading.Event(), threading.Event()

    def send(db: Database, key: str) -> None:
        sending.set()
        go_on.wait(30)

    cellar.service.due("send", outside=True)(send)
    members = [Member(garden, garden_db), cellar.member]
    workers = [start(*effect_steps(members)), start(*event_steps(members))]
    for member in members:
        member.db.wake = lambda: [one.wake() for one in workers]  # type: ignore[assignment,return-value]

    try:
        with cellar.member.db.transaction() as session:
            due.schedule(session, "send", "mail 1", clock.now())
        assert sending.wait(LIMIT_S)
        pick(garden_db, "a")

        assert cellar.done.wait(LIMIT_S)
    finally:
        go_on.set()


def test_a_wake_up_during_a_round_is_not_lost(start: Start) -> None:
    begun, go_on, again = threading.Event(), threading.Event(), threading.Event()

    def step() -> int:
        if begun.is_set():
            again.set()
        begun.set()
        go_on.wait(30)
        return 0

    one = start([step])
    assert begun.wait(LIMIT_S)
    one.wake()
    go_on.set()

    assert again.wait(LIMIT_S)


def test_a_worker_stops_at_once_at_whatever_moment_it_is_told_to() -> None:
    one = Worker("test", [lambda: 0], lambda: None)

    class JustThen(threading.Event):
        """Is told to stop at the worst moment: after looking whether to stop, before forgetting wake-ups."""

        def clear(self) -> None:
            one._stopping = True
            self.set()
            super().clear()

    one._woken = JustThen()
    one.start()
    one._thread.join(LIMIT_S)

    assert not one.alive


def test_workers_with_nothing_to_do_use_less_than_a_hundredth_of_a_processor(open_db: OpenDb, start: Start) -> None:
    members = [Member(Service(f"service{number}"), make_tables(open_db(f"service{number}"))) for number in range(6)]
    for member in members:
        with member.db.transaction() as session:
            member.service.at_start[0](session)
    start(*event_steps(members))
    start(*effect_steps(members))
    nothing = threading.Event()
    nothing.wait(0.5)  # the first round, in which everybody looks around

    before = time.process_time()
    nothing.wait(2.0)

    assert time.process_time() - before < 0.02


def test_what_is_far_away_is_asked_for_before_sleeping(cellar: Listener) -> None:
    moment = clock.now() + timedelta(days=3)
    with cellar.member.db.transaction() as session:
        due.schedule(session, "water", "bed 1", moment)
        due.schedule(session, "unknown here", "bed 1", moment - timedelta(days=1))

    _, next_at = event_steps([cellar.member])
    _, next_effect_at = effect_steps([cellar.member])

    assert next_at() == moment
    assert next_effect_at() is None
    with cellar.member.db.reading() as session:
        assert session.scalar(select(Due.at).where(Due.action == "water")) == moment
