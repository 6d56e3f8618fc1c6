"""Volunteers are asked for a need, one or several, with a deadline."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.matching.actions.steps import EXPIRE, Reason, remember_step
from services.matching.actions.telling import tell, write
from services.matching.models import STILL_WANTED, KnownNeed, KnownOffer, Match
from services.matching.queries.matches import places_left
from services.matching.queries.ranking import ranking_of
from services.matching.reasons import why_not
from shared import clock, due
from shared.auth import Who
from shared.contracts.matching import MatchState
from shared.errors import Conflict, Invalid
from shared.i18n import _
from shared.ids import new_id
from shared.region import Region
from shared.web import formats

MORNING, NIGHT = time(9), time(21)
"""No usual deadline runs out while people sleep."""


def propose(
    session: Session,
    region: Region,
    need_id: UUID,
    offer_ids: Iterable[UUID],
    answer_by: datetime | None,
    by: Who | None,
    message: str = "",
) -> list[Match]:
    """Ask some volunteers. Without `answer_by` the office's rules say until when.

    All or nobody: raises `Conflict` where the need wants nobody (any more) or a hard rule excludes one of them,
    `Invalid` where need or offers are not known here, or the deadline is past or after the moment it is about.
    """
    need = _wanted_need(session, need_id)
    answer_by = answer_by or usual_deadline(region, need)
    _check_deadline(need, answer_by)
    offers = _possible_offers(session, region, need, list(dict.fromkeys(offer_ids)))
    return [_ask(session, need, offer, answer_by, by, message) for offer in offers]


def usual_deadline(region: Region, need: KnownNeed) -> datetime:
    """When an answer is due by the office's rules: never at night, never later than the moment it is about."""
    now = clock.now()
    within_h: int = getattr(region.rules.answer_within_h, need.urgency)
    deadline = _by_day(now + timedelta(hours=within_h))
    return min(deadline, need.once_at) if need.once_at and need.once_at > now else deadline


def _by_day(moment: datetime) -> datetime:
    """The moment itself, or the next morning when it falls into the night."""
    local = clock.local(moment)
    if MORNING <= local.time() < NIGHT:
        return moment
    day = local.date() + timedelta(days=1 if local.time() >= NIGHT else 0)
    return clock.from_local(datetime.combine(day, MORNING))


def _check_deadline(need: KnownNeed, answer_by: datetime) -> None:
    if answer_by <= clock.now():
        raise Invalid({"answer_by": _("Bitte wählen Sie einen Zeitpunkt in der Zukunft.")})
    if need.once_at is not None and need.once_at > clock.now() and answer_by > need.once_at:
        latest = formats.datetime(need.once_at)
        raise Invalid(
            {"answer_by": _("Der Einsatz beginnt %(moment)s. Bis dann brauchen wir die Antwort.", moment=latest)}
        )


def _wanted_need(session: Session, need_id: UUID) -> KnownNeed:
    need = session.get(KnownNeed, need_id, with_for_update=True)
    if need is None:
        raise Invalid({"need_id": _("Diese Anfrage gibt es hier nicht.")})
    if need.state not in STILL_WANTED:
        raise Conflict("need_ended", _("Diese Anfrage ist abgeschlossen, es wird niemand mehr gesucht."))
    if places_left(session, need) <= 0:
        raise Conflict("need_filled", _("Für diese Anfrage sind alle Plätze besetzt."))
    return need


def _possible_offers(session: Session, region: Region, need: KnownNeed, offer_ids: list[UUID]) -> list[KnownOffer]:
    """The offers, locked so that nobody pauses meanwhile. Raises `Conflict` with the rule that excludes one."""
    rows = select(KnownOffer).where(KnownOffer.id.in_(offer_ids)).order_by(KnownOffer.id).with_for_update()
    known = {offer.id: offer for offer in session.scalars(rows)}
    if not offer_ids or len(known) < len(offer_ids):
        raise Invalid({"offer_ids": _("Bitte wählen Sie Angebote, die es hier gibt.")})
    for excluded in ranking_of(session, region, need, offer_ids).excluded:
        sentence = _("%(name)s: %(why)s", name=excluded.offer.name, why=why_not(excluded.rule))
        raise Conflict(excluded.rule.code, sentence)
    return [known[offer_id] for offer_id in offer_ids]


def _ask(
    session: Session, need: KnownNeed, offer: KnownOffer, answer_by: datetime, by: Who | None, message: str
) -> Match:
    now = clock.now()
    match = Match(
        id=new_id(),
        revision=0,
        state=MatchState.PROPOSED,
        since=now,
        need_id=need.id,
        offer_id=offer.id,
        volunteer_id=offer.volunteer_id,
        name=offer.name,
        answer_by=answer_by,
        message=message,
        proposed_at=now,
        proposed_by=by.id if by else None,
    )
    session.add(match)
    session.flush()
    remember_step(session, match, None, Reason(by=by.id if by else None), came_from=None)
    tell(session, match)
    write(session, match, "proposal", answer_by=answer_by.isoformat(), message=message, wish=need.wish)
    due.schedule(session, EXPIRE, match.id, answer_by)
    return match
