"""A message: asked for, sent, failed, tried again, forgotten.

A message is claimed before it is sent and marked afterwards, in two short transactions; in between nothing is locked.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.notifications.mails import Mail, Order, one_line
from services.notifications.models import MOVES, KnownMatch, KnownNeed, KnownSite, Message, Recipient
from shared import clock, due
from shared.contracts.notifications import DeliveryState, MessageFailed
from shared.contracts.tasks import TaskChanged
from shared.db import insert_new, office_of
from shared.errors import Conflict, NotFound
from shared.i18n import _, lazy
from shared.ids import new_id
from shared.links import link
from shared.outbox import emit
from shared.tables import Tombstone
from shared.words import short_name

DELIVER = "deliver"
TRIES = 8
"""As often as a due row is tried before it is parked: at the last one the message fails in words."""

CLAIM_LASTS = timedelta(minutes=5)
"""Longer than any talk with a mail server; a sender that was killed is followed by the next one after this."""

LOOK_AGAIN = timedelta(hours=1)
NO_ADDRESS_AFTER = timedelta(days=7)
KEPT_FOR = timedelta(days=180)

NO_ADDRESS = lazy("Für diese Person kennen wir keine E-Mail-Adresse.")
GAVE_UP = lazy("Auch nach mehreren Versuchen nicht angekommen.")


def request_message(session: Session, key: str, person_id: UUID, template: str, data: dict[str, Any]) -> None:
    """Take a request on, once per key."""
    message_id = new_id()
    values = {"key": key, "person_id": person_id, "template": template, "data": data, "state": DeliveryState.QUEUED}
    counts = {"attempts": 0, "revision": 0, "settled": False}
    if insert_new(session, Message, id=message_id, requested_at=clock.now(), **values, **counts):
        due.schedule(session, DELIVER, message_id, clock.now())


def claim(session: Session, message_id: UUID) -> Order | None:
    """Take a message to send it; None if there is nothing to do now, and then it is arranged when to look again."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is None or message.state is not DeliveryState.QUEUED:
        return None
    now = clock.now()
    if message.claimed_until and message.claimed_until > now:
        due.schedule(session, DELIVER, message_id, message.claimed_until)
        return None
    if message.attempts >= TRIES:  # whoever had it before did not live to say how it went
        fail(session, message_id, str(GAVE_UP))
        return None
    recipient = session.get(Recipient, message.person_id)
    if recipient is None:
        _wait_for_address(session, message)
        return None
    message.attempts += 1
    # Only mail that leaves the house may arrive twice; what is only kept may be taken up again at once after a kill.
    message.claimed_until = now + (CLAIM_LASTS if office_of(session).settings.smtp else timedelta())
    return _order(session, message, recipient)


def _order(session: Session, message: Message, recipient: Recipient) -> Order:
    """What is to be written, to whom, as both are known now."""
    return Order(
        message_id=message.id,
        template=message.template,
        data=message.data,
        requested_at=message.requested_at,
        person_id=message.person_id,
        email=recipient.email,
        name=recipient.name,
        kind=recipient.kind,
        language=recipient.language,
        **_about_an_assignment(session, message),
    )


def mark_sent(session: Session, mail: Mail) -> None:
    """The mail server has it (or the mailbox, which keeps the texts)."""
    message = session.get(Message, mail.id, with_for_update=True)
    if message is None or message.state is not DeliveryState.QUEUED:
        return
    message.state, message.sent_at = DeliveryState.SENT, clock.now()
    message.error = message.claimed_until = None
    if office_of(session).settings.mailbox:
        _keep_texts(message, mail)


def note_failure(session: Session, message_id: UUID, why: str) -> bool:
    """It did not work this time; says whether it will be tried again."""
    message = session.get_one(Message, message_id, with_for_update=True)
    message.claimed_until = None
    if message.attempts >= TRIES:
        fail(session, message_id, f"{GAVE_UP} {why}")
        return False
    message.error = why
    return True


def fail(session: Session, message_id: UUID, why: str) -> None:
    """It will not arrive: say so to the others and to the office."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is None or message.state is not DeliveryState.QUEUED:
        return
    message.state, message.error = DeliveryState.FAILED, why
    message.claimed_until, message.settled = None, False
    emit(session, MessageFailed(message_id=message_id, person_id=message.person_id, template=message.template))
    tell_task(session, message, changed=True)


def send_again(session: Session, message_id: UUID) -> None:
    """A person wants a failed message tried once more."""
    message = _failed(session, message_id)
    message.state, message.attempts, message.error = DeliveryState.QUEUED, 0, None
    message.requested_at = clock.now()
    due.schedule(session, DELIVER, message_id, clock.now())
    put_aside(session, message)


def settle(session: Session, message_id: UUID) -> None:
    """The office has dealt with a failed message some other way, by telephone perhaps."""
    put_aside(session, _failed(session, message_id))


def tell_task(session: Session, message: Message, *, changed: bool) -> None:
    """Tell the work list what it should know of a message that failed."""
    message.revision += changed
    task = TaskChanged(
        task_id=message.id,
        revision=message.revision,
        kind="undelivered",
        label=_whom(session, message),
        link=link("notifications", "messages") + "?state=failed",
        done=message.settled or message.state is not DeliveryState.FAILED,
    )
    emit(session, task)


def forget_old_messages(session: Session) -> None:
    """Whom we wrote what is nobody's business after half a year."""
    old = Message.requested_at < clock.now() - KEPT_FOR
    done = (Message.state == DeliveryState.SENT) | ((Message.state == DeliveryState.FAILED) & Message.settled)
    session.execute(delete(Message).where(old, done))


def _keep_texts(message: Message, mail: Mail) -> None:
    """For the mailbox."""
    message.sent_to, message.subject, message.text, message.html = mail.email, mail.subject, mail.text, mail.html
    message.language = mail.language.code
    message.invitation = mail.invitation.text if mail.invitation else None


def _about_an_assignment(session: Session, message: Message) -> dict[str, Any]:
    """What its calendar entry wants to know of an assignment of the recipient's own, as far as we were told."""
    match = session.get(KnownMatch, match_id) if (match_id := _uuid(message.data.get("match_id"))) else None
    if match is None or match.volunteer_id != message.person_id:
        return {}
    need = session.get(KnownNeed, match.need_id)
    site = session.get(KnownSite, need.site_id) if need and need.site_id else None
    return {"agreed_at": match.agreed_at, "address": site.address if site else ""}


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None


def _wait_for_address(session: Session, message: Message) -> None:
    """Order is not promised: the address may still come. Once somebody is removed it will not."""
    removed = session.get(Tombstone, (Recipient.__tablename__, message.person_id)) is not None
    if removed or message.requested_at < clock.now() - NO_ADDRESS_AFTER:
        fail(session, message.id, str(NO_ADDRESS))
    else:
        due.schedule(session, DELIVER, message.id, clock.now() + LOOK_AGAIN)


def _failed(session: Session, message_id: UUID) -> Message:
    message = session.get(Message, message_id, with_for_update=True)
    if message is None:
        raise NotFound
    if not MOVES.allows(message.state, DeliveryState.QUEUED):
        raise Conflict("not_failed", _("Diese Nachricht ist nicht gescheitert."))
    return message


def put_aside(session: Session, message: Message) -> None:
    """Nobody at the office has to do anything about a message any more."""
    message.settled = True
    tell_task(session, message, changed=True)


def _whom(session: Session, message: Message) -> str:
    """Anna M."""
    recipient = session.get(Recipient, message.person_id)
    return short_name(one_line(recipient.name)) if recipient else "–"
