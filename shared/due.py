"""Time is data too: what will have to be done later is a row, written in the transaction that makes it necessary.

One row per action and key; scheduling it again moves it. The worker sleeps until the next one. A periodic job arms its
own row again. Quiet hours and holidays belong to the action, not to the timer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from shared import clock, log
from shared.db import Database, insert_into, mark_work
from shared.inbox import RETRY_AFTER_S, describe
from shared.tables import Due

logger = log.get(__name__)


@dataclass(frozen=True)
class Job:
    """What is run when a row falls due.

    `outside=False`: `run(session, key)` in the transaction that takes the row. `outside=True`: `run(db, key)` with no
    transaction open, for effects outside the database; the row goes afterwards, so a kill in between repeats it.
    """

    run: Callable[[Any, str], None]
    outside: bool = False


Jobs = Mapping[str, Job]


def schedule(session: Session, action: str, key: object, at: datetime) -> None:
    """Have `action` done for `key` at a moment; an earlier appointment of the same action and key is moved."""
    fresh = {"at": at, "traceparent": log.traceparent(), "attempts": 0, "error": None, "parked_at": None}
    statement = insert_into(session, Due).values(action=action, key=str(key), **fresh)
    session.execute(statement.on_conflict_do_update(index_elements=["action", "key"], set_=fresh))
    mark_work(session)


def cancel(session: Session, action: str, key: object) -> None:
    """Take an appointment back; nothing happens when there is none."""
    session.execute(delete(Due).where(Due.action == action, Due.key == str(key)))


def next_at(session: Session, actions: Sequence[str]) -> datetime | None:
    """When the next row of some actions falls due."""
    return session.scalar(select(func.min(Due.at)).where(Due.action.in_(actions), Due.parked_at.is_(None)))


def run(db: Database, jobs: Jobs, *, outside: bool = False, limit: int = 100) -> int:
    """Do what is due now, oldest first; returns how many rows were taken on."""
    wanted = {action: job for action, job in jobs.items() if job.outside is outside}
    with db.reading() as session:
        due = select(Due).where(Due.at <= clock.now(), Due.parked_at.is_(None), Due.action.in_(list(wanted)))
        rows = [(r.action, r.key, r.at, r.traceparent) for r in session.scalars(due.order_by(Due.at).limit(limit))]
    for action, key, at, traceparent in rows:
        with log.following(traceparent, due=action):
            _run_one(db, wanted[action], action, key, at)
    return len(rows)


def _run_one(db: Database, job: Job, action: str, key: str, at: datetime) -> None:
    try:
        if job.outside:
            job.run(db, key)
        with db.transaction() as session:
            taken = _take_row(session, action, key, at)
            if taken and not job.outside:
                job.run(session, key)
    except Exception as error:
        _failed(db, action, key, at, error)


def _take_row(session: Session, action: str, key: str, at: datetime) -> bool:
    """Remove the row as it was when we saw it: one that was moved meanwhile stays."""
    seen = delete(Due).where(Due.action == action, Due.key == key, Due.at == at)
    result: Any = session.execute(seen)
    return bool(result.rowcount)


def _failed(db: Database, action: str, key: str, at: datetime, error: Exception) -> None:
    now = clock.now()
    with db.transaction() as session:
        row = session.get(Due, (action, key), with_for_update=True)
        if row is None or row.at != at:
            return
        row.attempts += 1
        row.error = describe(error)
        if row.attempts > len(RETRY_AFTER_S):
            row.parked_at = now
        else:
            row.at = now + timedelta(seconds=RETRY_AFTER_S[row.attempts - 1])
        attempts = row.attempts
    logger.warning("due_failed", action=action, attempts=attempts, kind=type(error).__name__)


def put_back(session: Session, action: str, key: str) -> bool:
    """Try a failed or parked row again now; False when there is none."""
    failed = update(Due).where(Due.action == action, Due.key == key, Due.error.is_not(None))
    result: Any = session.execute(failed.values(at=clock.now(), attempts=0, parked_at=None))
    mark_work(session)
    return bool(result.rowcount)
