"""What is not needed any more goes: links that ran out, sign-ins of last season."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.identity.models import SignIn, UsedLink
from shared import clock

SIGN_INS_DAYS = 60


def tidy(session: Session) -> None:
    """Delete what has run out."""
    now = clock.now()
    session.execute(delete(UsedLink).where(UsedLink.expires_at < now))
    session.execute(delete(SignIn).where(SignIn.expires_at < now - timedelta(days=SIGN_INS_DAYS)))
