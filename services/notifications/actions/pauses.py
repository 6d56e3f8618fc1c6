"""A volunteer wants no proposals for a while, and says so by the link in a mail. Her pause is kept by volunteers."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.models import KnownOffer
from shared import clock
from shared.contracts.notifications import PauseWished
from shared.contracts.volunteers import VolunteerState
from shared.links import SignedLink
from shared.outbox import emit
from shared.tables import MessageAbout, Outbox


def wish_pause(session: Session, link: SignedLink) -> None:
    """Tell that somebody wants to pause: once, however often a mail program or a stranger's script posts it.

    Nobody is told of who is not asked anyway. The wish of somebody we were told nothing of counts: it is told too.
    """
    theirs = select(KnownOffer).where(KnownOffer.volunteer_id == link.subject).with_for_update()
    offer = session.scalar(theirs)
    if offer is None:
        if _told_lately(session, link.subject):
            return
    elif offer.state is not VolunteerState.READY or offer.wished_revision == offer.revision:
        return
    else:
        offer.wished_revision = offer.revision
    emit(session, PauseWished(person_id=link.subject, wished_at=clock.now()))


def _told_lately(session: Session, person_id: UUID) -> bool:
    """As long as our outbox knows. If she paused because of it, we hear so and have a copy."""
    about = select(Outbox.id).join(MessageAbout, MessageAbout.message_id == Outbox.id)
    wishes = about.where(MessageAbout.person_id == person_id, Outbox.topic == PauseWished.topic)
    return session.scalar(wishes.limit(1)) is not None
