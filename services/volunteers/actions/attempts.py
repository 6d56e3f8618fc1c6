"""How many sign-ups one network address may begin and send in an hour.

Each begun one is a row of ours for a day, each sent one a mail to whoever is named in it: a program could fill the disk
with the first and molest people with the second. The limits leave room for a whole school behind one address.
"""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.volunteers.models import SignUpAttempts
from shared import attempts, clock, due
from shared.attempts import Limit

FORGET = "forget_attempts"
HOUR = timedelta(hours=1)


class Try(StrEnum):
    """What is counted."""

    BEGIN = "begin"
    SEND = "send"


LIMITS = {Try.BEGIN: Limit(60, HOUR), Try.SEND: Limit(20, HOUR)}


def count_attempt(session: Session, what: Try, address: str) -> None:
    """One more from this network address. Raises `TooMany`; then nothing is noted."""
    key = attempts.count(session, SignUpAttempts, f"{what} from {address}", LIMITS[what])
    due.schedule(session, FORGET, key, clock.now() + HOUR)


def forget_attempts(session: Session, key: str) -> None:
    """Long enough ago: nothing is known of that address any more."""
    session.execute(delete(SignUpAttempts).where(SignUpAttempts.key == key))
