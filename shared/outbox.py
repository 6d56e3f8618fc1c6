"""Outbox: an event is stored in the transaction that makes it true, and carried on after the commit."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from shared import clock
from shared.db import mark_work
from shared.events import Event
from shared.message import Message
from shared.tables import MessageAbout, Outbox

# Built once: building a statement costs more than running it. Bare tables, because nobody needs these rows as objects.
KEEP = insert(cast(Table, Outbox.__table__))
NOTE_PERSONS = insert(cast(Table, MessageAbout.__table__))


def emit(session: Session, event: Event) -> None:
    """Tell the others, if and when this transaction commits. Raises `ValueError` if the event breaks its contract."""
    message = Message.wrap(event, session.info["service"])
    session.execute(
        KEEP, {"id": message.id, "topic": message.topic, "payload": message.payload, "emitted_at": clock.now()}
    )
    if about := [{"person_id": person, "message_id": message.id} for person in set(message.about)]:
        session.execute(NOTE_PERSONS, about)
    mark_work(session)


def unsent(session: Session, limit: int) -> Sequence[Message]:
    """What has not reached every subscriber yet, oldest first."""
    rows = select(Outbox).where(Outbox.sent_at.is_(None)).order_by(Outbox.position).limit(limit)
    return [Message(id=row.id, topic=row.topic, payload=row.payload) for row in session.scalars(rows)]


def mark_sent(session: Session, messages: Iterable[Message]) -> None:
    """Every subscriber has these."""
    ids = [message.id for message in messages]
    session.execute(update(Outbox).where(Outbox.id.in_(ids)).values(sent_at=clock.now()))


def since(session: Session, moment: datetime, topics: Iterable[str]) -> Sequence[Message]:
    """Everything emitted since a moment under some topics, whether sent or not: for `rif resend`."""
    rows = select(Outbox).where(Outbox.emitted_at >= moment, Outbox.topic.in_(list(topics))).order_by(Outbox.position)
    return [Message(id=row.id, topic=row.topic, payload=row.payload) for row in session.scalars(rows)]
