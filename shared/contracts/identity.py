"""What identity tells: accounts and their roles, and sign-ins that were ended."""

from datetime import datetime
from uuid import UUID

from shared.events import PersonId, event


@event
class AccountChanged:
    """An account as it stands now. `account_id` is the person's id everywhere. An inactive one may not sign in."""

    account_id: PersonId
    revision: int
    active: bool
    name: str
    roles: list[str]
    site_ids: list[UUID]


@event
class SessionEnded:
    """A sign-in (or an API token) was ended before its time; it counts nowhere any more.

    `expires_at`: when its token would have run out by itself; until then it has to be remembered.
    """

    session_id: UUID
    ended_at: datetime
    expires_at: datetime
