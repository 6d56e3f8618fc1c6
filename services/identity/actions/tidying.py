"""What is not needed any more goes: links that ran out, attempts long past, sign-ins of last season."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.identity.models import SignIn, SignInAttempts, UsedLink
from shared import clock

SIGN_INS_DAYS = 60


def tidy(session: Session) -> None:
    """Delete what has run out."""
    now = clock.now()
    session.execute(delete(UsedLink).where(UsedLink.expires_at < now))
    session.execute(delete(SignInAttempts).where(SignInAttempts.since < now - timedelta(days=1)))
    session.execute(delete(SignIn).where(SignIn.expires_at < now - timedelta(days=SIGN_INS_DAYS)))
