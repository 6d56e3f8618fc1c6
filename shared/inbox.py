"""Inbox: a message's id is stored in the transaction that handles it, so that it has its effect once.

What fails alone is kept with its error, tried again with growing delay, and parked when trying again has not helped:
visible, to be retried or discarded by a person. It never holds up the others. What nobody can read is parked at once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from shared import clock, log
from shared.db import INSERTS, Database, insert_new, mark_work, storable
from shared.events import Event, Unreadable, persons
from shared.message import Message
from shared.tables import Inbox, MessageAbout

logger = log.get(__name__)

Handler = Callable[[Any, Session], None]
Handlers = Mapping[type[Event], Sequence[Handler]]

RETRY_AFTER_S = (2, 10, 60, 300, 1_800, 7_200, 21_600)
"""Seconds to wait after the first, second … failure; after the eighth attempt a message is parked."""


def take(db: Database, messages: Sequence[Message], handlers: Handlers) -> None:
    """Handle a batch in one transaction; if that fails, one by one; what fails alone is kept with its error.

    After this returns every message is either handled or stored as failed, and may be acknowledged. It raises only
    when not even the failure could be stored (database down or full): then nothing is acknowledged.
    """
    try:
        with db.transaction() as session:
            for message in _new_ones(session, messages):
                _handle(session, message, handlers)
    except Exception as error:
        if len(messages) > 1:
            for message in messages:
                take(db, [message], handlers)
        else:
            _keep(db, messages[0], error)


def retry(db: Database, handlers: Handlers, limit: int = 100) -> int:
    """Try again what failed and whose time has come; returns how many were tried."""
    with db.reading() as session:
        due = select(Inbox.id).where(Inbox.retry_at <= clock.now()).order_by(Inbox.retry_at).limit(limit)
        ids = session.scalars(due).all()
    for message_id in ids:
        _try_again(db, message_id, handlers)
    return len(ids)


def next_retry(session: Session) -> datetime | None:
    """When the next failed message is to be tried again."""
    return session.scalar(select(func.min(Inbox.retry_at)))


def put_back(session: Session, message_id: UUID) -> bool:
    """Try a failed or parked message again now; False when there is no such message waiting."""
    waiting = update(Inbox).where(Inbox.id == message_id, Inbox.handled_at.is_(None))
    result: Any = session.execute(waiting.values(retry_at=clock.now(), parked_at=None, attempts=0))
    mark_work(session)
    return bool(result.rowcount)


def discard(session: Session, message_id: UUID) -> bool:
    """Give a failed or parked message up for good; its error stays to be read. False when there is none."""
    waiting = update(Inbox).where(Inbox.id == message_id, Inbox.handled_at.is_(None))
    result: Any = session.execute(waiting.values(handled_at=clock.now(), payload=None, retry_at=None, parked_at=None))
    return bool(result.rowcount)


def _new_ones(session: Session, messages: Sequence[Message]) -> list[Message]:
    """Store the ids; give back the messages whose id was not there before."""
    by_id = {message.id: message for message in messages}
    now = clock.now()
    rows = [{"id": m.id, "topic": m.topic, "taken_at": now, "handled_at": now, "attempts": 1} for m in by_id.values()]
    new = set(session.scalars(_insert_ids(session.get_bind().dialect.name), rows))
    return [message for message in by_id.values() if message.id in new]


@cache
def _insert_ids(dialect: str) -> Any:
    """Built once: building a statement costs more than running it."""
    table = Inbox.__table__
    return INSERTS[dialect](table).on_conflict_do_nothing().returning(table.c.id)


def _handle(session: Session, message: Message, handlers: Handlers) -> None:
    envelope = message.envelope
    event = message.event()
    with log.following(envelope.get("traceparent"), message_id=str(message.id), topic=message.topic):
        for handler in handlers.get(type(event), ()):
            handler(event, session)
        session.flush()
        logger.debug("handled")


def _keep(db: Database, message: Message, error: Exception) -> None:
    """Store a message that failed alone."""
    fate = _fate(1, error)
    with db.transaction() as session:
        values = {"id": message.id, "topic": message.topic, "payload": message.payload, "taken_at": clock.now()}
        if insert_new(session, Inbox, **values, **fate):
            for person in _persons(message):
                insert_new(session, MessageAbout, person_id=person, message_id=message.id)
            mark_work(session)
    _complain(message.id, message.topic, error, fate)


def _try_again(db: Database, message_id: UUID, handlers: Handlers) -> None:
    try:
        with db.transaction() as session:
            row = session.get(Inbox, message_id, with_for_update=True)
            if row is None or row.retry_at is None or row.payload is None:
                return
            message = Message(id=row.id, topic=row.topic, payload=row.payload)
            row.handled_at, row.payload, row.error, row.retry_at = clock.now(), None, None, None
            row.attempts += 1
            _handle(session, message, handlers)
    except Exception as error:
        _failed_again(db, message_id, error)


def _failed_again(db: Database, message_id: UUID, error: Exception) -> None:
    with db.transaction() as session:
        row = session.get(Inbox, message_id, with_for_update=True)
        if row is None or row.handled_at is not None:
            return
        fate = _fate(row.attempts + 1, error)
        for name, value in fate.items():
            setattr(row, name, value)
        topic = row.topic
    _complain(message_id, topic, error, fate)


def _fate(attempts: int, error: Exception) -> dict[str, Any]:
    """What becomes of a message after so many attempts: again after a while, or parked."""
    now = clock.now()
    hopeless = isinstance(error, Unreadable) or attempts > len(RETRY_AFTER_S)
    return {
        "attempts": attempts,
        "error": describe(error),
        "retry_at": None if hopeless else now + timedelta(seconds=RETRY_AFTER_S[attempts - 1]),
        "parked_at": now if hopeless else None,
    }


def describe(error: BaseException) -> str:
    """An error in one storable line: its type and its message. PostgreSQL shows the row's values from the second on."""
    text = str(getattr(error, "orig", None) or error).partition("\n")[0]
    return storable(f"{type(error).__name__}: {text}")[:2000]


def _persons(message: Message) -> set[UUID]:
    try:
        return set(persons(message.event()))
    except Unreadable:
        return set()


def _complain(message_id: UUID, topic: str, error: Exception, fate: dict[str, Any]) -> None:
    what = "parked" if fate["parked_at"] else "failed"
    logger.warning(what, message_id=str(message_id), topic=topic, attempts=fate["attempts"], kind=type(error).__name__)
