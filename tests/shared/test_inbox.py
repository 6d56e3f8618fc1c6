"""Inbox: every message has its effect once, and one that fails holds up nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from shared import clock, inbox
from shared.db import Database
from shared.inbox import RETRY_AFTER_S
from shared.message import Message
from shared.outbox import emit, unsent
from shared.tables import Inbox, MessageAbout
from tests.shared.garden import HarvestPicked, fill_jar, jars, rows

Handler = Callable[[Any, Session], None]
GOOD: dict[Any, list[Handler]] = {HarvestPicked: [fill_jar]}


class Moody:
    """A handler that cannot bear some labels as long as it is in a bad mood; then it works as the other does."""

    def __init__(self, *unbearable: str, error: Exception | None = None) -> None:
        self.unbearable = unbearable
        self.error = error or RuntimeError("not today")
        self.tries = 0

    @property
    def handlers(self) -> dict[Any, list[Handler]]:
        return {HarvestPicked: [self]}

    def __call__(self, event: HarvestPicked, session: Session) -> None:
        fill_jar(event, session)
        if event.label in self.unbearable:
            self.tries += 1
            raise self.error


def picked(label: str, by: UUID | None = None) -> Message:
    return Message.wrap(HarvestPicked(label=label, picked_by=by or uuid4()), "garden")


def messages(*labels: str) -> list[Message]:
    return [picked(label) for label in labels]


def the_row(db: Database) -> Any:
    (row,) = rows(db, Inbox)
    return row


def test_a_batch_is_handled_in_its_order(db: Database) -> None:
    inbox.take(db, messages("a", "b", "c"), GOOD)

    assert jars(db) == ["a", "b", "c"]
    assert all(row.handled_at and not row.payload for row in rows(db, Inbox))


def test_a_message_that_comes_again_has_no_second_effect(db: Database) -> None:
    a, b = messages("a", "b")
    inbox.take(db, [a], GOOD)

    inbox.take(db, [b, a, b], GOOD)
    inbox.take(db, [a], GOOD)

    assert jars(db) == ["a", "b"]


def test_two_messages_of_the_same_contents_are_two(db: Database) -> None:
    inbox.take(db, messages("a", "a"), GOOD)

    assert jars(db) == ["a", "a"]


def test_one_bad_message_does_not_hold_up_the_others(db: Database) -> None:
    moody = Moody("b")

    inbox.take(db, messages("a", "b", "c"), moody.handlers)

    assert jars(db) == ["a", "c"]
    (failed,) = [row for row in rows(db, Inbox) if not row.handled_at]
    assert failed.error == "RuntimeError: not today"
    assert failed.attempts == 1


def test_all_handlers_of_an_event_act_together_or_not_at_all(db: Database) -> None:
    moody = Moody("a")

    inbox.take(db, messages("a"), {HarvestPicked: [fill_jar, fill_jar, moody]})

    assert jars(db) == []


def test_a_failed_message_is_tried_again_when_its_time_has_come(db: Database) -> None:
    moody = Moody("a")
    inbox.take(db, messages("a"), moody.handlers)

    too_early = inbox.retry(db, GOOD)
    clock.advance(timedelta(seconds=RETRY_AFTER_S[0] + 1))
    in_time = inbox.retry(db, GOOD)

    assert (too_early, in_time) == (0, 1)
    assert jars(db) == ["a"]
    row = the_row(db)
    assert row.handled_at
    assert (row.error, row.payload, row.retry_at, row.attempts) == (None, None, None, 2)


def test_the_delay_grows_and_after_eight_attempts_a_message_is_parked(db: Database) -> None:
    moody = Moody("a")
    inbox.take(db, messages("a"), moody.handlers)
    delays = []

    while (moment := next_retry(db)) is not None:
        delays.append(round((moment - clock.now()).total_seconds()))
        clock.travel(moment)
        inbox.retry(db, moody.handlers)

    assert delays == [2, 10, 60, 300, 1_800, 7_200, 21_600]
    assert moody.tries == 8
    row = the_row(db)
    assert row.parked_at
    assert row.payload
    assert (row.handled_at, row.retry_at, row.attempts) == (None, None, 8)
    assert jars(db) == []


def test_what_nobody_can_read_is_parked_at_once_and_the_others_are_handled(db: Database) -> None:
    broken = Message(id=uuid4(), topic=HarvestPicked.topic, payload='{"data": {"label": 5}}')
    strange = Message.read("no json")

    inbox.take(db, [picked("a"), broken, strange, picked("b")], GOOD)

    assert jars(db) == ["a", "b"]
    parked = {row.id: row for row in rows(db, Inbox) if row.parked_at}
    assert parked.keys() == {broken.id, strange.id}
    assert all(row.error.startswith("Unreadable: ") and row.retry_at is None for row in parked.values())
    assert parked[strange.id].payload == "no json"


def test_an_odd_trace_does_not_make_a_message_unreadable(db: Database) -> None:
    message = picked("a")
    odd = Message.read(message.payload.replace('"traceparent":"', '"traceparent":5,"was":"'))

    inbox.take(db, [odd], GOOD)

    assert jars(db) == ["a"]


ODD_WORDS = {"nul": "a \0 byte", "half a pair": "\ud800", "long": "x" * 100_000}


@pytest.mark.parametrize("words", ODD_WORDS.values(), ids=ODD_WORDS)
def test_an_error_in_odd_words_is_kept_all_the_same(db: Database, words: str) -> None:
    moody = Moody("a", error=RuntimeError(words))

    inbox.take(db, messages("a", "b"), moody.handlers)

    assert jars(db) == ["b"]
    (failed,) = [row for row in rows(db, Inbox) if not row.handled_at]
    assert failed.error.startswith("RuntimeError: ")


@pytest.mark.parametrize(
    "payload",
    [
        "no json \0 at all \ud800",
        '{"id": "00000000-0000-0000-0000-000000000007", "type": "\\u0000\\ud800", "data": {}}',
    ],
)
def test_an_unreadable_message_of_odd_characters_is_kept_all_the_same(db: Database, payload: str) -> None:
    odd = Message.read(payload)

    inbox.take(db, [odd, picked("a")], GOOD)

    assert jars(db) == ["a"]
    assert [row.id for row in rows(db, Inbox) if row.parked_at] == [odd.id]


def test_a_failed_message_that_comes_again_is_neither_handled_nor_stored_twice(db: Database) -> None:
    message = picked("a")
    inbox.take(db, [message], Moody("a").handlers)

    inbox.take(db, [message], GOOD)

    assert jars(db) == []
    assert the_row(db).attempts == 1


def test_a_failed_message_is_found_by_the_person_it_is_about(db: Database) -> None:
    person = uuid4()
    message = picked("a", person)

    inbox.take(db, [message], Moody("a").handlers)

    assert [(row.person_id, row.message_id) for row in rows(db, MessageAbout)] == [(person, message.id)]


def test_an_event_of_ones_own_that_fails_is_kept_like_any_other(db: Database) -> None:
    person = uuid4()
    with db.transaction() as session:
        emit(session, HarvestPicked(label="a", picked_by=person))
    with db.reading() as session:
        own = unsent(session, 10)

    inbox.take(db, own, Moody("a").handlers)

    assert the_row(db).attempts == 1
    assert [row.person_id for row in rows(db, MessageAbout)] == [person]


def test_a_parked_message_that_is_put_back_is_tried_again_from_the_start(db: Database) -> None:
    message = park(db)

    with db.transaction() as session:
        assert inbox.put_back(session, message.id)
    inbox.retry(db, GOOD)

    assert jars(db) == ["a"]
    assert the_row(db).parked_at is None


def test_putting_a_message_back_wakes_the_worker(db: Database) -> None:
    message = park(db)
    woken: list[str] = []
    db.wake = lambda: woken.append("woken")

    with db.transaction() as session:
        inbox.put_back(session, message.id)

    assert woken == ["woken"]


def test_a_parked_message_that_is_discarded_has_no_effect_and_stays_known(db: Database) -> None:
    message = park(db)

    with db.transaction() as session:
        assert inbox.discard(session, message.id)
    inbox.retry(db, GOOD)
    inbox.take(db, [message], GOOD)

    assert jars(db) == []
    row = the_row(db)
    assert (row.payload, row.parked_at) == (None, None)
    assert row.error


@pytest.mark.parametrize("what", [inbox.put_back, inbox.discard])
def test_only_what_waits_can_be_put_back_or_discarded(db: Database, what: Callable[[Session, UUID], bool]) -> None:
    handled = picked("a")
    inbox.take(db, [handled], GOOD)

    with db.transaction() as session:
        done = [what(session, handled.id), what(session, uuid4())]

    assert done == [False, False]
    assert jars(db) == ["a"]


def test_a_message_that_nobody_here_handles_is_done(db: Database) -> None:
    inbox.take(db, messages("a"), {})

    assert the_row(db).handled_at


def test_an_error_shows_no_values_of_a_statement(db: Database) -> None:
    def insert_half(event: HarvestPicked, session: Session) -> None:
        session.execute(text("INSERT INTO jars (id, label) VALUES (:id, NULL)"), {"id": 4711})

    inbox.take(db, messages("a"), {HarvestPicked: [insert_half]})

    assert "null" in the_row(db).error.lower()
    assert "4711" not in the_row(db).error


def next_retry(db: Database) -> Any:
    with db.reading() as session:
        return inbox.next_retry(session)


def park(db: Database) -> Message:
    """A message that failed eight times."""
    message = picked("a")
    moody = Moody("a")
    inbox.take(db, [message], moody.handlers)
    while (moment := next_retry(db)) is not None:
        clock.travel(moment)
        inbox.retry(db, moody.handlers)
    with db.reading() as session:
        assert session.scalar(select(Inbox.parked_at).where(Inbox.id == message.id))
    return message
