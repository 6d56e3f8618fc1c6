"""Accounts of the people at the office and at the sites: made, changed, closed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from services.identity import queries
from services.identity.actions import sign_ins
from services.identity.actions.passwords import set_password
from services.identity.actions.telling import tell
from services.identity.models import Account, Kind, Membership
from shared import clock
from shared.auth import Role
from shared.db import insert_new
from shared.errors import Conflict, Invalid, NotFound, NotPossible
from shared.i18n import _, lazy
from shared.ids import new_id

OFFICE_ROLES = (Role.COORDINATOR, Role.ADMINISTRATOR)
"""Roles an administrator gives and takes; *staff* comes and goes with the sites."""

TAKEN = lazy("Diese E-Mail-Adresse gehört schon zu einem Konto.")


def add_account(
    session: Session,
    email: str,
    name: str,
    roles: Iterable[Role],
    password: str | None = None,
    site_ids: Iterable[UUID] = (),
) -> Account:
    """An account that is ready at once; without a password its owner asks for a link to set one.

    Raises `Conflict` when the address is taken, `Invalid` for a bad password or a role that no account has.
    """
    wanted, sites = set(roles), set(site_ids)
    if not wanted <= {Role.STAFF, *OFFICE_ROLES}:
        raise Invalid({"roles": _("Konten haben die Rollen staff, coordinator oder administrator.")})
    account = new_account(session, email, name)
    if password is not None:
        set_password(account, password)
    account.roles = sorted(wanted | ({Role.STAFF} if sites else set()))
    account.memberships = [Membership(site_id=site_id) for site_id in sites]
    account.active, account.joined_at = True, clock.now()
    tell(session, account)
    return account


def new_account(session: Session, email: str | None, name: str) -> Account:
    """An account that waits for its owner. Raises `Conflict` when the address is taken."""
    account_id = new_id()
    if not insert_new(session, Account, id=account_id, kind=Kind.ACCOUNT, email=queries.plain(email), name=name):
        raise NotPossible("email_taken", str(TAKEN))
    return session.get_one(Account, account_id)


def change_details(session: Session, account_id: UUID, *, name: str, language: str, email: str | None = None) -> None:
    """What somebody changes of their own account. Raises `Invalid` when the address belongs to another account."""
    account = for_change(session, account_id)
    if email is not None and (wanted := queries.plain(email)) != account.email:
        if queries.own_account_by_email(session, wanted) is not None:
            raise Invalid({"email": str(TAKEN)})
        account.email = wanted
    account.name, account.language = name, language
    if session.is_modified(account):  # the same form sent twice is told once
        tell(session, account)


def set_office_roles(
    session: Session, account_id: UUID, roles: Iterable[Role], by: UUID, *, revision: int | None = None
) -> None:
    """Give and take the office's roles; `revision` is that of the account as it was looked at.

    Raises `Conflict` when it is another by now, for oneself, and for the last administrator.
    """
    wanted = set(roles) & set(OFFICE_ROLES)
    account = _of_another(session, account_id, by, leaves=Role.ADMINISTRATOR not in wanted)
    if revision not in (None, account.revision):
        told = _("Noch ist nichts gespeichert. Oben steht, was jetzt gilt. Prüfen Sie bitte Ihre Wahl.")
        raise Conflict("changed_meanwhile", told)
    kept = {Role(role) for role in account.roles} - set(OFFICE_ROLES)
    account.roles = sorted(kept | wanted)
    tell(session, account)


def close(session: Session, account_id: UUID, by: UUID) -> None:
    """This account may not sign in any more; wherever it is signed in, it is no longer."""
    account = _of_another(session, account_id, by, leaves=True)
    if not account.active:
        raise Conflict("not_active", _("Dieses Konto ist nicht aktiv."))
    account.active = False
    sign_ins.end_all(session, account.id)
    tell(session, account)


def reopen(session: Session, account_id: UUID, by: UUID) -> None:
    """A closed account may sign in again."""
    account = _of_another(session, account_id, by)
    if not account.closed:
        raise Conflict("not_closed", _("Dieses Konto ist nicht geschlossen."))
    account.active = True
    tell(session, account)


def for_change(session: Session, account_id: UUID) -> Account:
    """An account of ours, held until the transaction ends. Raises `NotFound`."""
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.kind is not Kind.ACCOUNT:
        raise NotFound(_("Dieses Konto gibt es nicht (mehr)."))
    return account


def _of_another(session: Session, account_id: UUID, by: UUID, *, leaves: bool = False) -> Account:
    """Somebody else's account; if they leave the administration, somebody must be left there."""
    if account_id == by:
        raise NotPossible("own_account", _("Das eigene Konto ändert hier jemand anders aus der Administration."))
    if leaves:
        _keep_one_administrator(session, account_id)
    return for_change(session, account_id)


def _keep_one_administrator(session: Session, account_id: UUID) -> None:
    """Refuse what would leave nobody who can give roles. The rows are held first and in order: two wait, not lock."""
    held = session.scalars(queries.administrators().with_for_update())
    if [one.id for one in held if one.active] == [account_id]:
        raise NotPossible("last_administrator", _("Das ist das letzte Konto mit der Rolle Administration."))
