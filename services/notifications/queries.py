"""Reads: the kept mails, and what became of every message."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from services.notifications.models import Message, Recipient
from shared.contracts.notifications import DeliveryState

PER_PAGE = 50

address = func.coalesce(Message.sent_to, Recipient.email)
"""Where a message went, or would go now."""

NEWEST_FIRST = (Message.requested_at.desc(), Message.id.desc())


def kept_mails(session: Session, part_of_address: str, page: int) -> tuple[Sequence[Message], int]:
    """One page of the mailbox, newest first, and how many pages there are."""
    found = select(Message).where(Message.text.is_not(None))
    if part_of_address:
        found = found.where(func.lower(Message.sent_to).contains(part_of_address.lower(), autoescape=True))
    rows = session.scalars(_page(found.order_by(*NEWEST_FIRST), page)).all()
    return rows, _pages(session, found)


def kept_mail(session: Session, message_id: UUID) -> Message | None:
    """One mail of the mailbox."""
    message = session.get(Message, message_id)
    return message if message and message.text is not None else None


def deliveries(session: Session, state: DeliveryState | None, page: int) -> tuple[Sequence[Any], int]:
    """One page of all messages with their recipients, newest first, and how many pages there are."""
    found = select(Message, Recipient).outerjoin(Recipient, Recipient.id == Message.person_id)
    if state:
        found = found.where(Message.state == state)
    rows = session.execute(_page(found.order_by(*NEWEST_FIRST), page)).all()
    return rows, _pages(session, found)


def counts(session: Session) -> dict[DeliveryState, int]:
    """How many messages are in which state."""
    rows = session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
    return dict(rows)


def messages(session: Session, to: str | None, template: str | None, limit: int) -> Sequence[Any]:
    """Messages with the address they went to, newest first."""
    conditions: list[ColumnElement[bool]] = []
    if to:
        conditions.append(func.lower(address) == to.strip().lower())
    if template:
        conditions.append(Message.template == template)
    found = select(Message, address).outerjoin(Recipient, Recipient.id == Message.person_id)
    return session.execute(found.where(*conditions).order_by(*NEWEST_FIRST).limit(limit)).all()


def told_to_the_work_list(session: Session) -> Sequence[Message]:
    """Messages that failed at some time, so that the office has heard of them."""
    return session.scalars(select(Message).where(Message.revision > 0)).all()


def _page(found: Any, page: int) -> Any:
    return found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)


def _pages(session: Session, found: Any) -> int:
    total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    return -(-total // PER_PAGE)
