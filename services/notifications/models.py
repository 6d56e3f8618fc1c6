"""Tables: where mail for a person goes, what became of each message, and what stands in volunteers' calendars.

A message's texts are made when it is sent and kept only where the mailbox shows them; a request waits as template and
data, so that its links are as young as the mail.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications import service
from shared.contracts.matching import MatchState
from shared.contracts.notifications import DeliveryState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Timing
from shared.db import Word
from shared.states import Moves

S = DeliveryState

MOVES = Moves({S.QUEUED: {S.SENT, S.FAILED}, S.FAILED: {S.QUEUED}})

GONE = frozenset({VolunteerState.LEFT, VolunteerState.REJECTED, VolunteerState.BLOCKED})
"""Who stands so takes part no more, and reads no calendar here."""


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
    (0: nothing); `settled` means that somebody at the office has dealt with a failed one. What stands from `sent_to` on
    is filled only where the mailbox is kept; `invitation` is the calendar file that went with the mail.
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
    language: Mapped[str | None]
    invitation: Mapped[str | None] = mapped_column(Text)


class KnownMatch(service.Base):
    """Our copy of a match. What was never agreed (`agreed_at`) is nothing for a calendar.

    `known_at` is when we heard of it as it stands, here and below; calendars take the newer of two versions.
    """

    __tablename__ = "known_matches"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[MatchState] = mapped_column(Word(MatchState))
    need_id: Mapped[UUID] = mapped_column(index=True)
    volunteer_id: Mapped[UUID] = mapped_column(index=True)
    agreed_at: Mapped[datetime | None]
    known_at: Mapped[datetime]


class KnownNeed(service.Base):
    """Our copy of a need: what, where and when, and nothing of whom it is for."""

    __tablename__ = "known_needs"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    category: Mapped[str]
    bfs_nr: Mapped[int]
    site_id: Mapped[UUID | None]
    timing: Mapped[Timing] = mapped_column(Word(Timing))
    once_at: Mapped[datetime | None]
    slots: Mapped[list[str]]
    first: Mapped[date | None]
    last: Mapped[date | None]
    minutes: Mapped[int | None]
    known_at: Mapped[datetime]


class KnownOffer(service.Base):
    """Our copy of how a volunteer stands at the office: whether she may be asked, or has left.

    `wished_revision` is how she stood when she wished a pause by a mail: wished again before anything changed, it is
    the same wish.
    """

    __tablename__ = "known_offers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    volunteer_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[VolunteerState] = mapped_column(Word(VolunteerState))
    wished_revision: Mapped[int | None]


class KnownSite(service.Base):
    """Our copy of a site: where to go."""

    __tablename__ = "known_sites"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    town: Mapped[str]

    @property
    def address(self) -> str:
        """Unterkunft Sonne, Sonnenweg 3, 5620 Bremgarten"""
        return f"{self.name}, {self.street}, {self.postcode} {self.town}"


class CalendarFeed(service.Base):
    """A volunteer reads her assignments in a calendar program of her own.

    The address has a secret in it, made of `serial` and the office's own secret: whoever reads this table knows no
    address. A new serial is a new address, and the old one is dead.
    """

    __tablename__ = "calendar_feeds"
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    serial: Mapped[UUID]
    token_hash: Mapped[str] = mapped_column(unique=True)
