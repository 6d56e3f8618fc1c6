"""A made-up small office for the tests of what every service stands on: a garden tells, a kitchen listens.

Small enough to see through, and with everything in it that an event can have.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared.db import Database, Word
from shared.events import PersonId, event
from shared.service import Service
from shared.tables import Common


class BedState(StrEnum):
    """The life of a garden bed."""

    SOWN = "sown"
    RIPE = "ripe"


@dataclass(frozen=True, kw_only=True)
class Plant:
    """What grows in a bed."""

    sort: str
    sown: date | None = None


@event
class BedChanged:
    """A bed as it stands now: the whole of it."""

    bed_id: UUID
    revision: int
    state: BedState
    keeper_id: PersonId | None = None
    plants: list[Plant]
    kilos: dict[str, int]
    ripe_at: datetime | None = None


@event
class BedRemoved:
    """The bed is gone for good."""

    bed_id: UUID
    revision: int


@event
class HarvestPicked:
    """Somebody picked something: a fact, it happened once."""

    label: str
    picked_by: PersonId


garden = Service("garden")
kitchen = Service("kitchen")


class KnownBed(kitchen.Base):  # type: ignore[name-defined]
    """The kitchen's copy of a bed."""

    __tablename__ = "beds"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[BedState] = mapped_column(Word(BedState))
    plants: Mapped[list[str]]


class Jar(kitchen.Base):  # type: ignore[name-defined]
    """What was done, once for every time it was done: twice done shows as two rows."""

    __tablename__ = "jars"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]


def fill_jar(event: HarvestPicked, session: Session) -> None:
    """The kitchen's handler."""
    session.add(Jar(label=event.label))


def jars(db: Database) -> list[str]:
    """The labels in the order in which the jars were filled."""
    with db.reading() as session:
        return list(session.scalars(select(Jar.label).order_by(Jar.id)))


OpenDb = Callable[..., Database]


def make_tables(db: Database, *services: Service) -> Database:
    """The tables every service has, and those of some services, straight from the models."""
    for metadata in (Common.metadata, *(service.Base.metadata for service in services)):
        metadata.create_all(db.engine)
    return db


def rows(db: Database, table: Any) -> Sequence[Any]:
    """Everything in a table."""
    with db.reading() as session:
        return session.scalars(select(table)).all()


def run_together(work: Callable[[], None], times: int) -> None:
    """Run the same thing in several threads that begin at once."""
    gate = threading.Barrier(times)

    def begin() -> None:
        gate.wait(10)
        work()

    threads = [threading.Thread(target=begin) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
