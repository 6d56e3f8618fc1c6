"""Signing in and out. A sign-in is a row here and a signed token in the browser; ended here, it counts nowhere."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.identity import queries
from services.identity.actions.attempts import count_mail
from services.identity.actions.dead_links import DeadLink, use_link
from services.identity.actions.telling import tell
from services.identity.models import Account, Kind, SignIn, Via
from shared import clock
from shared.accounts import remember_end
from shared.auth import Role, sign_in_token
from shared.contracts.identity import SessionEnded
from shared.contracts.notifications import MessageRequested
from shared.errors import NotFound, NotPossible
from shared.i18n import _
from shared.ids import new_id
from shared.keys import Keys
from shared.links import SignedLink
from shared.outbox import emit

LASTS = {Kind.ACCOUNT: timedelta(hours=12), Kind.VOLUNTEER: timedelta(days=30)}
"""The absolute limit: a working day on a shared PC, a month on one's own phone."""
LONGEST = timedelta(days=3650)
"""No token is valid longer than this."""


def sign_in(session: Session, account: Account, via: Via, sign_in_id: UUID | None = None) -> SignIn:
    """Somebody is in, until the absolute limit. Raises `Conflict` when the account is closed."""
    if not account.active:
        told = _("Dieses Konto ist geschlossen. Bitte fragen Sie bei der Fachstelle nach.")
        raise NotPossible("account_closed", told)
    now = clock.now()
    made = SignIn(id=sign_in_id or new_id(), account_id=account.id, via=via, started_at=now)
    made.expires_at = now + LASTS[account.kind]
    session.add(made)
    session.flush()
    _is_here(session, account)
    return made


def _is_here(session: Session, account: Account) -> None:
    """From the first sign-in on the others have to know an account; before, it is none of their business."""
    if account.waiting:
        account.joined_at = clock.now()
        tell(session, account)


def token_of(session: Session, keys: Keys, made: SignIn) -> str:
    """The signed token of a sign-in, for the cookie."""
    account = session.get_one(Account, made.account_id)
    roles = [Role(role) for role in account.roles]
    lasts = made.expires_at - clock.now()
    return sign_in_token(
        keys, account.id, account.name, roles, account.site_ids, lasts, made.id, language=account.language
    )


def request_link(session: Session, email: str, place: str) -> None:
    """Mail a link to the volunteers with this address, if there are any; nobody learns whether. Raises `TooMany`."""
    if not count_mail(session, email, place):
        return
    for account in queries.volunteers_with(session, email):
        emit(session, MessageRequested(key=str(new_id()), person_id=account.id, template="sign_in_link", data={}))


def enter(session: Session, link: SignedLink, form_id: str) -> SignIn:
    """Use a mailed link to sign in. Raises `DeadLink`."""
    used = use_link(session, link, form_id)
    if before := session.get(SignIn, used.sign_in_id):
        return before
    account = session.get(Account, link.subject)
    if problem := queries.why_not_for(session, link, account):
        raise DeadLink(link.purpose, problem)
    assert account is not None
    return sign_in(session, account, Via.LINK, used.sign_in_id)


def sign_out(session: Session, session_id: UUID) -> None:
    """This sign-in counts no more, here at once and elsewhere as soon as they hear of it."""
    now = clock.now()
    row = session.get(SignIn, session_id)
    ended = SessionEnded(session_id=session_id, ended_at=now, expires_at=row.expires_at if row else now + LONGEST)
    if row is not None:
        row.ended_at = now
    emit(session, ended)
    remember_end(ended, session)


def end_own(session: Session, account_id: UUID, session_id: UUID) -> None:
    """Somebody ends a sign-in of their own. Raises `NotFound` for another's."""
    row = session.get(SignIn, session_id)
    if row is None or row.account_id != account_id:
        raise NotFound(_("Diese Anmeldung gibt es nicht (mehr)."))
    if row.ended_at is None:
        sign_out(session, row.id)


def end_others(session: Session, account_id: UUID, here: UUID) -> None:
    """Somebody ends all sign-ins of their own but this one; programs with a token go on working."""
    for row in queries.live_sign_ins(session, account_id):
        if row.id != here and row.via is not Via.API:
            sign_out(session, row.id)


def end_all(session: Session, account_id: UUID, but: UUID | None = None) -> None:
    """End every sign-in of an account, perhaps but one."""
    for row in queries.live_sign_ins(session, account_id):
        if row.id != but:
            sign_out(session, row.id)


def issue_api_token(
    session: Session,
    keys: Keys,
    role: Role,
    person_id: UUID | None,
    site_ids: Iterable[UUID],
    name: str,
    lasts: timedelta,
) -> str:
    """A token for a program, which speaks for a person or for nobody in particular. It is a row, so it can be ended."""
    now = clock.now()
    made = SignIn(account_id=person_id or new_id(), via=Via.API, label=name, started_at=now, expires_at=now + lasts)
    session.add(made)
    session.flush()
    if person_id and (account := session.get(Account, person_id)):
        _is_here(session, account)
    return sign_in_token(keys, made.account_id, name, [role], site_ids, lasts, made.id, program=True)
