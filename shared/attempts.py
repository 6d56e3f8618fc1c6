"""How often something that anybody may do is done from one place: counted for a while, then refused for a while.

A service that limits something has a table of its own (`class Attempts(AttemptColumns, service.Base)`), says in its
jobs `attempts.forgotten_in_time(service, Attempts)`, and counts in the transaction that does the work, so what was
refused is not counted. The place is kept as a keyed hash only, and no longer than it counts.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared import clock, due
from shared.db import insert_new, office_of
from shared.errors import Refused
from shared.i18n import _, lazy
from shared.web import formats

if TYPE_CHECKING:
    from shared.service import Service

FORGET = "forget_attempts"


class AttemptColumns:
    """How often something was done lately; `key` is a hash, so that no address stands here."""

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True)
class Limit:
    """How many times within the window."""

    most: int
    window: timedelta


class TooMany(Refused):
    """Done too often; `at` is the local time from which it goes on."""

    status = 429
    title = lazy("Bitte warten Sie einen Moment")

    def __init__(self, until: datetime) -> None:
        self.at = clock.local(until + timedelta(minutes=1))  # the next full minute: nobody comes back too early
        told = _("Das waren zu viele Versuche. Bitte warten Sie bis %(time)s.", time=formats.time(self.at))
        super().__init__("too_many", told)


def count(session: Session, table: Any, what: str, limit: Limit) -> None:
    """Note one more of what is done by whom from where. Raises `TooMany`."""
    now, row_key = clock.now(), _key(session, what)
    insert_new(session, table, key=row_key, count=0, since=now)
    done = session.get_one(table, row_key, with_for_update=True)
    if done.since <= now - limit.window:
        done.count, done.since = 0, now
    if done.count >= limit.most:
        raise TooMany(done.since + limit.window)
    done.count += 1
    due.schedule(session, FORGET, row_key, done.since + limit.window)


def forgotten_in_time(service: "Service", table: Any) -> None:
    """Have a service forget what counts no more."""
    service.due(FORGET)(lambda session, row_key: session.execute(delete(table).where(table.key == row_key)))


def forgive(session: Session, table: Any, what: str, *, everything: bool = False) -> None:
    """It was right in the end: one less is counted, or nothing any more."""
    row = table.key == _key(session, what)
    if everything:
        session.execute(delete(table).where(row))
    else:
        session.execute(update(table).where(row, table.count > 0).values(count=table.count - 1))


def _key(session: Session, what: str) -> str:
    """Who reads the table learns no address from it."""
    return hmac.new(office_of(session).keys.secret.encode(), what.encode(), sha256).hexdigest()
