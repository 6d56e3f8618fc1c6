"""How often somebody may try: per e-mail address, and with more patience per network address (a whole site shares one).

An attempt is counted before anything is looked at, so that many at once do not slip through; a success gives it back.
"""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from services.identity.models import SignInAttempts
from services.identity.queries import plain
from shared import attempts
from shared.attempts import Limit, TooMany

WINDOW = timedelta(minutes=15)


class Try(StrEnum):
    """What is tried."""

    PASSWORD = "password"  # noqa: S105  (a word, not a secret)
    MAIL = "mail"


PER_EMAIL = {Try.PASSWORD: Limit(5, WINDOW), Try.MAIL: Limit(3, WINDOW)}
PER_PLACE = {Try.PASSWORD: Limit(40, WINDOW), Try.MAIL: Limit(30, WINDOW)}


def count_attempt(session: Session, what: Try, email: str, place: str) -> None:
    """Note one attempt. Raises `TooMany` when there were too many before; then nothing is noted."""
    attempts.count(session, SignInAttempts, _per_email(what, email), PER_EMAIL[what])
    attempts.count(session, SignInAttempts, _per_place(what, place), PER_PLACE[what])


def count_mail(session: Session, email: str, place: str) -> bool:
    """Note one mail asked for; False, with nothing noted, when this e-mail address has had enough of them.

    Raises `TooMany` for a place in the network only: for an e-mail address it would tell that somebody else asked.
    """
    try:
        attempts.count(session, SignInAttempts, _per_email(Try.MAIL, email), PER_EMAIL[Try.MAIL])
    except TooMany:
        return False
    attempts.count(session, SignInAttempts, _per_place(Try.MAIL, place), PER_PLACE[Try.MAIL])
    return True


def forgive(session: Session, what: Try, email: str, place: str) -> None:
    """It was right in the end: what was tried before counts no more."""
    attempts.forgive(session, SignInAttempts, _per_email(what, email), everything=True)
    attempts.forgive(session, SignInAttempts, _per_place(what, place))


def _per_email(what: Try, email: str) -> str:
    return f"{what} for {plain(email)}"


def _per_place(what: Try, place: str) -> str:
    return f"{what} from {place}"
