"""Tables: where mail for a person goes, and what became of each message.

A message's texts are made when it is sent and kept only where the mailbox shows them; a request waits as template and
data, so that its links are as young as the mail.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications import service
from shared.contracts.notifications import DeliveryState
from shared.db import Word
from shared.states import Moves

S = DeliveryState

MOVES = Moves({S.QUEUED: {S.SENT, S.FAILED}, S.FAILED: {S.QUEUED}})


class Recipient(service.Base):
    """Our copy of a person's address; each person has one publisher of it."""

    __tablename__ = "recipients"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    email: Mapped[str]
    language: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]


class Message(service.Base):
    """One mail: asked for, sent, or failed.

    `claimed_until` keeps a second sender away while one is at it. `revision` counts what the work list was told of it
    (0: nothing); `settled` means that somebody at the office has dealt with a failed one. `sent_to`, `subject`, `text`
    and `html` are filled only where the mailbox is kept.
    """

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_state_requested_at", "state", "requested_at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    template: Mapped[str]
    data: Mapped[dict[str, Any]]
    state: Mapped[DeliveryState] = mapped_column(Word(DeliveryState))
    requested_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int]
    error: Mapped[str | None] = mapped_column(Text)
    claimed_until: Mapped[datetime | None]
    revision: Mapped[int]
    settled: Mapped[bool]
    sent_to: Mapped[str | None]
    subject: Mapped[str | None]
    text: Mapped[str | None] = mapped_column(Text)
    html: Mapped[str | None] = mapped_column(Text)
