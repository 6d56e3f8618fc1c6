"""How often somebody may try: per e-mail address, and with more patience per network address (a whole site shares one).

An attempt is counted before anything is looked at, so that many at once do not slip through; a success gives it back.
Addresses are kept as keyed hashes only.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from services.identity.models import SignInAttempts
from services.identity.queries import plain
from shared import clock
from shared.db import insert_new, office_of
from shared.errors import Refused
from shared.i18n import _, lazy

WINDOW = timedelta(minutes=15)


class Try(StrEnum):
    """What is tried."""

    PASSWORD = "password"  # noqa: S105  (a word, not a secret)
    MAIL = "mail"


@dataclass(frozen=True)
class Limit:
    """How many times within the window."""

    per_email: int
    per_address: int


LIMITS = {Try.PASSWORD: Limit(5, 40), Try.MAIL: Limit(3, 30)}


class TooMany(Refused):
    """Tried too often; `until` says when it goes on."""

    status = 429
    title = lazy("Bitte warten Sie einen Moment")

    def __init__(self, until: datetime, *, per_email: bool) -> None:
        at = clock.local(until + timedelta(minutes=1))  # the next full minute: nobody comes back too early
        super().__init__(
            "too_many", _("Das waren zu viele Versuche. Bitte warten Sie bis %(time)s Uhr.", time=f"{at:%H.%M}")
        )
        self.until = until
        self.per_email = per_email


def count_attempt(session: Session, what: Try, email: str, address: str) -> None:
    """Note one attempt. Raises `TooMany` when there were too many before; then nothing is noted."""
    limit = LIMITS[what]
    _count(session, _email_key(session, what, email), limit.per_email, per_email=True)
    _count(session, _address_key(session, what, address), limit.per_address, per_email=False)


def forgive(session: Session, what: Try, email: str, address: str) -> None:
    """It was right in the end: what was tried before counts no more."""
    session.execute(delete(SignInAttempts).where(SignInAttempts.key == _email_key(session, what, email)))
    counted = (SignInAttempts.key == _address_key(session, what, address), SignInAttempts.count > 0)
    session.execute(update(SignInAttempts).where(*counted).values(count=SignInAttempts.count - 1))


def _count(session: Session, key: str, most: int, *, per_email: bool) -> None:
    now = clock.now()
    insert_new(session, SignInAttempts, key=key, count=0, since=now)
    tried = session.get_one(SignInAttempts, key, with_for_update=True)
    if tried.since <= now - WINDOW:
        tried.count, tried.since = 0, now
    if tried.count >= most:
        raise TooMany(tried.since + WINDOW, per_email=per_email)
    tried.count += 1


def _email_key(session: Session, what: Try, email: str) -> str:
    return _hashed(session, f"{what} for {plain(email)}")


def _address_key(session: Session, what: Try, address: str) -> str:
    return _hashed(session, f"{what} from {address}")


def _hashed(session: Session, text: str) -> str:
    return hmac.new(office_of(session).keys.secret.encode(), text.encode(), sha256).hexdigest()
