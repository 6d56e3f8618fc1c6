"""What every service keeps of accounts and sign-ins, so that it can check a request without asking anybody."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from shared.contracts.identity import AccountChanged, SessionEnded
from shared.copies import keep_copy
from shared.db import insert_new
from shared.tables import EndedSession, KnownAccount

if TYPE_CHECKING:
    from shared.service import Service


def listen(service: "Service") -> None:
    """Have a service keep what identity tells."""
    service.on(AccountChanged)(remember_account)
    service.on(SessionEnded)(remember_end)


def remember_account(event: AccountChanged, session: Session) -> None:
    """Roles and sites of an account, as they are now."""
    keep_copy(
        session,
        KnownAccount,
        event.account_id,
        event.revision,
        active=event.active,
        name=event.name,
        roles=[str(role) for role in event.roles],
        site_ids=[str(site_id) for site_id in event.site_ids],
    )


def remember_end(event: SessionEnded, session: Session) -> None:
    """This sign-in counts no more."""
    insert_new(session, EndedSession, id=event.session_id, until=event.expires_at)
