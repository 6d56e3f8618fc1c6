"""Processes that die: at any statement or commit of the small world's databases, and what is left of them."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import event as on
from sqlalchemy import select
from sqlalchemy.engine import Connection

from shared import clock, due, inbox
from shared.db import Database
from shared.message import Message
from shared.outbox import emit
from shared.service import Member
from shared.tables import Common, Due, Inbox, Outbox
from shared.worker import effect_steps, event_steps
from tests.faults.mill import FARM, NAMES, Done, FieldChanged, HarvestSold, KnownField, mill, outside, services

FIELD = uuid5(NAMESPACE_URL, "field")


class Crash(BaseException):
    """The process ends here; nobody can catch it and go on."""


class Reaper:
    """Lets the process die at a point: before the n-th statement of a writing transaction, before or after its commit.

    What comes after one statement comes before the next, so one point each is enough; and whoever dies while reading
    dies before beginning to write.
    """

    def __init__(self) -> None:
        self.seen = 0
        self.at: int | None = None
        self.dead = False
        self.connections: list[Any] = []

    def arm(self, at: int | None) -> None:
        """Begin to count; at point `at` the process will die."""
        self.seen, self.at, self.dead = 0, at, False

    def point(self) -> None:
        """One place where the process may die; the dead do nothing more."""
        if self.dead or self.seen == self.at:
            self.dead = True
            raise Crash
        self.seen += 1

    def bury(self) -> None:
        """What the system does for the dead: close what they held open, locks and all."""
        while self.connections:
            self.connections.pop().close()

    def execute(self, connection: Connection, *_: Any) -> None:
        """A statement is about to be executed."""
        if "rif_begin" in connection.get_execution_options():
            self.point()

    def watch(self, db: Database) -> None:
        """Put the points in the way of everything this database does."""
        engine, commit = db.engine, db.engine.dialect.do_commit
        on.listen(engine, "connect", lambda connection, _record: self.connections.append(connection))
        on.listen(engine, "before_cursor_execute", self.execute)

        def watched(connection: Any) -> None:
            self.point()
            commit(connection)
            self.point()

        engine.dialect.do_commit = watched  # type: ignore[method-assign]


class World:
    """The three services, as one process after the other sees them."""

    def __init__(self, folder: Path) -> None:
        self.empty, self.folder = folder / "empty", folder / "used"
        self.reaper = Reaper()
        self.members = [Member(services[name], self.database(name)) for name in NAMES]
        self.steps = [*event_steps(self.members)[0], *effect_steps(self.members)[0]]
        for member in self.members:
            self.reaper.watch(member.db)
        make_empty(self.empty)

    def database(self, name: str) -> Database:
        """Processes die here, not the machine: thousands of commits need not wait for the disk."""
        return Database(name, f"sqlite:///{self.folder}/{name}.db", durable=False)

    @contextmanager
    def anew(self) -> Iterator[None]:
        """A world in which nothing has happened yet; the clock is put right afterwards."""
        self.bury()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.empty, self.folder)
        outside.annoyed.clear()
        outside.letters.clear()
        with clock.moved():
            yield

    def bury(self) -> None:
        """Of a process nothing is left but its files: every connection goes, and with it what it had not committed."""
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
            self.bury()  # not while the exception is about: its traceback holds cursors, and they hold locks
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
    return str(sorted(Message.read(payload).envelope["data"].items()))


def make_empty(folder: Path) -> None:
    """The files of a world in which nothing has happened yet."""
    folder.mkdir()
    for name in NAMES:
        db = Database(name, f"sqlite:///{folder}/{name}.db")
        for metadata in (Common.metadata, mill.Base.metadata):
            metadata.create_all(db.engine)
        db.close()
