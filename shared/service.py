"""A service: a name, its tables, its pages, the events it handles and what time brings in."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import DeclarativeBase, Session

from shared import accounts, housekeeping
from shared.db import Database, base_for_a_service
from shared.due import Job
from shared.events import Event
from shared.inbox import Handler

F = TypeVar("F", bound=Callable[..., None])

ROOT = Path(__file__).parent.parent / "services"


class Service:
    """One self-contained system. Its rooms register themselves here when they are imported."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.Base: type[DeclarativeBase] = base_for_a_service()
        self.handlers: defaultdict[type[Event], list[Handler]] = defaultdict(list)
        self.jobs: dict[str, Job] = {}
        self.present_state: list[Callable[[Session], None]] = []
        self.at_start: list[Callable[[Session], None]] = []
        accounts.listen(self)
        housekeeping.keep_house(self)

    @property
    def topics(self) -> frozenset[str]:
        """The topics this service handles."""
        return frozenset(event_type.topic for event_type in self.handlers)

    @property
    def folder(self) -> Path:
        """The room this service lives in."""
        return ROOT / self.name

    @property
    def migrations(self) -> Path:
        """The folder with this service's migrations."""
        return self.folder / "migrations"

    def on(self, event_type: type[Any]) -> Callable[[F], F]:
        """Register a handler: `@service.on(NeedChanged)` above `def handler(event, session)`."""

        def register(handler: F) -> F:
            self.handlers[event_type].append(handler)
            return handler

        return register

    def due(self, action: str, *, outside: bool = False) -> Callable[[F], F]:
        """Register what is done when a row of `action` falls due (`shared.due.Job` says what `outside` means)."""

        def register(run: F) -> F:
            self.jobs[action] = Job(run, outside)
            return run

        return register

    def resync(self, emit_all: F) -> F:
        """Register a function that emits the present state of everything of one kind again."""
        self.present_state.append(emit_all)
        return emit_all

    def on_start(self, arm: F) -> F:
        """Register what is to be made sure once at every start (periodic due rows, for one)."""
        self.at_start.append(arm)
        return arm


@dataclass(frozen=True)
class Member:
    """A service together with its database: what a worker works on."""

    service: Service
    db: Database


Members = Sequence[Member]
