"""Passwords: chosen, changed, and chosen anew by a mailed link when they were forgotten."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.identity import passwords, queries
from services.identity.actions import sign_ins
from services.identity.actions.attempts import count_mail
from services.identity.actions.dead_links import DeadLink, use_link
from services.identity.models import Account, SignIn, Via
from services.identity.reset_links import new_link_id
from shared.contracts.notifications import MessageRequested
from shared.db import office_of
from shared.errors import Invalid
from shared.ids import new_id
from shared.links import SignedLink
from shared.outbox import emit


def set_password(account: Account, password: str) -> None:
    """Keep a new password. Raises `Invalid` with what is wrong with it."""
    if problem := passwords.what_is_wrong(password, account.email):
        raise Invalid({"password": problem})
    account.password_hash = passwords.hashed(password)


def change_password(session: Session, account_id: UUID, password: str, here: UUID) -> None:
    """A new password; every other sign-in of the account ends, since a stranger may be why it was changed."""
    account = session.get_one(Account, account_id, with_for_update=True)
    set_password(account, password)
    sign_ins.end_all(session, account.id, but=here)


def request_new_password(session: Session, email: str, place: str) -> None:
    """Mail a link, if there is such an account; nobody learns whether. Raises `TooMany`."""
    if not count_mail(session, email, place):
        return
    account = queries.own_account_by_email(session, email)
    if account is not None and account.active:
        data = {"link_id": str(new_link_id(office_of(session).keys, account))}
        emit(session, MessageRequested(key=str(new_id()), person_id=account.id, template="new_password", data=data))


def reset_password(session: Session, link: SignedLink, form_id: str, password: str) -> SignIn:
    """Use a mailed link to set a password; its owner is signed in, everybody else with this account is not any more."""
    used = use_link(session, link, form_id)
    if before := session.get(SignIn, used.sign_in_id):
        return before
    account = session.get(Account, link.subject, with_for_update=True)
    if problem := queries.why_not_for(session, link, account):
        raise DeadLink(link.purpose, problem)
    assert account is not None
    set_password(account, password)
    sign_ins.end_all(session, account.id)
    return sign_ins.sign_in(session, account, Via.NEW_PASSWORD, used.sign_in_id)
