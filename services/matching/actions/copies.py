"""What others told us, kept as copies; and what follows here when it is news.

What follows is decided by where our own matches stand, so that repeated and reordered news does nothing twice.
"""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlalchemy.orm import Session

from services.matching.actions.steps import Reason, locked, settle_places, walk
from services.matching.actions.telling import tell
from services.matching.models import (
    LIVING,
    MOVES,
    STILL_WANTED,
    KnownFollowUp,
    KnownNeed,
    KnownOffer,
    KnownSite,
    KnownTask,
    Match,
)
from shared.contracts.accommodation import NeedChanged, NeedRemoved, NeedState, SiteChanged
from shared.contracts.journal import FollowUpChanged, FollowUpRemoved
from shared.contracts.matching import HOLDS_A_PLACE, Cause, MatchRemoved, MatchState
from shared.contracts.tasks import TaskChanged
from shared.contracts.volunteers import OfferChanged, OfferRemoved, VolunteerState
from shared.copies import drop_copy, keep_copy
from shared.outbox import emit

GONE = {
    VolunteerState.PAUSED: frozenset({MatchState.PROPOSED}),
    VolunteerState.LEFT: LIVING,
    VolunteerState.BLOCKED: LIVING,
    VolunteerState.REJECTED: LIVING,
}
"""Which matches end when a volunteer's offer comes to a state: who pauses keeps the places she has."""


def remember_need(session: Session, event: NeedChanged) -> None:
    """A need changed. One that ended ends its matches; one with fewer places may have none left."""
    if not _keep(session, KnownNeed, event.need_id, event):
        return
    need = session.get_one(KnownNeed, event.need_id)
    if need.state in STILL_WANTED:
        settle_places(session, need)
    else:
        _end_matches(session, need.id, is_done=need.state is NeedState.DONE)


def forget_need(session: Session, event: NeedRemoved) -> None:
    """A need is gone for good. What was done for it stays in the volunteers' history."""
    if session.get(KnownNeed, event.need_id, with_for_update=True):
        _end_matches(session, event.need_id, is_done=False)
        session.flush()
    drop_copy(session, KnownNeed, event.need_id, event.revision)


def remember_offer(session: Session, event: OfferChanged) -> None:
    """An offer changed. Somebody who pauses is not asked any more; somebody who left has no place any more."""
    if not _keep(session, KnownOffer, event.offer_id, event):
        return
    ends = GONE.get(event.state, frozenset())
    for match in locked(session, Match.offer_id == event.offer_id, Match.state.in_(ends)):
        walk(session, match, [MatchState.WITHDRAWN], Reason(cause=Cause.VOLUNTEER_GONE))
    for match in locked(session, Match.offer_id == event.offer_id, Match.name != event.name):
        match.name = event.name
        tell(session, match)


def forget_offer(session: Session, event: OfferRemoved) -> None:
    """A person is erased: places she held are free again, and her matches go for good."""
    for match in locked(session, Match.offer_id == event.offer_id):
        if match.state in LIVING:
            walk(session, match, [MatchState.WITHDRAWN], Reason(cause=Cause.VOLUNTEER_GONE))
        _remove(session, match)
    drop_copy(session, KnownOffer, event.offer_id, event.revision)


def remember_site(session: Session, event: SiteChanged) -> None:
    """A site's name and place."""
    _keep(session, KnownSite, event.site_id, event)


def remember_task(session: Session, event: TaskChanged) -> None:
    """Work that somebody at the office is to do, or has done."""
    _keep(session, KnownTask, event.task_id, event)


def remember_follow_up(session: Session, event: FollowUpChanged) -> None:
    """Somebody wants to look at something again, or has."""
    _keep(session, KnownFollowUp, event.entry_id, event)


def forget_follow_up(session: Session, event: FollowUpRemoved) -> None:
    """The entry is gone for good."""
    drop_copy(session, KnownFollowUp, event.entry_id, event.revision)


def _keep(session: Session, model: Any, copy_id: UUID, event: Any) -> bool:
    """Copy what the table has columns for; lists and mappings as they travel."""
    columns = [column for column in model.__table__.c if column.name not in ("id", "revision")]
    travelled = event.schema.dump(asdict(event))
    values = {c.name: travelled[c.name] if isinstance(c.type, JSON) else getattr(event, c.name) for c in columns}
    return keep_copy(session, model, copy_id, event.revision, **values)


def _end_matches(session: Session, need_id: UUID, *, is_done: bool) -> None:
    """A need that is done closes what helped; everything else is withdrawn, and the volunteers are told."""
    for match in locked(session, Match.need_id == need_id, Match.state.in_(LIVING)):
        if is_done and match.state in HOLDS_A_PLACE:
            # Help that was never formally agreed was agreed all the same: it took place.
            way = MOVES.path(match.state, MatchState.CLOSED, {MatchState.AGREED})
            walk(session, match, way, Reason(cause=Cause.COMPLETED))
        else:
            walk(session, match, [MatchState.WITHDRAWN], Reason(cause=Cause.NEED_ENDED))


def _remove(session: Session, match: Match) -> None:
    emit(session, MatchRemoved(match_id=match.id, revision=match.revision + 1, volunteer_id=match.volunteer_id))
    session.delete(match)
    session.flush()
