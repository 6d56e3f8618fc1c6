"""The tables that every service has, beside its own: outbox, inbox, what is due, and what sign-in and forms need.

The classes belong to no database; any service's session can use them.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, MetaData, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.db import COLUMN_TYPES, NAMES

UNSENT = text("sent_at IS NULL")
Position = BigInteger().with_variant(Integer, "sqlite")


class Common(DeclarativeBase):
    """The declarative base of the tables every service has."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = COLUMN_TYPES


class Outbox(Common):
    """Events of ours, written in the transaction that made them true; unsent until every subscriber has them."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_unsent", "position", sqlite_where=UNSENT, postgresql_where=UNSENT),
        {"sqlite_autoincrement": True},
    )
    position: Mapped[int] = mapped_column(Position, primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    topic: Mapped[str]
    payload: Mapped[str] = mapped_column(Text)
    emitted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Inbox(Common):
    """One row per message ever taken, so that it is handled once; payload and error only while it has failed."""

    __tablename__ = "inbox"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    topic: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(index=True)
    handled_at: Mapped[datetime | None]
    payload: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    retry_at: Mapped[datetime | None] = mapped_column(index=True)
    parked_at: Mapped[datetime | None] = mapped_column(index=True)


class MessageAbout(Common):
    """Which persons a stored message is about: how erasure finds it in outbox and inbox."""

    __tablename__ = "message_about"
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    message_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class Tombstone(Common):
    """An aggregate that its owner removed; older news of it is ignored for ever."""

    __tablename__ = "tombstones"
    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]


class Due(Common):
    """What time will bring: written in the transaction that makes it necessary."""

    __tablename__ = "due"
    action: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    parked_at: Mapped[datetime | None]
    traceparent: Mapped[str | None]


class DoneRequest(Common):
    """Answers already given to a form id or an Idempotency-Key: the second click gets the first one's answer."""

    __tablename__ = "done_requests"
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    status: Mapped[int]
    location: Mapped[str | None]
    body: Mapped[str] = mapped_column(Text)
    content_type: Mapped[str]
    done_at: Mapped[datetime] = mapped_column(index=True)


class UnsentForm(Common):
    """What somebody typed and has not sent, or sent when the sign-in had run out: kept for this browser, for a day."""

    __tablename__ = "unsent_forms"
    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None]
    typed: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(index=True)


class EndedSession(Common):
    """Sign-ins that were ended before their time; refused `until` their token would have run out anyway."""

    __tablename__ = "ended_sessions"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    until: Mapped[datetime] = mapped_column(index=True)


class KnownAccount(Common):
    """What we were last told of an account: its roles now, whatever a token from yesterday says."""

    __tablename__ = "known_accounts"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    active: Mapped[bool]
    name: Mapped[str]
    roles: Mapped[list[str]]
    site_ids: Mapped[list[str]]
