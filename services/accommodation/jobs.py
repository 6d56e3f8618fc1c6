"""What time brings: needs whose time is over, asked for and never confirmed, or kept long enough.

How often somebody at one place asked is forgotten too.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from services.accommodation import actions, service
from services.accommodation.models import AskAttempts
from shared import attempts

attempts.forgotten_in_time(service, AskAttempts)


@service.due("expire_need")
def expire_need(session: Session, key: str) -> None:
    """The need's moment, or the end of its last day."""
    actions.end_of_time(session, UUID(key))


@service.due("expire_unconfirmed")
def expire_unconfirmed(session: Session, key: str) -> None:
    """Two weeks after somebody without an account asked."""
    actions.end_unconfirmed(session, UUID(key))


@service.due("forget_need")
def forget_need(session: Session, key: str) -> None:
    """The time of keeping an ended need is over."""
    actions.forget_need(session, UUID(key))
