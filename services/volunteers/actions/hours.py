"""Hours at work: logged for an assignment by the volunteer, or by the office for her."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.volunteers.actions.moving import keep_move
from services.volunteers.actions.telling import locked, tell
from services.volunteers.models import HoursEntry, KnownMatch
from shared import clock
from shared.auth import Who
from shared.contracts.matching import CONTACT_STATES
from shared.contracts.volunteers import HoursLogged
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.i18n import _
from shared.ids import new_id
from shared.outbox import emit

DAY_MINUTES = 16 * 60
OLDEST = timedelta(days=400)  # anything older is a slip in the year


def log_hours(
    session: Session,
    match_id: UUID,
    day: date,
    minutes: int,
    by: Who,
    *,
    note: str = "",
    volunteer_id: UUID | None = None,
) -> HoursEntry:
    """Somebody was at work; `volunteer_id` says whose assignment it has to be.

    Raises `Conflict` for an assignment that is not hers or was never agreed, `Invalid` for a day that cannot be.
    """
    match = _assignment(session, match_id, volunteer_id)
    volunteer = locked(session, match.volunteer_id)
    _check_day(session, volunteer.id, day, minutes)
    entry = HoursEntry(
        id=new_id(),
        volunteer_id=volunteer.id,
        match_id=match.id,
        need_id=match.need_id,
        day=day,
        minutes=minutes,
        note=note,
        logged_at=clock.now(),
        entered_by=by.id if by.id != volunteer.id else None,
    )
    session.add(entry)
    _tell_hours(session, entry, entry.id, minutes)
    tell(session, volunteer)
    return entry


def take_hours_back(session: Session, volunteer_id: UUID, entry_id: UUID, by: Who) -> None:
    """An entry was a slip. She may take back what was entered today, the office anything.

    Facts cannot be unsaid: a second one with the minutes below zero makes the sum right.
    """
    volunteer = locked(session, volunteer_id)
    entry = session.get(HoursEntry, entry_id)
    if entry is None or entry.volunteer_id != volunteer.id:
        raise NotFound
    if not may_take_back(entry, by):
        raise Forbidden(_("Ältere Einträge berichtigt die Fachstelle."))
    session.delete(entry)
    _tell_hours(session, entry, new_id(), -entry.minutes)
    if by.id != volunteer.id:
        keep_move(session, volunteer, "take_hours_back", volunteer.state, by)
    tell(session, volunteer)


def may_take_back(entry: HoursEntry, by: Who) -> bool:
    """Whether somebody may take an entry back."""
    return by.office or clock.local(entry.logged_at).date() == clock.today()


def _assignment(session: Session, match_id: UUID, volunteer_id: UUID | None) -> KnownMatch:
    match = session.get(KnownMatch, match_id)
    if match is None or volunteer_id not in (None, match.volunteer_id):
        raise Conflict("unknown_match", _("Diesen Einsatz kennen wir hier nicht."))
    if match.agreed_at is None and match.state not in CONTACT_STATES:
        raise Conflict("never_agreed", _("Dieser Einsatz wurde nie vereinbart."))
    return match


def _check_day(session: Session, volunteer_id: UUID, day: date, minutes: int) -> None:
    today = clock.today()
    if day > today:
        raise Invalid({"day": _("Dieser Tag liegt in der Zukunft.")})
    if day < today - OLDEST:
        raise Invalid({"day": _("Dieser Tag liegt weit zurück. Stimmt das Jahr?")})
    of_day = select(func.sum(HoursEntry.minutes)).where(HoursEntry.volunteer_id == volunteer_id, HoursEntry.day == day)
    if (session.scalar(of_day) or 0) + minutes > DAY_MINUTES:
        raise Invalid({"minutes": _("Das gibt zusammen mehr als 16 Stunden an einem Tag.")})


def _tell_hours(session: Session, entry: HoursEntry, fact_id: UUID, minutes: int) -> None:
    emit(
        session,
        HoursLogged(
            entry_id=fact_id,
            volunteer_id=entry.volunteer_id,
            match_id=entry.match_id,
            need_id=entry.need_id,
            day=entry.day,
            minutes=minutes,
            entered_by=entry.entered_by,
        ),
    )
