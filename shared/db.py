"""The database of one service: SQLite in one process, PostgreSQL in the full stack, the same code for both.

Writers begin with the lock they will need (`BEGIN IMMEDIATE` on SQLite), so that two of them queue instead of failing
half way; readers never wait. Whoever opens a transaction closes it; actions only use it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, Uuid, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from shared.office import Office

BUSY_TIMEOUT_S = 15
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC. SQLite forgets zones, so what comes back gets UTC again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: nobody knows what they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Word(TypeDecorator[StrEnum]):
    """A `StrEnum` kept as its value: readable in the table, and a new member needs no migration."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Only words of the enum are written."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member again."""
        return None if value is None else self.words(value)


COLUMN_TYPES = {
    datetime: UtcDateTime(),
    UUID: Uuid(),
    dict[str, Any]: JSON(),
    dict[str, str]: JSON(),
    list[str]: JSON(),
    list[int]: JSON(),
    list[dict[str, Any]]: JSON(),
}


def base_for_a_service() -> type[DeclarativeBase]:
    """A declarative base of a service's own, so that two services may both have a table `copies`."""

    class Base(DeclarativeBase):
        metadata = MetaData(naming_convention=NAMES)
        type_annotation_map = COLUMN_TYPES

    return Base


class Database:
    """The connection pool of one service, and the two ways to use it.

    `office` is the office whose data this is: what jobs and handlers need of settings, region and keys.
    `durable=False` gives up on surviving a power cut, for data that can be made again (the demo office).
    """

    def __init__(self, name: str, url: str, wake: Callable[[], None] = lambda: None, *, durable: bool = True) -> None:
        self.name = name
        self.url = make_url(url)
        self.wake = wake
        self.office: Office | None = None
        self.engine = create_engine(self.url, hide_parameters=True, **self._options())  # errors end up in logs
        if self.sqlite:
            _prepare_sqlite(self.engine, "FULL" if durable else "OFF")
        self._writers = sessionmaker(self.engine.execution_options(rif_begin="BEGIN IMMEDIATE"), info={"service": name})
        self._readers = sessionmaker(self._for_reading(), autoflush=False)

    @property
    def sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file behind an embedded database."""
        return Path(self.url.database) if self.sqlite and self.url.database else None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One writing transaction: commits at the end, rolls back on any error, wakes the worker if there is work."""
        with self._writers.begin() as session:
            session.info["office"] = self.office
            yield session
        if session.info.get("work"):
            self.wake()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One reading transaction: a consistent view, no lock, nothing is ever written."""
        with self._readers() as session:
            session.info["office"] = self.office
            yield session

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _options(self) -> dict[str, Any]:
        if self.sqlite:
            return {"connect_args": {"timeout": BUSY_TIMEOUT_S, "check_same_thread": False}}
        # Without being asked to, the driver does not say whether an INSERT … ON CONFLICT inserted anything.
        return {"pool_pre_ping": True, "max_overflow": 0, "execution_options": {"preserve_rowcount": True}}

    def _for_reading(self) -> Engine:
        """PostgreSQL shows every statement a moment of its own unless asked for one to all; SQLite does it anyway."""
        return self.engine if self.sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    """Take transactions into our own hands (the driver begins them too late) and say how durable commits are."""
    settings = (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_S}000",
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("rif_begin", "BEGIN"))


def office_of(session: Session) -> "Office":
    """The office whose data this session works on: for handlers and jobs, which know nothing of Flask."""
    office: Office | None = session.info["office"]
    assert office is not None
    return office


def mark_work(session: Session) -> None:
    """Note that this transaction leaves something for the worker; it is woken after the commit."""
    session.info["work"] = True


INSERTS: dict[str, Callable[[Any], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(session: Session, table: Any) -> Any:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return INSERTS[session.get_bind().dialect.name](table)


def insert_new(session: Session, table: Any, **values: Any) -> bool:
    """Insert unless the key is there already; says whether it was new. One statement, so two cannot both win."""
    result: Any = session.execute(insert_into(session, table).values(**values).on_conflict_do_nothing())
    return bool(result.rowcount == 1)


def storable(text: str) -> str:
    """Text as every database takes it. NUL and halves of surrogate pairs come in messages and errors of others only."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
