"""Events in: needs, sites and matches of our volunteers are kept; a match may release or take back a contact."""

from sqlalchemy.orm import Session

from services.volunteers import actions, service
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.matching import MatchChanged, MatchRemoved
from shared.contracts.notifications import PauseWished


@service.on(NeedChanged)
def remember_need(event: NeedChanged, session: Session) -> None:
    actions.remember_need(session, event)


@service.on(NeedRemoved)
def forget_need(event: NeedRemoved, session: Session) -> None:
    actions.forget_need(session, event)


@service.on(SiteChanged)
def remember_site(event: SiteChanged, session: Session) -> None:
    actions.remember_site(session, event)


@service.on(MatchChanged)
def remember_match(event: MatchChanged, session: Session) -> None:
    actions.remember_match(session, event)


@service.on(MatchRemoved)
def forget_match(event: MatchRemoved, session: Session) -> None:
    actions.forget_match(session, event)


@service.on(PauseWished)
def pause_as_wished(event: PauseWished, session: Session) -> None:
    actions.pause_as_wished(session, event.person_id)
