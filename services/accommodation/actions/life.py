"""The life of a need as people and time move it; its matches move it in `news`.

Every move is one of `models.MOVES`, or a `Conflict`; every move leaves a line in the history.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.accommodation.actions.tasks import tell_missed, tell_task
from services.accommodation.actions.telling import say_released, tell, tell_gone, tell_poster_gone
from services.accommodation.models import (
    CANCELLED,
    DONE,
    DRAFT,
    EXPIRED,
    LIVING,
    MOVES,
    NEED_JOURNAL,
    OPEN,
    PROPOSED,
    Actor,
    ConfirmationMail,
    KnownContact,
    KnownMatch,
    Move,
    Need,
    NeedCause,
    Poster,
)
from services.accommodation.words import NEED_STATES
from shared import clock, due
from shared.auth import Who
from shared.contracts.accommodation import NeedState
from shared.contracts.words import Timing
from shared.errors import Conflict, NotFound
from shared.i18n import _
from shared.ids import new_id

KEEP_ENDED = timedelta(days=2 * 365)
"""How long an ended need is kept: as long as a volunteer's file after the last assignment."""

CANCELLED_BY = {
    Actor.SITE: NeedCause.CANCELLED_BY_SITE,
    Actor.OFFICE: NeedCause.CANCELLED_BY_OFFICE,
    Actor.POSTER: NeedCause.CANCELLED_BY_POSTER,
}


def cancel_need(session: Session, need_id: UUID, by: Who | None, reason: str = "") -> Need:
    """Take a need back; `by` None is its poster with a signed link. Cancelling a draft is rejecting it, for the office.

    The reason stays here: it may name people. Raises `NotFound`, `Conflict`.
    """
    need = need_to_change(session, need_id)
    actor = actor_of(by)
    rejected = need.state is DRAFT and actor is Actor.OFFICE
    cause = NeedCause.NOT_RELEASED if rejected else CANCELLED_BY[actor]
    move(session, need, CANCELLED, actor, by, cause=cause, reason=reason)
    return need


def finish_need(session: Session, need_id: UUID, by: Who, reason: str = "") -> Need:
    """Mark a need as done: somebody came. Raises `NotFound`; `Conflict` also when nobody was ever found for it."""
    need = need_to_change(session, need_id)
    if need.state in LIVING and not need.filled:
        raise Conflict("nobody_came", _("Für diese Anfrage wurde noch niemand gefunden. Sie können sie zurückziehen."))
    move(session, need, DONE, actor_of(by), by, reason=reason)
    return need


def nobody_came(session: Session, need_id: UUID, by: Who, reason: str = "") -> Need:
    """Somebody was to come and did not: the office finds out why. Twice is once.

    Raises `NotFound`; `Conflict` where nobody was to come yet.
    """
    need = need_to_change(session, need_id)
    if not need.can_be_finished:
        raise Conflict("nobody_expected", _("Für diese Anfrage wurde noch niemand erwartet."))
    if not need.was_missed:
        _because(session, need, NeedCause.NOBODY_CAME, NeedCause.NOBODY_CAME, by, reason)
    return need


def clarify(session: Session, need_id: UUID, by: Who, reason: str = "") -> Need:
    """The office knows why nobody came, and the need goes on. Twice is once. Raises `NotFound`."""
    need = need_to_change(session, need_id)
    if need.was_missed:
        _because(session, need, None, NeedCause.CLARIFIED, by, reason)
    return need


def confirm_need(session: Session, need_id: UUID, by: Who | None) -> Need:
    """The poster says by link (`by` None), or on the telephone, that the need is theirs. Twice is once.

    Raises `NotFound`; `Conflict` when it has ended meanwhile.
    """
    need = need_to_change(session, need_id)
    if need.confirmed_at is None:
        if need.state is not DRAFT:
            raise Conflict("forbidden_move", _("Diese Anfrage ist %(state)s.", state=NEED_STATES[need.state]))
        need.confirmed_at = clock.now()
        note(session, need, need.state, actor_of(by), by, cause=NeedCause.CONFIRMED)
        tell(session, need)
        tell_task(session, need)
    return need


def release_need(session: Session, need_id: UUID, by: Who, reason: str = "") -> Need:
    """Let a confirmed need without an account go out to matching. Raises `NotFound`, `Conflict`."""
    need = need_to_change(session, need_id)
    if need.state is DRAFT and need.confirmed_at is None:
        raise Conflict("unconfirmed", _("Diese Anfrage ist noch nicht bestätigt."))
    if need.state is not DRAFT:
        raise Conflict("forbidden_move", _("Diese Anfrage ist %(state)s.", state=NEED_STATES[need.state]))
    need.released_at = clock.now()
    move(session, need, OPEN, Actor.OFFICE, by, reason=reason)
    say_released(session, need)
    return need


