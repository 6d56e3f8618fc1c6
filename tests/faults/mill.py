"""A small world to try what happens when processes die in it.

A *farm* tells of harvests, a *mill* and a *bakery* listen. The mill grinds and tells the bakery; a day later, when time
brings it, it cleans, tells again and has a letter sent. A stony harvest annoys the mill twice before it is handled.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, Session, mapped_column

from shared import clock, due
from shared.copies import keep_copy
from shared.db import Database
from shared.events import event
from shared.outbox import emit
from shared.service import Service


@event
class HarvestSold:
    """A fact."""

    label: str


@event
class FlourGround:
    """A fact that a handler tells."""

    label: str


@event
class MillCleaned:
    """A fact that time brings."""

    label: str


@event
class FieldChanged:
    """A state event."""

    field_id: UUID
    revision: int


FARM, MILL, BAKERY = "farm", "mill", "bakery"
NAMES = (FARM, MILL, BAKERY)
services = {name: Service(name) for name in NAMES}
mill, bakery = services[MILL], services[BAKERY]
DAY = timedelta(days=1)


class Done(mill.Base):  # type: ignore[name-defined]
    """What was done, once for every time it was done."""

    __tablename__ = "done"
    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]


class KnownField(mill.Base):  # type: ignore[name-defined]
    """A copy."""

    __tablename__ = "fields"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]


@dataclass
class Outside:
    """What does not die with the process: moods, and letters that have left the house."""

    annoyed: Counter[str] = field(default_factory=Counter)
    letters: list[str] = field(default_factory=list)


outside = Outside()


@mill.on(HarvestSold)
def grind(event: HarvestSold, session: Session) -> None:
    session.add(Done(what=f"ground {event.label}"))
    emit(session, FlourGround(label=event.label))
    due.schedule(session, "clean", event.label, clock.now() + DAY)
    if event.label.startswith("stony") and outside.annoyed[event.label] < 2:
        outside.annoyed[event.label] += 1
        raise RuntimeError("stones between the stones")


@mill.due("clean")
def clean(session: Session, key: str) -> None:
    session.add(Done(what=f"cleaned after {key}"))
    emit(session, MillCleaned(label=key))
    due.schedule(session, "write", key, clock.now())


@mill.due("write", outside=True)
def write(db: Database, key: str) -> None:
    outside.letters.append(key)


@bakery.on(HarvestSold)
@bakery.on(FlourGround)
@bakery.on(MillCleaned)
def note(event: Any, session: Session) -> None:
    session.add(Done(what=f"heard {type(event).__name__} {event.label}"))


@bakery.on(FieldChanged)
def remember(event: FieldChanged, session: Session) -> None:
    keep_copy(session, KnownField, event.field_id, event.revision)
