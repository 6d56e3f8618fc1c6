"""Events in: addresses, requests for mail, who is chosen, and what calendars show of assignments."""

from sqlalchemy.orm import Session

from services.notifications import actions, queries, service
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.matching import MatchChanged, MatchRemoved
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.volunteers import OfferChanged, OfferRemoved


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


@service.on(MatchChanged)
def remember_match(event: MatchChanged, session: Session) -> None:
    """Somebody was asked, chosen or agreed upon, or it ended."""
    actions.remember_match(session, event)


@service.on(MatchRemoved)
def forget_match(event: MatchRemoved, session: Session) -> None:
    """A match is gone."""
    actions.forget_match(session, event)


@service.on(NeedChanged)
def remember_need(event: NeedChanged, session: Session) -> None:
    """What, where and when."""
    actions.remember_need(session, event)


@service.on(NeedRemoved)
def forget_need(event: NeedRemoved, session: Session) -> None:
    """A need is gone."""
    actions.forget_need(session, event)


@service.on(SiteChanged)
def remember_site(event: SiteChanged, session: Session) -> None:
    """Where to go."""
    actions.remember_site(session, event)


@service.on(OfferChanged)
def remember_offer(event: OfferChanged, session: Session) -> None:
    """A volunteer may be asked, pauses, or has left."""
    actions.remember_offer(session, event)


@service.on(OfferRemoved)
def forget_offer(event: OfferRemoved, session: Session) -> None:
    """An offer is gone."""
    actions.forget_offer(session, event)


@service.resync
def tell_tasks(session: Session) -> None:
    """What the work list should know, once more."""
    for message in queries.told_to_the_work_list(session):
        actions.tell_task(session, message, changed=False)
