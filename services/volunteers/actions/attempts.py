"""How many sign-ups one network address may begin and send in an hour.

Each begun one is a row of ours for a day, each sent one a mail to whoever is named in it: a program could fill the disk
with the first and molest people with the second. The limits leave room for a whole school behind one address.
"""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from services.volunteers.models import SignUpAttempts
from shared import attempts
from shared.attempts import Limit

HOUR = timedelta(hours=1)


class Try(StrEnum):
    """What is counted."""

    BEGIN = "begin"
    SEND = "send"


LIMITS = {Try.BEGIN: Limit(60, HOUR), Try.SEND: Limit(20, HOUR)}


def count_attempt(session: Session, what: Try, place: str) -> None:
    """One more from this place in the network. Raises `TooMany`; then nothing is noted."""
    attempts.count(session, SignUpAttempts, f"{what} from {place}", LIMITS[what])
