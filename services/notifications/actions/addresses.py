"""Where mail for a person goes, as its publisher told us."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.actions.feeds import switch_feed_off
from services.notifications.actions.messages import DELIVER, put_aside
from services.notifications.models import Message, Recipient
from shared import clock, due
from shared.contracts.notifications import DeliveryState, RecipientChanged
from shared.copies import drop_copy, keep_copy


def remember_recipient(session: Session, event: RecipientChanged) -> None:
    """Keep where mail for a person goes, and send at once what waited for it."""
    values = {"email": event.email, "language": event.language, "name": event.name, "kind": event.kind}
    if not keep_copy(session, Recipient, event.person_id, event.revision, **values):
        return
    waiting = select(Message).where(Message.person_id == event.person_id, Message.state == DeliveryState.QUEUED)
    for message in session.scalars(waiting.with_for_update()):
        due.schedule(session, DELIVER, message.id, clock.now())


def forget_recipient(session: Session, person_id: UUID, revision: int) -> None:
    """Nobody writes to this person any more: the address goes, and with it what was written or would have been."""
    drop_copy(session, Recipient, person_id, revision)
    if session.get(Recipient, person_id) is not None:
        return
    switch_feed_off(session, person_id)
    for message in session.scalars(select(Message).where(Message.person_id == person_id).with_for_update()):
        due.cancel(session, DELIVER, message.id)
        if message.state is DeliveryState.FAILED:
            put_aside(session, message)
        session.delete(message)
