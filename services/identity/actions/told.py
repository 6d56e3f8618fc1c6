"""What other services told us: sites, and the volunteers, who get an account of their own."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.identity.actions import sign_ins
from services.identity.actions.telling import tell
from services.identity.models import Account, Kind, KnownSite, KnownVolunteer
from services.identity.queries import plain
from shared.auth import Role
from shared.contracts.accommodation import SiteChanged
from shared.contracts.notifications import RecipientChanged, RecipientRemoved
from shared.copies import drop_copy, keep_copy
from shared.words import short_name


def remember_site(session: Session, event: SiteChanged) -> None:
    """A site's name, as it is now."""
    keep_copy(
        session,
        KnownSite,
        event.site_id,
        event.revision,
        name=event.name,
        organisation=event.organisation,
        town=event.town,
        active=event.active,
    )


def remember_volunteer(session: Session, event: RecipientChanged) -> None:
    """A volunteer's account says what volunteers told last.

    The others hear of it from the first sign-in on, and then of a first name and an initial only.
    """
    if not keep_copy(session, KnownVolunteer, event.person_id, event.revision):
        return
    account = session.get(Account, event.person_id, with_for_update=True)
    if account is None:
        account = Account(id=event.person_id, kind=Kind.VOLUNTEER, roles=[Role.VOLUNTEER])
        session.add(account)
    name = short_name(event.name)
    changed = (account.name, account.active) != (name, True)
    account.email, account.language = plain(event.email), event.language
    account.name, account.active = name, True
    if changed:
        tell(session, account)


def forget_volunteer(session: Session, event: RecipientRemoved) -> None:
    """A volunteer is gone: the account keeps its id and its revision, so that everybody hears, and nothing else."""
    drop_copy(session, KnownVolunteer, event.person_id, event.revision)
    account = session.get(Account, event.person_id, with_for_update=True)
    if account is None or account.kind is not Kind.VOLUNTEER or _has_newer_news(session, account.id):
        return
    if account.active:
        account.name, account.email, account.active = "", None, False
        sign_ins.end_all(session, account.id)
        tell(session, account)


def _has_newer_news(session: Session, person_id: UUID) -> bool:
    return session.get(KnownVolunteer, person_id) is not None
