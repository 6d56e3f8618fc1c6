"""Logs: one trace id follows one request through all its events, and no line tells what it must not."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import structlog
from sqlalchemy.orm import Session

from shared import clock, due, log
from shared.bus.embedded import EmbeddedBus
from shared.outbox import emit
from shared.service import Member, Service
from shared.tables import Outbox
from tests.shared.counter import Counter
from tests.shared.garden import BedRemoved, HarvestPicked, OpenDb, kitchen, make_tables, rows


@pytest.fixture
def backend() -> str:
    """One kind of database is enough here."""
    return "sqlite"


TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The lines logged so far, as the dictionaries they are."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    before = logging.root.handlers[:], logging.root.level
    log.configure(level="INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.root.handlers[:], level = before
    logging.root.setLevel(level)


def submit(counter: Counter, label: str, **headers: str) -> None:
    browser = counter.visitor()
    form = browser.get("/kitchen/form").forms["jar"]
    form["label"] = label
    form.submit(headers=headers, expect_errors=True)


def traces(messages: list[Any]) -> list[str]:
    return [json.loads(row.payload)["traceparent"].split("-")[1] for row in messages]


def cellar(counter: Counter, open_db: OpenDb) -> Member:
    """A service whose handler makes an appointment, whose job then tells something itself."""
    service = Service("cellar")

    @service.on(HarvestPicked)
    def store(event: HarvestPicked, session: Session) -> None:
        due.schedule(session, "turn", event.label, clock.now() + timedelta(days=1))

    @service.due("turn")
    def turn(session: Session, key: str) -> None:
        emit(session, BedRemoved(bed_id=uuid4(), revision=1))

    return Member(service, make_tables(open_db("cellar")))


def test_a_trace_follows_one_request_through_its_events_and_what_time_brings(counter: Counter, open_db: OpenDb) -> None:
    member = cellar(counter, open_db)
    submit(counter, "a", traceparent=f"00-{TRACE}-b7ad6b7169203331-01")

    EmbeddedBus([Member(kitchen, counter.db), member]).relay()
    clock.advance(timedelta(days=2))
    due.run(member.db, member.service.jobs)

    assert traces([*rows(counter.db, Outbox), *rows(member.db, Outbox)]) == [TRACE, TRACE]


def test_two_requests_have_two_traces(counter: Counter) -> None:
    submit(counter, "a")
    submit(counter, "b")

    first, second = traces(list(rows(counter.db, Outbox)))
    assert first != second


@pytest.mark.parametrize("odd", ["", "00-short-1-01", "x" * 5000, f"00-{TRACE.upper()}-b7ad6b7169203331-01"])
def test_an_odd_trace_is_replaced_by_one_of_ours(counter: Counter, odd: str) -> None:
    submit(counter, "a", traceparent=odd)

    (trace,) = traces(list(rows(counter.db, Outbox)))
    assert len(trace) == 32
    assert trace.upper() not in odd


def test_a_request_is_one_line_with_its_trace_and_without_its_values(counter: Counter, lines: Any) -> None:
    counter.visitor().get("/kitchen/jars/secret?x=secret", headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"},
                          expect_errors=True)  # fmt: skip

    (line,) = [line for line in lines() if line["event"] == "request"]
    assert (line["route"], line["status"], line["service"], line["trace_id"]) == (
        "/jars/<label>",
        404,
        "kitchen",
        TRACE,
    )
    assert "secret" not in json.dumps(lines())


def test_a_mistake_of_ours_is_logged_whole_under_its_trace(counter: Counter, lines: Any) -> None:
    counter.visitor().get("/kitchen/crash", expect_errors=True)

    failed = next(line for line in lines() if line["event"] == "request_failed")
    assert "RuntimeError: a secret of ours" in failed["exception"]
    assert len(failed["trace_id"]) == 32


def test_lines_of_libraries_are_json_too(lines: Any) -> None:
    logging.getLogger("some.library").warning("one\ntwo %s", "ü")

    (line,) = lines()
    assert (line["event"], line["level"]) == ("one\ntwo ü", "warning")


def test_outside_of_everything_a_trace_begins() -> None:
    assert log.TRACEPARENT.fullmatch(log.traceparent())
    assert log.traceparent() != log.traceparent()


def test_traces_inside_each_other_do_not_mix() -> None:
    with log.following(None) as outer:
        with log.following(None) as inner:
            assert inner != outer
        assert log.traceparent().split("-")[1] == outer
