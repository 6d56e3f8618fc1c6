"""What time brings: every night, what has run out goes."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from services.identity import actions, service
from services.identity.models import SignInAttempts
from shared import attempts, clock, due
from shared.tables import Due

ACTION, KEY = "tidy_sign_ins", "nightly"
NIGHT = time(3, 40)


attempts.forgotten_in_time(service, SignInAttempts)


@service.on_start
def arm(session: Session) -> None:
    """Make sure that tonight's turn is in the book, without moving it."""
    if session.get(Due, (ACTION, KEY)) is None:
        _schedule(session)


@service.due(ACTION)
def tidy(session: Session, key: str) -> None:
    """Delete what has run out, and come again tomorrow."""
    actions.tidy(session)
    _schedule(session)


def _schedule(session: Session) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    due.schedule(session, ACTION, KEY, clock.from_local(datetime.combine(tomorrow, NIGHT)))
