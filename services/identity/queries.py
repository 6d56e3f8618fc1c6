"""All that is read of accounts, members, invitations, sign-ins and links."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ScalarResult, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session

from services.identity import reset_links
from services.identity.models import Account, Invitation, Kind, KnownSite, Membership, SignIn, UsedLink, Via
from shared import clock
from shared.auth import INCLUDES, Role
from shared.db import office_of
from shared.errors import NotFound
from shared.i18n import _
from shared.links import SignedLink

PAGE_SIZE = 50
SIGN_INS_SHOWN = 30


def plain(email: str | None) -> str | None:
    """An address as it is kept and compared."""
    return email.strip().lower() if email else None


# --- accounts ---


def account(session: Session, account_id: UUID) -> Account:
    """An account, a volunteer's included. Raises `NotFound`."""
    found = session.get(Account, account_id)
    if found is None:
        raise NotFound(_("Dieses Konto gibt es nicht (mehr)."))
    return found


def own_account(session: Session, account_id: UUID) -> Account:
    """An account that is looked after here, so no volunteer's. Raises `NotFound`."""
    found = account(session, account_id)
    if found.kind is not Kind.ACCOUNT:
        raise NotFound(_("Die Angaben von Freiwilligen ändert man auf deren eigener Seite."))
    return found


def own_account_by_email(session: Session, email: str | None) -> Account | None:
    """The account with an address; never a volunteer's."""
    return session.scalar(select(Account).where(Account.kind == Kind.ACCOUNT, Account.email == plain(email)))


def account_by_email(session: Session, email: str) -> Account | None:
    """The account with an address, or else a volunteer's."""
    found = select(Account).where(Account.email == plain(email))
    return session.scalar(found.order_by(Account.kind, Account.id).limit(1))


def account_by_id_or_email(session: Session, text: str, role: Role) -> Account | None:
    """Whom a command means: somebody active with a role, or one that includes it, named by id or by address."""
    try:
        named = Account.id == UUID(text)
    except ValueError:
        named = Account.email == plain(text)
    found = session.scalars(select(Account).where(named, Account.active).order_by(Account.id))
    fitting = {role, *(wider for wider, narrower in INCLUDES.items() if role in narrower)}
    return next((one for one in found if fitting & set(one.roles)), None)


def has_administrator(session: Session) -> bool:
    """Whether anybody can administer this office."""
    return any(account.active for account in session.scalars(administrators()))


def volunteers_with(session: Session, email: str) -> Sequence[Account]:
    """The volunteers who read mail at an address."""
    theirs = (Account.kind == Kind.VOLUNTEER, Account.email == plain(email), Account.active)
    return session.scalars(select(Account).where(*theirs).order_by(Account.id).limit(5)).all()


def every_account(session: Session) -> Iterator[Account]:
    """All accounts, volunteers' included, a few hundred at a time."""
    yield from session.scalars(select(Account).order_by(Account.id).execution_options(yield_per=500))


def administrators() -> Select[Account]:
    """The accounts with the role administrator, in an order in which they can be held."""
    has_role = cast(Account.roles, String).contains(f'"{Role.ADMINISTRATOR}"')
    return select(Account).where(Account.kind == Kind.ACCOUNT, has_role).order_by(Account.id)


@dataclass(frozen=True)
class People:
    """One page of the accounts, and how many pages there are."""

    accounts: Sequence[Account]
    page: int
    pages: int


def people(session: Session, text: str = "", page: int = 1) -> People:
    """Accounts by name; `text` is part of a name or an address."""
    wanted = select(Account).where(Account.kind == Kind.ACCOUNT)
    if text:
        parts = [column.icontains(text, autoescape=True) for column in (Account.name, Account.email)]
        wanted = wanted.where(or_(*parts))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = wanted.order_by(func.lower(Account.name), Account.id).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return People(session.scalars(rows).all(), page, pages)


# --- sites ---


def site(session: Session, site_id: UUID) -> KnownSite:
    """A site as accommodation told it. Raises `NotFound`."""
    found = session.get(KnownSite, site_id)
    if found is None:
        raise NotFound(_("Diesen Standort gibt es nicht (mehr)."))
    return found