def expire_in_time(session: Session, need: Need) -> None:
    """Have the end of a need's time looked at: soon, if that has passed already."""
    if need.over_at is None:
        due.cancel(session, "expire_need", need.id)
    else:
        due.schedule(session, "expire_need", need.id, need.over_at)


def end_of_time(session: Session, need_id: UUID) -> None:
    """A need's time has come: nobody was found, it expires; some came, it is done. A filled one waits for the site.

    At the moment of a one-off need that is partly filled the help only begins, so that one is looked at after the day.
    """
    need = session.get(Need, need_id, with_for_update=True)
    if need is None or need.state not in (DRAFT, OPEN, PROPOSED):
        return
    if not need.filled:
        move(session, need, EXPIRED, Actor.TIME, None, cause=NeedCause.TIME_OVER)
    elif need.timing is Timing.ONCE and need.once_at and clock.local(need.once_at).date() >= clock.today():
        due.schedule(session, "expire_need", need.id, clock.end_of(clock.local(need.once_at).date()))
    else:
        move(session, need, DONE, Actor.TIME, None, cause=NeedCause.TIME_OVER)


def end_unconfirmed(session: Session, need_id: UUID) -> None:
    """Nobody confirmed that this need is theirs: it expires, and the address somebody typed is forgotten."""
    need = session.get(Need, need_id, with_for_update=True)
    if need is None or need.state is not DRAFT or need.confirmed_at is not None:
        return
    move(session, need, EXPIRED, Actor.TIME, None, cause=NeedCause.NOT_CONFIRMED)
    _forget_poster(session, need)


def forget_need(session: Session, need_id: UUID) -> None:
    """Its time of keeping is over: remove a need and all that was kept about it."""
    need = session.get(Need, need_id, with_for_update=True)
    if need is None or need.state in LIVING:
        return
    tell_gone(session, need)
    _forget_poster(session, need)
    for entry in NEED_JOURNAL.entries(session, need.id):
        NEED_JOURNAL.remove_entry(session, need.id, entry.id)
    for table in (Move, KnownMatch, KnownContact):
        session.execute(delete(table).where(table.need_id == need.id))
    session.delete(need)


def need_to_change(session: Session, need_id: UUID) -> Need:
    """A need, its row held until this transaction ends. Raises `NotFound`."""
    need = session.get(Need, need_id, with_for_update=True)
    if need is None:
        raise NotFound(_("Diese Anfrage gibt es nicht."))
    return need


def move(
    session: Session,
    need: Need,
    goal: NeedState,
    actor: Actor,
    by: Who | None,
    *,
    cause: str | None = None,
    reason: str = "",
) -> None:
    """Bring a need to another state, write it down and tell it. Raises `Conflict` when no move leads there."""
    if not MOVES.allows(need.state, goal):
        raise Conflict("forbidden_move", _("Diese Anfrage ist %(state)s.", state=NEED_STATES[need.state]))
    waited, missed = need.waits_for_release, need.was_missed
    before, need.state, need.cause = need.state, goal, cause
    note(session, need, before, actor, by, cause=cause, reason=reason)
    if goal not in LIVING:
        need.ended_at = clock.now()
        due.cancel(session, "expire_need", need.id)
        due.schedule(session, "forget_need", need.id, need.ended_at + KEEP_ENDED)
    tell(session, need)
    if waited:
        tell_task(session, need)
    if missed:
        tell_missed(session, need)


def note(
    session: Session,
    need: Need,
    before: NeedState | None,
    actor: Actor,
    by: Who | None,
    *,
    cause: str | None = None,
    reason: str = "",
) -> None:
    """A line in the history: what is now, what was before, and who did it.

    Releasing and rejecting drafts, and finding out why nobody came, is the office's own work; all else it does in the
    place of a site or poster.
    """
    own_work = (before is DRAFT and need.state is not DRAFT) or cause == NeedCause.CLARIFIED
    session.add(
        Move(
            id=new_id(),
            need_id=need.id,
            at=clock.now(),
            actor=actor,
            by=by.id if by else None,
            on_behalf=actor is Actor.OFFICE and not own_work,
            from_state=before,
            to_state=need.state,
            cause=cause,
            reason=reason,
        )
    )


def actor_of(by: Who | None) -> Actor:
    """As what somebody acts; None is a poster with a signed link."""
    if by is None:
        return Actor.POSTER
    return Actor.OFFICE if by.office else Actor.SITE


def _because(session: Session, need: Need, cause: NeedCause | None, what: NeedCause, by: Who, reason: str) -> None:
    """A need stays as it is, but something is to be known about it."""
    need.cause = cause
    note(session, need, need.state, actor_of(by), by, cause=what, reason=reason)
    tell(session, need)
    tell_missed(session, need)


def _forget_poster(session: Session, need: Need) -> None:
    session.execute(delete(ConfirmationMail).where(ConfirmationMail.need_id == need.id))
    if need.poster_id and (poster := session.get(Poster, need.poster_id)):
        tell_poster_gone(session, poster)
        session.delete(poster)
