"""What time brings: mail goes out, and old messages go."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.notifications import actions, post, service
from services.notifications.writing import Unwritable, write
from shared import clock, due, log
from shared.db import Database
from shared.tables import Due

logger = log.get(__name__)

FORGET = "forget_old_messages"
NIGHT = time(3, 45)


@service.due(actions.DELIVER, outside=True)
def deliver(db: Database, key: str) -> None:
    """Write and send one message, with no transaction open meanwhile.

    At least once: killed between the mail server's «250» and our commit, the next sender sends it again, under the
    same Message-ID, so that mail programs can show one of the two. Never lost: until it is marked it stays queued.
    """
    assert db.office is not None
    with db.transaction() as session:
        order = actions.claim(session, UUID(key))
    if order is None:
        return
    try:
        mail = write(db.office, order)
        if db.office.settings.smtp:
            post.send(db.office, db.office.settings.smtp, mail)
    except (Unwritable, post.Refused) as error:
        with db.transaction() as session:
            actions.fail(session, order.message_id, str(error))
        logger.warning("mail_failed", message_id=key, template=order.template)
    except post.Unreachable as error:
        with db.transaction() as session:
            again = actions.note_failure(session, order.message_id, str(error))
        if again:
            raise
    else:
        with db.transaction() as session:
            actions.mark_sent(session, mail)
        logger.info("mail_sent", message_id=key, template=order.template)


@service.due(FORGET)
def forget_old_messages(session: Session, key: str) -> None:
    """Every night."""
    actions.forget_old_messages(session)
    due.schedule(session, FORGET, key, _next_night())


@service.on_start
def arm(session: Session) -> None:
    """Make sure that tonight's turn is in the book, without moving it."""
    if session.get(Due, (FORGET, "nightly")) is None:
        due.schedule(session, FORGET, "nightly", _next_night())


def _next_night() -> datetime:
    return clock.from_local(datetime.combine(clock.today() + timedelta(days=1), NIGHT))
