"""What the others tell us: who was asked for a need, and how to reach whoever comes."""

from sqlalchemy.orm import Session

from services.accommodation import actions, service
from shared.contracts.matching import MatchChanged, MatchRemoved
from shared.contracts.volunteers import ContactReleased, ContactReleasedRemoved


@service.on(MatchChanged)
def remember_match(event: MatchChanged, session: Session) -> None:
    """A match is new or has moved."""
    actions.remember_match(session, event)


@service.on(MatchRemoved)
def forget_match(event: MatchRemoved, session: Session) -> None:
    """A match is gone."""
    actions.forget_match(session, event)


@service.on(ContactReleased)
def remember_contact(event: ContactReleased, session: Session) -> None:
    """A volunteer was agreed upon."""
    actions.remember_contact(session, event)


@service.on(ContactReleasedRemoved)
def forget_contact(event: ContactReleasedRemoved, session: Session) -> None:
    """An assignment has ended."""
    actions.forget_contact(session, event)
