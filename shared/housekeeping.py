"""Once a night every service throws away what has served its time."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared import clock, due
from shared.tables import DoneRequest, Due, EndedSession, Inbox, MessageAbout, Outbox, UnsentForm

if TYPE_CHECKING:
    from shared.service import Service

ACTION = "housekeeping"
SENT_DAYS, HANDLED_DAYS, ANSWER_DAYS, UNSENT_DAYS = 7, 30, 7, 1
NIGHT = time(3, 30)


def keep_house(service: "Service") -> None:
    """Have a service do this every night."""
    service.due(ACTION)(tidy)
    service.on_start(arm)


def arm(session: Session) -> None:
    """Make sure that tonight's turn is in the book, without moving it."""
    if session.get(Due, (ACTION, "nightly")) is None:
        due.schedule(session, ACTION, "nightly", _next_night())


def tidy(session: Session, key: str) -> None:
    """Delete sent payloads and answers to forms after 7 days, inbox ids after 30, unsent forms after one.

    Ended sign-ins go once they have run out.
    """
    now = clock.now()
    old: dict[Any, Any] = {
        Outbox: Outbox.sent_at < now - timedelta(days=SENT_DAYS),
        Inbox: Inbox.handled_at < now - timedelta(days=HANDLED_DAYS),
        DoneRequest: DoneRequest.done_at < now - timedelta(days=ANSWER_DAYS),
        UnsentForm: UnsentForm.saved_at < now - timedelta(days=UNSENT_DAYS),
        EndedSession: EndedSession.until < now,
    }
    for table, condition in old.items():
        session.execute(delete(table).where(condition))
    known = select(Outbox.id).union(select(Inbox.id))
    session.execute(delete(MessageAbout).where(MessageAbout.message_id.not_in(known)))
    due.schedule(session, ACTION, key, _next_night())


def _next_night() -> datetime:
    tomorrow = clock.today() + timedelta(days=1)
    return clock.from_local(datetime.combine(tomorrow, NIGHT))
