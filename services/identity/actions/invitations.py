"""Invitations: somebody is asked to join with a role. Who has an account already is simply in, and told so.

The account is made at once and waits; what the invitation gives stands in it already, and counts from joining on.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.identity import queries
from services.identity.actions import sign_ins
from services.identity.actions.accounts import TAKEN, for_change, new_account
from services.identity.actions.dead_links import DeadLink, use_link
from services.identity.actions.passwords import set_password
from services.identity.actions.telling import forget, tell
from services.identity.models import Account, Invitation, KnownSite, Membership, SignIn, Via
from shared import clock
from shared.auth import Role, Who
from shared.contracts.notifications import MessageRequested
from shared.errors import Conflict, Invalid, NotFound, NotPossible
from shared.i18n import _, lazy
from shared.ids import new_id
from shared.links import SignedLink
from shared.office import Office
from shared.outbox import emit
from shared.words import short_name

LASTS = timedelta(days=14)
CLOSED = lazy("Dieses Konto ist geschlossen. Jemand aus der Administration kann es wieder öffnen.")


def invite(session: Session, by: Who, *, email: str, name: str, role: Role, site_id: UUID | None = None) -> Account:
    """Ask somebody to join as staff of a site, or at the office.

    Raises `Conflict` when that account is closed or has all this already, `NotFound` for an unknown site.
    """
    site = _site(session, site_id)
    known = queries.own_account_by_email(session, email) or new_account(session, email, name)
    account = for_change(session, known.id)
    if account.closed:
        raise NotPossible("account_closed", str(CLOSED))
    if not _give(account, role, site_id):
        raise NotPossible("already_there", _("Diese Person ist schon dabei."))
    tell(session, account)
    _ask(session, account, role, site, by)
    return account


def invite_again(session: Session, by: Who, account_id: UUID, site_id: UUID | None = None) -> None:
    """The mail was lost or came too late: the last invitation, or that to a site, once more.

    Raises `Conflict` when it was accepted.
    """
    account = for_change(session, account_id)
    latest = queries.latest_invitation(session, account.id, site_id)
    if not account.waiting or latest is None:
        raise NotPossible("already_there", _("Diese Person ist schon dabei."))
    _ask(session, account, latest.role, _site(session, latest.site_id), by)


def withdraw_invitation(session: Session, account_id: UUID) -> None:
    """Nobody came yet, and nobody is to come. Raises `Conflict` when somebody did."""
    account = for_change(session, account_id)
    if not account.waiting:
        raise NotPossible("already_there", _("Diese Person ist schon dabei."))
    forget(session, account)


def invite_administrator(session: Session, office: Office) -> str:
    """The token of a link by which the first administrator joins, with name, address and password given there.

    Asked again, it gives a fresh link for the same account. Raises `Conflict` once there is an administrator.
    """
    if queries.has_administrator(session):
        raise NotPossible("administrator_exists", _("Es gibt schon ein Konto mit der Rolle Administration."))
    nameless = [one for one in session.scalars(queries.administrators()) if one.waiting and one.email is None]
    account = nameless[0] if nameless else new_account(session, None, "")
    account.roles = [Role.ADMINISTRATOR]
    _remember(session, account, Role.ADMINISTRATOR, None, None)
    return office.links.sign("invitation", account.id, LASTS)


def accept(
    session: Session, link: SignedLink, form_id: str, *, name: str, password: str, email: str | None = None
) -> SignIn:
    """Join: from now on the account counts, and its owner is signed in. Raises `DeadLink`, or `Invalid` by field."""
    used = use_link(session, link, form_id)
    if before := session.get(SignIn, used.sign_in_id):
        return before
    account = session.get(Account, link.subject, with_for_update=True)
    if problem := queries.why_not_for(session, link, account):
        raise DeadLink(link.purpose, problem)
    assert account is not None
    _take_address(session, account, email)
    set_password(account, password)
    account.name, account.active, account.joined_at = name, True, clock.now()
    for invitation in queries.open_invitations(session, account.id):
        invitation.accepted_at = account.joined_at
    tell(session, account)
    return sign_ins.sign_in(session, account, Via.INVITATION, used.sign_in_id)


def _take_address(session: Session, account: Account, email: str | None) -> None:
    """The first administrator gives the address while joining; everybody else was invited by it."""
    if account.email is not None:
        return
    if email is None:
        raise Invalid({"email": _("Bitte ausfüllen.")})
    if queries.own_account_by_email(session, email) is not None:
        raise Invalid({"email": str(TAKEN)})
    account.email = queries.plain(email)


def _give(account: Account, role: Role, site_id: UUID | None) -> bool:
    """Put role and site into the account; says whether anything was new."""
    new_role = not account.has(role)
    new_site = site_id is not None and site_id not in account.site_ids
    if new_role:
        account.roles = sorted([*account.roles, role])
    if new_site:
        account.memberships.append(Membership(site_id=site_id))
    return new_role or new_site


def _ask(session: Session, account: Account, role: Role, site: KnownSite | None, by: Who) -> None:
    """Note the invitation and have it mailed."""
    _remember(session, account, role, site.id if site else None, by.id)
    data = {"role": str(role), "site": site.name if site else "", "inviter": short_name(by.name)}
    emit(session, MessageRequested(key=str(new_id()), person_id=account.id, template="invitation", data=data))


def _remember(session: Session, account: Account, role: Role, site_id: UUID | None, by: UUID | None) -> None:
    """One open invitation per role and site; for somebody who is here already there is nothing to accept."""
    same = (Invitation.account_id == account.id, Invitation.role == role, Invitation.accepted_at.is_(None))
    session.execute(delete(Invitation).where(*same, Invitation.site_id.is_not_distinct_from(site_id)))
    now = clock.now()
    made = Invitation(account_id=account.id, role=role, site_id=site_id, invited_by=by, at=now, expires_at=now + LASTS)
    made.accepted_at = None if account.waiting else now
    session.add(made)
    session.flush()


def _site(session: Session, site_id: UUID | None) -> KnownSite | None:
    if site_id is None:
        return None
    site = session.get(KnownSite, site_id)
    if site is None:
        raise NotFound(_("Diesen Standort gibt es nicht (mehr)."))
    if not site.active:
        raise Conflict("site_inactive", _("Dieser Standort ist nicht mehr in Betrieb."))
    return site
