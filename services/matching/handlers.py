"""Events in, one action each. Order is not promised; the copies' revisions settle it."""

from sqlalchemy.orm import Session

from services.matching import actions, service
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.journal import FollowUpChanged, FollowUpRemoved
from shared.contracts.tasks import TaskChanged
from shared.contracts.volunteers import OfferChanged, OfferRemoved


@service.on(OfferChanged)
def remember_offer(event: OfferChanged, session: Session) -> None:
    actions.remember_offer(session, event)


@service.on(OfferRemoved)
def forget_offer(event: OfferRemoved, session: Session) -> None:
    actions.forget_offer(session, event)


@service.on(NeedChanged)
def remember_need(event: NeedChanged, session: Session) -> None:
    actions.remember_need(session, event)


@service.on(NeedRemoved)
def forget_need(event: NeedRemoved, session: Session) -> None:
    actions.forget_need(session, event)


@service.on(SiteChanged)
def remember_site(event: SiteChanged, session: Session) -> None:
    actions.remember_site(session, event)


@service.on(TaskChanged)
def remember_task(event: TaskChanged, session: Session) -> None:
    actions.remember_task(session, event)


@service.on(FollowUpChanged)
def remember_follow_up(event: FollowUpChanged, session: Session) -> None:
    actions.remember_follow_up(session, event)


@service.on(FollowUpRemoved)
def forget_follow_up(event: FollowUpRemoved, session: Session) -> None:
    actions.forget_follow_up(session, event)


@service.resync
def tell_all_matches(session: Session) -> None:
    actions.tell_all(session)
