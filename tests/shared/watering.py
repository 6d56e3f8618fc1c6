"""Beds to be watered at their time: a job and its appointments, for the tests of what time brings."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from shared import clock, due
from shared.db import Database
from shared.due import Job
from tests.shared.garden import Jar

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WATER = "water"


def fill(session: Session, key: str) -> None:
    session.add(Jar(label=key))


JOBS = {WATER: Job(fill)}


def schedule(db: Database, key: object, at: datetime = NOON, action: str = WATER) -> None:
    with db.transaction() as session:
        due.schedule(session, action, key, at)


def run_at(db: Database, moment: datetime, jobs: dict[str, Job] = JOBS, *, outside: bool = False) -> int:
    clock.travel(moment)
    return due.run(db, jobs, outside=outside)


def next_at(db: Database, *actions: str) -> datetime | None:
    with db.reading() as session:
        return due.next_at(session, actions or [WATER])


def failing(kept: list[str] | None = None) -> Callable[[Any, str], None]:
    def fail(session: Session, key: str) -> None:
        if kept is not None:
            kept.append(key)
        fill(session, key)
        raise RuntimeError("no water")

    return fail
