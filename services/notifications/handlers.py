"""Events in: addresses, and requests for mail."""

from sqlalchemy.orm import Session

from services.notifications import actions, queries, service
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved


@service.on(RecipientChanged)
def remember_recipient(event: RecipientChanged, session: Session) -> None:
    """An address is new or another."""
    actions.remember_recipient(session, event)


@service.on(RecipientRemoved)
def forget_recipient(event: RecipientRemoved, session: Session) -> None:
    """A person is gone."""
    actions.forget_recipient(session, event.person_id, event.revision)


@service.on(MessageRequested)
def request_message(event: MessageRequested, session: Session) -> None:
    """Somebody is to be written to."""
    actions.request_message(session, event.key, event.person_id, event.template, event.data)


@service.resync
def tell_tasks(session: Session) -> None:
    """What the work list should know, once more."""
    for message in queries.told_to_the_work_list(session):
        actions.tell_task(session, message, changed=False)
