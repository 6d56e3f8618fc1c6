"""A volunteer wants no proposals for a while, and says so by the link in a mail. Her pause is kept by volunteers."""

from sqlalchemy.orm import Session

from shared import clock
from shared.contracts.notifications import PauseWished
from shared.links import SignedLink
from shared.outbox import emit


def wish_pause(session: Session, link: SignedLink) -> None:
    """Tell that somebody wants to pause; said twice it is the same wish."""
    emit(session, PauseWished(person_id=link.subject, wished_at=clock.now()))
