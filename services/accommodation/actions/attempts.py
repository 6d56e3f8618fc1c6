"""How many mails one place in the network may have sent by asking for help without an account.

Anybody can type anybody's address there, and each time a mail goes to it: without a limit a program could molest people
with our office's name. The limit leaves room for a whole village hall behind one address.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.accommodation.models import AskAttempts
from shared import attempts
from shared.attempts import Limit

MAILS = Limit(20, timedelta(hours=1))


def count_attempt(session: Session, place: str) -> None:
    """One more from this place. Raises `TooMany`; then nothing is noted."""
    attempts.count(session, AskAttempts, f"ask from {place}", MAILS)
