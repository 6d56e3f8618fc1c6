"""The one table: our copy of what is needed, as much of it as the public may see."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.information import service
from shared.contracts.accommodation import NeedState
from shared.contracts.words import Timing, Urgency
from shared.db import Word


class KnownNeed(service.Base):
    """A need without a site, a wish or anything else that could lead to a person."""

    __tablename__ = "known_needs"
    __table_args__ = (Index("ix_known_needs_state_posted_at", "state", "posted_at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[NeedState] = mapped_column(Word(NeedState))
    category: Mapped[str]
    bfs_nr: Mapped[int]
    headcount: Mapped[int]
    filled: Mapped[int]
    timing: Mapped[Timing] = mapped_column(Word(Timing))
    once_at: Mapped[datetime | None]
    slots: Mapped[list[str]]
    first: Mapped[date | None]
    last: Mapped[date | None]
    minutes: Mapped[int | None]
    urgency: Mapped[Urgency] = mapped_column(Word(Urgency))
    posted_at: Mapped[datetime]
