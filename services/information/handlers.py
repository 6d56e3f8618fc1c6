"""Events in: needs as they come, change and go."""

from sqlalchemy.orm import Session

from services.information import actions, service
from shared.contracts.accommodation import NeedChanged, NeedRemoved


@service.on(NeedChanged)
def remember_need(event: NeedChanged, session: Session) -> None:
    """A need is new or another."""
    actions.remember_need(session, event)


@service.on(NeedRemoved)
def forget_need(event: NeedRemoved, session: Session) -> None:
    """A need is gone."""
    actions.forget_need(session, event.need_id, event.revision)
