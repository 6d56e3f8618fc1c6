"""Tells the others of an account, and notes it for ourselves in the same moment, so that it counts here at once."""

from sqlalchemy.orm import Session

from services.identity.models import Account, Kind
from shared.accounts import remember_account
from shared.contracts.identity import AccountChanged
from shared.contracts.notifications import RecipientChanged, RecipientRemoved
from shared.outbox import emit


def tell(session: Session, account: Account) -> None:
    """The account has changed: everybody is to know."""
    session.flush()
    account.revision += 1
    announce(session, account)


def announce(session: Session, account: Account) -> None:
    """The account as it stands now. Somebody who is only invited is nobody's business but the mail's."""
    session.flush()
    if account.kind is Kind.ACCOUNT and account.email:
        emit(session, _recipient(account, account.email))
    if account.waiting:
        return
    changed = AccountChanged(
        account_id=account.id,
        revision=account.revision,
        active=account.active,
        name=account.name,
        roles=sorted(account.roles),
        site_ids=account.site_ids,
    )
    emit(session, changed)
    remember_account(changed, session)


def forget(session: Session, account: Account) -> None:
    """An account that nobody ever used goes, and with it the address."""
    emit(session, RecipientRemoved(person_id=account.id, revision=account.revision + 1))
    session.delete(account)
    session.flush()


def _recipient(account: Account, email: str) -> RecipientChanged:
    return RecipientChanged(
        person_id=account.id,
        revision=account.revision,
        email=email,
        language=account.language,
        name=account.name,
        kind=account.kind,
    )
