"""Events in: volunteers get an account, sites a name. Addresses of others are none of our business."""

from sqlalchemy.orm import Session

from services.identity import actions, queries, service
from services.identity.models import Kind
from shared.contracts.accommodation import SiteChanged
from shared.contracts.notifications import RecipientChanged, RecipientRemoved


@service.on(RecipientChanged)
def volunteer_changed(event: RecipientChanged, session: Session) -> None:
    """Only volunteers' addresses make accounts: our own we know, and posters have none."""
    if event.kind == Kind.VOLUNTEER:
        actions.remember_volunteer(session, event)


@service.on(RecipientRemoved)
def volunteer_removed(event: RecipientRemoved, session: Session) -> None:
    """Nobody writes to this volunteer any more."""
    actions.forget_volunteer(session, event)


@service.on(SiteChanged)
def site_changed(event: SiteChanged, session: Session) -> None:
    """A site's name, for invitations and lists."""
    actions.remember_site(session, event)


@service.resync
def announce_all(session: Session) -> None:
    """Every account, as it stands now."""
    for account in queries.every_account(session):
        actions.announce(session, account)