def sites(session: Session, accounts: Iterable[Account]) -> Mapping[UUID, KnownSite]:
    """The sites some accounts belong to, by id; one that we were not told of is missing."""
    ids = {site_id for one in accounts for site_id in one.site_ids}
    return {one.id: one for one in session.scalars(select(KnownSite).where(KnownSite.id.in_(ids)))}


def members(session: Session, site_id: UUID) -> Sequence[Account]:
    """Who belongs to a site, invited ones included."""
    theirs = select(Account).join(Membership).where(Membership.site_id == site_id)
    return session.scalars(theirs.order_by(func.lower(Account.name), Account.id)).all()


# --- invitations ---


def open_invitations(session: Session, account_id: UUID) -> Sequence[Invitation]:
    """What somebody may still accept."""
    unanswered = (Invitation.account_id == account_id, Invitation.accepted_at.is_(None))
    return session.scalars(select(Invitation).where(*unanswered, Invitation.expires_at > clock.now())).all()


def latest_invitation(session: Session, account_id: UUID, site_id: UUID | None = None) -> Invitation | None:
    """The invitation somebody got last, at all or to one site."""
    theirs = select(Invitation).where(Invitation.account_id == account_id)
    if site_id is not None:
        theirs = theirs.where(Invitation.site_id == site_id)
    return session.scalar(theirs.order_by(Invitation.at.desc(), Invitation.id.desc()).limit(1))


def latest_invitations(session: Session, account_ids: Iterable[UUID]) -> Mapping[UUID, Invitation]:
    """For each of some accounts the invitation it got last."""
    theirs = select(Invitation).where(Invitation.account_id.in_(list(account_ids)))
    return {one.account_id: one for one in session.scalars(theirs.order_by(Invitation.at, Invitation.id))}


# --- sign-ins ---


def live_sign_ins(session: Session, account_id: UUID) -> ScalarResult[SignIn]:
    """Where an account is signed in, the newest first."""
    living = (SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.expires_at > clock.now())
    return session.scalars(select(SignIn).where(*living).order_by(SignIn.started_at.desc(), SignIn.id.desc()))


def program_tokens(session: Session) -> Sequence[tuple[SignIn, str | None]]:
    """The tokens of programs that are good now, each with the address of the person it speaks for; the newest first."""
    programs = (SignIn.via == Via.API, SignIn.ended_at.is_(None), SignIn.expires_at > clock.now())
    found = select(SignIn, Account.email).outerjoin(Account, Account.id == SignIn.account_id).where(*programs)
    return [(row, email) for row, email in session.execute(found.order_by(SignIn.id.desc()))]


# --- links from mails ---


def why_dead(session: Session, link: SignedLink) -> str | None:
    """Why a link that was rightly made leads nowhere now: used, expired, replaced or withdrawn; None if it leads on."""
    if session.get(UsedLink, link.id) is not None:
        return "used"
    return why_not_for(session, link, session.get(Account, link.subject))


def why_not_for(session: Session, link: SignedLink, owner: Account | None) -> str | None:
    """Why an account has no use for a link; None if it has."""
    return "withdrawn" if owner is None else USES[link.purpose](session, link, owner)


def _may_enter(session: Session, link: SignedLink, owner: Account) -> str | None:
    return None if owner.active else "withdrawn"


def _may_choose_password(session: Session, link: SignedLink, owner: Account) -> str | None:
    """Once the password or the address is another, every link from before is dead: a stranger may hold one of them."""
    if not owner.active or owner.kind is not Kind.ACCOUNT:
        return "withdrawn"
    return None if reset_links.still_fits(office_of(session).keys, link.id, owner) else "replaced"


def _may_join(session: Session, link: SignedLink, owner: Account) -> str | None:
    if not owner.waiting:
        return "used"
    return None if open_invitations(session, owner.id) else "expired"


USES: Mapping[str, Callable[[Session, SignedLink, Account], str | None]] = {
    "enter": _may_enter,
    "new_password": _may_choose_password,
    "invitation": _may_join,
}
"""For each purpose of a link: who can use it, and what is said to the others."""
