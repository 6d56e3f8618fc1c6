"""What we were told of matches; and which volunteers are written to because of it.

What follows is decided by our old copy and the new one, so that repeated and reordered news writes nothing twice.
Matching writes itself when it asks, when an assignment is agreed, and where somebody else takes one away. Here is
written what follows from where a match stands: the place is hers, she may come for a trial; and what otherwise only the
calendar would show: another time, and the end of something that still was to come.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.actions.messages import request_message
from services.notifications.appointments import lies_ahead, moments
from services.notifications.letters import LETTERS
from services.notifications.models import KnownMatch, KnownNeed, KnownSite, Recipient
from services.notifications.queries import facts_of
from shared import clock
from shared.contracts.accommodation import NeedChanged, NeedRemoved, NeedState, SiteChanged
from shared.contracts.matching import CONTACT_STATES, Cause, MatchChanged, MatchRemoved, MatchState
from shared.copies import drop_copy, keep_copy

GOES_ON = frozenset({NeedState.OPEN, NeedState.PROPOSED, NeedState.FILLED})
UNTOLD = frozenset({Cause.VOLUNTEER_WITHDREW, Cause.VOLUNTEER_GONE, Cause.DID_NOT_WORK, Cause.COMPLETED})
"""Ends of which matching writes nothing."""
BEFORE_AGREED = {MatchState.ACCEPTED: "chosen", MatchState.TRIAL: "trial"}
"""What a volunteer who holds a place hears until it is agreed. Steps taken at one click come as one piece of news, so
there is one letter for them, of the last."""
ASKED_LATELY = timedelta(days=1)
"""Longer than an inbox tries again of itself, so that the first we hear of a match may be that she is chosen."""
NEED_COLUMNS = ("category", "bfs_nr", "site_id", "timing", "once_at", "slots", "first", "last", "minutes")


def remember_match(session: Session, event: MatchChanged) -> None:
    """Somebody was asked, and where that stands now. Whoever holds a place, or loses it, is told what comes next."""
    known = session.get(KnownMatch, event.match_id)
    before = known.state if known else None
    values = {name: getattr(event, name) for name in ("state", "need_id", "volunteer_id", "agreed_at")}
    kept = keep_copy(session, KnownMatch, event.match_id, event.revision, **values, known_at=clock.now())
    if not kept or event.state is before:
        return
    if event.state in BEFORE_AGREED and (before or _is_new(event)):
        _say_chosen(session, event)
    elif before in CONTACT_STATES and event.state not in CONTACT_STATES and event.cause in UNTOLD:
        _say_ended(session, event)


def forget_match(session: Session, event: MatchRemoved) -> None:
    """A match is gone for good."""
    drop_copy(session, KnownMatch, event.match_id, event.revision)


def remember_need(session: Session, event: NeedChanged) -> None:
    """A need, as it is now; whoever comes for it is told when the time or the place is another."""
    known = session.get(KnownNeed, event.need_id)
    before = facts_of(known) if known else None
    values = {name: getattr(event, name) for name in NEED_COLUMNS}
    if not keep_copy(session, KnownNeed, event.need_id, event.revision, **values, known_at=clock.now()):
        return
    need = session.get_one(KnownNeed, event.need_id)
    if before is not None and before != facts_of(need) and event.state in GOES_ON:
        _say_changed(session, need, before)


def forget_need(session: Session, event: NeedRemoved) -> None:
    """A need is gone for good."""
    drop_copy(session, KnownNeed, event.need_id, event.revision)


def remember_site(session: Session, event: SiteChanged) -> None:
    """Where to go."""
    values = {name: getattr(event, name) for name in ("name", "street", "postcode", "town")}
    keep_copy(session, KnownSite, event.site_id, event.revision, **values)


def _is_new(event: MatchChanged) -> bool:
    """Whether a match we never heard of came to be just now. An older one is told again, to repair our copy."""
    return event.proposed_at > clock.now() - ASKED_LATELY


def _say_chosen(session: Session, event: MatchChanged) -> None:
    match, need = session.get_one(KnownMatch, event.match_id), session.get(KnownNeed, event.need_id)
    template = BEFORE_AGREED[event.state]
    _write(session, match, need, template, f"{template}:{match.id}")


def _say_changed(session: Session, need: KnownNeed, before: dict[str, Any]) -> None:
    theirs = select(KnownMatch).where(KnownMatch.need_id == need.id, KnownMatch.state.in_(CONTACT_STATES))
    for match in session.scalars(theirs.order_by(KnownMatch.id)):
        dated = match.agreed_at is not None and moments(before, match.agreed_at) is not None
        key = f"assignment_changed:{match.id}:{need.revision}"
        _write(session, match, need, "assignment_changed", key, was_dated=dated)


def _say_ended(session: Session, event: MatchChanged) -> None:
    match, need = session.get_one(KnownMatch, event.match_id), session.get(KnownNeed, event.need_id)
    if need is not None and lies_ahead(facts_of(need)):
        _write(session, match, need, "assignment_ended", f"assignment_ended:{match.id}")


def _write(session: Session, match: KnownMatch, need: KnownNeed | None, template: str, key: str, **more: Any) -> None:
    """Ask ourselves for a letter; of somebody erased meanwhile nothing is left to write to."""
    if session.get(Recipient, match.volunteer_id) is None:
        return
    facts = {name: value for name, value in facts_of(need).items() if value is not None} if need else {}
    told = facts | {"match_id": match.id, "need_id": match.need_id} | more
    request_message(session, key, match.volunteer_id, template, LETTERS[template].schema.dump(told))
