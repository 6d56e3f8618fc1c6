"""Events in: needs, sites and matches of our volunteers are kept; a match may release or take back a contact."""

from sqlalchemy.orm import Session

from services.volunteers import actions, service
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.matching import MatchChanged, MatchRemoved
from shared.contracts.notifications import PauseWished


@service.on(NeedChanged)
def remember_need(event: NeedChanged, session: Session) -> None:
    """A need as it stands now."""
    actions.remember_need(session, event)


@service.on(NeedRemoved)
def forget_need(event: NeedRemoved, session: Session) -> None:
    """A need is gone for good."""
    actions.forget_need(session, event)


@service.on(SiteChanged)
def remember_site(event: SiteChanged, session: Session) -> None:
    """A site as it stands now."""
    actions.remember_site(session, event)


@service.on(MatchChanged)
def remember_match(event: MatchChanged, session: Session) -> None:
    """Where a match stands now: the site gets the volunteer's contact once it is agreed, and loses it when it ends."""
    actions.remember_match(session, event)


@service.on(MatchRemoved)
def forget_match(event: MatchRemoved, session: Session) -> None:
    """A match is gone for good, and with it the contact the site had."""
    actions.forget_match(session, event)


@service.on(PauseWished)
def pause_as_wished(event: PauseWished, session: Session) -> None:
    """Somebody pressed «pause» in a mail."""
    actions.pause_as_wished(session, event.person_id)
