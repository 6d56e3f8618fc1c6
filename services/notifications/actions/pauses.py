"""A volunteer wants no proposals for a while, and says so by the link in a mail. Her pause is kept by volunteers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.models import KnownOffer
from shared import clock
from shared.contracts.notifications import PauseWished
from shared.contracts.volunteers import VolunteerState
from shared.links import SignedLink
from shared.outbox import emit


def wish_pause(session: Session, link: SignedLink) -> None:
    """Tell that somebody wants to pause: once, however often a mail program or a stranger's script posts it.

    Nobody is told of who is not asked anyway. Of somebody we were told nothing of yet, it is told every time.
    """
    theirs = select(KnownOffer).where(KnownOffer.volunteer_id == link.subject).with_for_update()
    offer = session.scalar(theirs)
    if offer is not None:
        if offer.state is not VolunteerState.READY or offer.wished_revision == offer.revision:
            return
        offer.wished_revision = offer.revision
    emit(session, PauseWished(person_id=link.subject, wished_at=clock.now()))
