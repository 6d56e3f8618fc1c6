"""One volunteer beside a need: what we know of her offer, what she was asked, and who is found by a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.matching.models import KnownNeed, KnownOffer, Match
from shared import clock
from shared.contracts.volunteers import VolunteerState

MOST_FOUND = 20
MOST_MATCHES = 12
MOST_WAITING = 10
LONG = timedelta(days=14)


@dataclass(frozen=True)
class Person:
    """An offer and the latest of what its volunteer was asked, each with its need as far as that is still known."""

    offer: KnownOffer
    matches: Sequence[tuple[Match, KnownNeed | None]]


@dataclass(frozen=True)
class Unasked:
    """Who has been ready for two weeks and was never asked: those who have waited longest, and how many there are."""

    offers: Sequence[KnownOffer]
    total: int


def person(session: Session, offer_id: UUID) -> Person | None:
    """Somebody by her offer, or None."""
    offer = session.get(KnownOffer, offer_id)
    if offer is None:
        return None
    rows = select(Match, KnownNeed).outerjoin(KnownNeed, KnownNeed.id == Match.need_id)
    rows = rows.where(Match.volunteer_id == offer.volunteer_id).order_by(Match.proposed_at.desc(), Match.id.desc())
    return Person(offer, [(match, need) for match, need in session.execute(rows.limit(MOST_MATCHES))])


def named(session: Session, text: str) -> Sequence[UUID]:
    """The offers of at most 20 people with this in their names."""
    found = select(KnownOffer.id).where(KnownOffer.name.icontains(text, autoescape=True))
    return session.scalars(found.order_by(KnownOffer.name, KnownOffer.id).limit(MOST_FOUND)).all()


def unasked(session: Session) -> Unasked:
    """Who should be thought of: whoever offers help and hears nothing goes away."""
    asked = select(Match.id).where(Match.offer_id == KnownOffer.id)
    long_ready = KnownOffer.ready_since <= clock.today() - LONG
    which = (KnownOffer.state == VolunteerState.READY, long_ready, ~asked.exists())
    rows = select(KnownOffer).where(*which).order_by(KnownOffer.ready_since, KnownOffer.id).limit(MOST_WAITING)
    total = session.scalars(select(func.count()).select_from(KnownOffer).where(*which)).one()
    return Unasked(session.scalars(rows).all(), total)


def names(session: Session, offer_ids: Sequence[UUID]) -> Sequence[str]:
    """What the people behind some offers are called."""
    return session.scalars(select(KnownOffer.name).where(KnownOffer.id.in_(offer_ids)).order_by(KnownOffer.name)).all()
