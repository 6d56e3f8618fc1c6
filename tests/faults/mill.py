"""A small world in which the process can die at any statement or commit.

A *farm* tells of harvests, a *mill* and a *bakery* listen. The mill grinds and tells the bakery; a day later, when time
brings it, it cleans, tells again and has a letter sent. A stony harvest annoys the mill twice before it is handled.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import event as on
from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared import clock, due, inbox, outbox
from shared.copies import keep_copy
from shared.db import Database
from shared.events import event
from shared.message import Message
from shared.outbox import emit
from shared.service import Member, Service
from shared.tables import Common, Due, Inbox, Outbox
from shared.worker import effect_steps, event_steps

# --- the world ---


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
FIELD = uuid5(NAMESPACE_URL, "field")
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


# --- dying ---


class Crash(BaseException):
    """The process ends here; nobody can catch it and go on."""


class Reaper:
    """Lets the process die at a point: before or after the n-th statement or commit from now."""

    def __init__(self) -> None:
        self.seen = 0
        self.at: int | None = None
        self.dead = False
        self.connections: list[Any] = []

    def arm(self, at: int | None) -> None:
        self.seen, self.at, self.dead = 0, at, False

    def point(self) -> None:
        """One place where the process may die; the dead do nothing more."""
        if self.dead or self.seen == self.at:
            self.dead = True
            raise Crash
        self.seen += 1

    def connected(self, connection: Any, _record: Any) -> None:
        """The process dies here, not the machine: thousands of commits need not wait for the disk."""
        connection.execute("PRAGMA synchronous=OFF")
        self.connections.append(connection)

    def bury(self) -> None:
        """What the system does for the dead: close what they held open, locks and all."""
        while self.connections:
            self.connections.pop().close()

    def watch(self, db: Database) -> None:
        """Every statement has a point before and after it, every commit too."""
        engine, commit = db.engine, db.engine.dialect.do_commit
        on.listen(engine, "connect", self.connected)
        on.listen(engine, "before_cursor_execute", lambda *_: self.point())
        on.listen(engine, "after_cursor_execute", lambda *_: self.point())

        def watched(connection: Any) -> None:
            self.point()
            commit(connection)
            self.point()

        engine.dialect.do_commit = watched  # type: ignore[method-assign]


class World:
    """The three services, as one process after the other sees them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reaper = Reaper()
        self.members: list[Member] = []
        outside.annoyed.clear()
        outside.letters.clear()
        self.open()

    def open(self) -> None:
        """A new process: nothing is left of the one before but its files."""
        self.close()
        self.reaper.arm(None)
        self.members = [Member(services[name], Database(name, f"sqlite:///{self.folder}/{name}.db")) for name in NAMES]
        for member in self.members:
            self.reaper.watch(member.db)
        self.steps = [*event_steps(self.members)[0], *effect_steps(self.members)[0]]

    def close(self) -> None:
        for member in self.members:
            member.db.close()
        self.reaper.bury()

    def db(self, name: str) -> Database:
        return self.members[NAMES.index(name)].db

    def sell(self, labels: Sequence[str], revisions: Sequence[int]) -> None:
        """What happens at the farm, before anybody dies."""
        with self.db(FARM).transaction() as session:
            for label in labels:
                emit(session, HarvestSold(label=label))
            for revision in revisions:
                emit(session, FieldChanged(field_id=FIELD, revision=revision))

    def round(self) -> int:
        return sum(step() for step in self.steps)

    def settle(self) -> None:
        """Work until nothing moves and nothing is to come."""
        while self.round() or self.wait():
            pass

    def wait(self) -> bool:
        """Let the time pass until the next thing happens."""
        moments = []
        for member in self.members:
            with member.db.reading() as session:
                moments += [due.next_at(session, list(member.service.jobs)), inbox.next_retry(session)]
        upcoming = min((moment for moment in moments if moment), default=None)
        if upcoming:
            clock.travel(max(upcoming, clock.now()))
        return upcoming is not None

    def repeat(self, picks: list[int], name: str) -> None:
        """The wire brings some of what was ever sent, in any order, as often as it likes."""
        sent: list[Message] = []
        for member in self.members:
            with member.db.reading() as session:
                rows = session.scalars(select(Outbox).order_by(Outbox.position))
                sent += [Message(id=row.id, topic=row.topic, payload=row.payload) for row in rows]
        wanted = [message for message in sent if message.topic in services[name].topics]
        if batch := [wanted[pick % len(wanted)] for pick in picks if wanted]:
            inbox.take(self.db(name), batch, services[name].handlers)

    def until_death(self, at: int | None, work: Callable[[], object]) -> bool:
        """Do some work; whether the process lived through it. If not, the next one begins."""
        self.reaper.arm(at)
        with suppress(Crash):
            work()
        died = self.reaper.dead
        if died:
            self.open()  # not while the exception is about: its traceback holds cursors, and they hold locks
        self.reaper.arm(None)
        return not died

    def outcome(self) -> dict[str, Any]:
        """Everything that can be told apart at the end."""
        found: dict[str, Any] = {}
        for member in self.members:
            with member.db.reading() as session:
                name = member.service.name
                sent = session.execute(select(Outbox.topic, Outbox.payload, Outbox.sent_at.is_not(None))).all()
                found[name, "told"] = Counter((topic, _data(payload), done) for topic, payload, done in sent)
                taken = session.execute(select(Inbox.topic, Inbox.error, Inbox.handled_at.is_not(None))).all()
                found[name, "taken"] = Counter(tuple(row) for row in taken)
                found[name, "due"] = session.scalars(select(Due.key)).all()
                if name != FARM:
                    found[name, "done"] = Counter(session.scalars(select(Done.what)))
                    found[name, "copies"] = session.execute(select(KnownField.id, KnownField.revision)).all()
        return {**found, "letters": set(outside.letters)}


def _data(payload: str) -> str:
    return str(sorted(Message.read(payload).envelope()["data"].items()))


def make_empty(folder: Path) -> None:
    """The files of a world in which nothing has happened yet."""
    for name in NAMES:
        db = Database(name, f"sqlite:///{folder}/{name}.db")
        for metadata in (Common.metadata, mill.Base.metadata):
            metadata.create_all(db.engine)
        db.close()


@contextmanager
def fresh_world(empty: Path, folder: Path) -> Iterator[World]:
    """A world in `folder`, copied from an empty one; the clock is put right afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(empty, folder)
    with clock.moved():
        world = World(folder)
        try:
            yield world
        finally:
            world.close()
