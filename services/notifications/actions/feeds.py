"""A volunteer's calendar feed: switched on, given a new address, switched off."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.notifications.feeds import hashed, token_of
from services.notifications.models import CalendarFeed
from shared.db import insert_new, office_of
from shared.ids import new_id


def switch_feed_on(session: Session, person_id: UUID) -> None:
    """A new address for the feed; one there was before is dead."""
    serial = new_id()
    token = token_of(office_of(session).keys, person_id, serial)
    if not insert_new(session, CalendarFeed, person_id=person_id, serial=serial, token_hash=hashed(token)):
        feed = session.get_one(CalendarFeed, person_id, with_for_update=True)
        feed.serial, feed.token_hash = serial, hashed(token)


def switch_feed_off(session: Session, person_id: UUID) -> None:
    """The address is dead, and there is no other."""
    session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
