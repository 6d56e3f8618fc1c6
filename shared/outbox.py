"""Outbox: an event is stored in the transaction that makes it true, and carried on after the commit."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from shared import clock
from shared.db import mark_work
from shared.events import Event
from shared.message import Message
from shared.tables import MessageAbout, Outbox


def emit(session: Session, event: Event) -> None:
    """Tell the others, if and when this transaction commits. Raises `ValueError` if the event breaks its contract."""
    message = Message.wrap(event, session.info["service"])
    session.execute(
        insert(Outbox).values(id=message.id, topic=message.topic, payload=message.payload, emitted_at=clock.now())
    )
    for person in set(message.about):
        session.execute(insert(MessageAbout).values(person_id=person, message_id=message.id))
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
