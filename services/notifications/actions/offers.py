"""How volunteers stand at the office, as volunteers told us: who has left reads no calendar here any more."""

from sqlalchemy.orm import Session

from services.notifications.actions.feeds import switch_feed_off
from services.notifications.models import GONE, KnownOffer
from shared.contracts.volunteers import OfferChanged, OfferRemoved
from shared.copies import drop_copy, keep_copy


def remember_offer(session: Session, event: OfferChanged) -> None:
    """Somebody may be asked, pauses, or is gone; then the address of her calendar is dead, not only empty."""
    values = {"volunteer_id": event.volunteer_id, "state": event.state}
    kept = keep_copy(session, KnownOffer, event.offer_id, event.revision, **values)
    if kept and event.state in GONE:
        switch_feed_off(session, event.volunteer_id)


def forget_offer(session: Session, event: OfferRemoved) -> None:
    """An offer is gone for good."""
    drop_copy(session, KnownOffer, event.offer_id, event.revision)
