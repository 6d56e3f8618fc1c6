"""Who belongs to a site. Joining is an invitation's business; leaving is here."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.identity.actions.accounts import for_change
from services.identity.actions.telling import forget, tell
from services.identity.models import Invitation
from shared.auth import Role
from shared.errors import NotFound
from shared.i18n import _


def remove_member(session: Session, site_id: UUID, account_id: UUID) -> None:
    """Somebody works at a site no more, or is not to come after all. Raises `NotFound` when they are not of it."""
    account = for_change(session, account_id)
    if site_id not in account.site_ids:
        raise NotFound(_("Diese Person gehört nicht (mehr) zu diesem Standort."))
    account.memberships = [one for one in account.memberships if one.site_id != site_id]
    if not account.memberships:
        account.roles = [role for role in account.roles if role != Role.STAFF]
    unanswered = (Invitation.account_id == account.id, Invitation.accepted_at.is_(None))
    session.execute(delete(Invitation).where(*unanswered, Invitation.site_id == site_id))
    if account.waiting and not account.roles:
        forget(session, account)
    else:
        tell(session, account)
