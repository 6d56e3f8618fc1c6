"""For tests: some services together in one process, on real databases, with no threads and a clock that can be moved.

Everything goes through the doors: pages and API by HTTP, events by `tell` and `told`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import select
from webtest import TestApp

from shared import clock, due, inbox, keys, migrate
from shared.auth import Role, sign_in_token
from shared.bus.embedded import EmbeddedBus
from shared.config import Settings
from shared.db import Database
from shared.ids import new_id
from shared.message import Message
from shared.office import Office
from shared.parts import Part
from shared.region import Region
from shared.service import Member
from shared.tables import Due, Inbox, Outbox
from shared.web.mount import mount

E = TypeVar("E")

_keys = keys.make()
_migrated: dict[str, bytes] = {}


class CompiledTemplates(BytecodeCache):
    """Templates are compiled once per test run; otherwise that would be a third of what a new world costs."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled before, if anything."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next world."""
        self.code[bucket.key] = bucket.bytecode_to_string()


_compiled = CompiledTemplates()


class World:
    """Some services of one office, each with a database file of its own in `folder`."""

    def __init__(self, folder: Path, parts: Sequence[Part], region: Region, *, demo: bool = True) -> None:
        settings = Settings(
            data=folder,
            region=folder / "region.toml",
            url="http://localhost",
            host="127.0.0.1",
            port=80,
            demo=demo,
            smtp=None,
        )
        self.office = Office(settings, region, _keys)
        self.members = {part.service.name: Member(part.service, _database(folder, part)) for part in parts}
        self.apps = {part.service.name: part.create_app(self.office, self.db(part.service.name)) for part in parts}
        for app in self.apps.values():
            app.jinja_env.bytecode_cache = _compiled
        self.wsgi = mount(self.apps)
        self.bus = EmbeddedBus(list(self.members.values()))
        for member in self.members.values():
            with member.db.transaction() as session:
                for arm in member.service.at_start:
                    arm(session)

    def db(self, name: str) -> Database:
        """The database of a service."""
        return self.members[name].db

    def close(self) -> None:
        """Close every database."""
        for member in self.members.values():
            member.db.close()

    # --- events ---

    def tell(self, *events: Any) -> None:
        """Let everybody hear events from services that are not in this world, and settle."""
        messages = [Message.wrap(event, "elsewhere") for event in events]
        self.deliver(messages)
        self.settle()

    def deliver(self, messages: Sequence[Message]) -> None:
        """Hand messages to everybody who handles them, as a bus does: a whole batch at a time."""
        for member in self.members.values():
            wanted = [message for message in messages if message.topic in member.service.topics]
            if wanted:
                inbox.take(member.db, wanted, member.service.handlers)

    def told(self, name: str, event_type: type[E]) -> list[E]:
        """The events of one type that a service has emitted, oldest first."""
        topic = event_type.topic  # type: ignore[attr-defined]
        with self.db(name).reading() as session:
            rows = session.scalars(select(Outbox).where(Outbox.topic == topic).order_by(Outbox.position))
            return [Message(id=r.id, topic=r.topic, payload=r.payload).event() for r in rows]  # type: ignore[misc]

    def settle(self, *, allow_failures: bool = False) -> None:
        """Let every service work until nothing moves. A handler or job that failed fails the test."""
        while self.round():
            pass
        if not allow_failures:
            assert not self.failures(), self.failures()

    def round(self) -> int:
        """One round of everything a worker does; how much was done."""
        done = self.bus.relay()
        for member in self.members.values():
            done += due.run(member.db, member.service.jobs)
            done += inbox.retry(member.db, member.service.handlers)
            done += due.run(member.db, member.service.jobs, outside=True)
        return done

    def failures(self) -> list[str]:
        """What went wrong in handlers and jobs, a line each."""
        found: list[str] = []
        for name, member in self.members.items():
            with member.db.reading() as session:
                for row in session.scalars(select(Inbox).where(Inbox.error.is_not(None), Inbox.handled_at.is_(None))):
                    found.append(f"{name}: {row.topic}: {row.error}")
                for late in session.scalars(select(Due).where(Due.error.is_not(None))):
                    found.append(f"{name}: {late.action}: {late.error}")
        return found

    # --- time ---

    def travel(self, moment: datetime | str) -> None:
        """Go to a moment; text is wall-clock time in Zurich: `world.travel("2026-11-21 14:30")`."""
        clock.travel(clock.from_local(datetime.fromisoformat(moment)) if isinstance(moment, str) else moment)

    def advance(self, **by: float) -> None:
        """Let time pass, `world.advance(days=3)`, and settle what it brings."""
        clock.advance(timedelta(**by))
        self.settle()

    # --- doors ---

    def visitor(self) -> TestApp:
        """A browser that nobody has signed in with. Paths are the real ones, `/volunteers/sign-up`."""
        return TestApp(self.wsgi, extra_environ={"HTTP_HOST": "localhost"})

    def browser(
        self, role: Role, person_id: UUID | None = None, *, name: str = "Test Person", site_ids: Sequence[UUID] = ()
    ) -> TestApp:
        """A browser with somebody signed in."""
        browser = self.visitor()
        browser.set_cookie("rif", self.token(role, person_id, name=name, site_ids=site_ids))
        return browser

    def token(
        self, role: Role, person_id: UUID | None = None, *, name: str = "Test Person", site_ids: Sequence[UUID] = ()
    ) -> str:
        """A token as `rif token create` makes it."""
        return sign_in_token(_keys, person_id or new_id(), name, [role], site_ids, timedelta(days=365))

    def api(self, role: Role, person_id: UUID | None = None, *, site_ids: Sequence[UUID] = ()) -> "ApiClient":
        """A program with a bearer token."""
        return ApiClient(self.visitor(), self.token(role, person_id, site_ids=site_ids))


class ApiClient:
    """Calls the JSON API; any status is given back, none raises."""

    def __init__(self, app: TestApp, token: str | None) -> None:
        self.app = app
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **params: Any) -> Any:
        """GET with query parameters."""
        return self.app.get(path, params=params, headers=self.headers, expect_errors=True)

    def post(self, path: str, body: Mapping[str, Any] | None = None, *, key: str | None = None) -> Any:
        """POST a JSON body, with an Idempotency-Key if there is one."""
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        return self.app.post_json(path, dict(body or {}), headers=headers, expect_errors=True)


@contextmanager
def moving_clock(start: str = "2026-11-23 09:00") -> Iterator[None]:
    """A clock that starts at a fixed wall-clock time in Zurich and may be moved; put right afterwards."""
    with clock.moved():
        clock.travel(clock.from_local(datetime.fromisoformat(start)))
        yield


def links_in(text: str) -> list[str]:
    """The paths of our own links in a mail's text."""
    return re.findall(r"http://localhost(/[^\s\"'<>)]+)", text)


def _database(folder: Path, part: Part) -> Database:
    """A migrated database; migrations run once per service and test run, then the file is copied."""
    name = part.service.name
    path = folder / f"{name}.db"
    if name in _migrated:
        path.write_bytes(_migrated[name])
        return Database(name, f"sqlite:///{path}", durable=False)
    db = Database(name, f"sqlite:///{path}", durable=False)
    migrate.upgrade(part.service, db)
    db.close()
    _migrated[name] = path.read_bytes()
    return db
