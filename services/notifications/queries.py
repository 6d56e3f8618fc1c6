"""Reads: the kept mails, what became of every message, and what stands in a volunteer's calendar."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from services.notifications.appointments import TIMES, Appointment
from services.notifications.feeds import hashed
from services.notifications.models import (
    GONE,
    CalendarFeed,
    KnownMatch,
    KnownNeed,
    KnownOffer,
    KnownSite,
    Message,
    Recipient,
)
from shared.contracts.matching import HOLDS_A_PLACE, MatchState
from shared.contracts.notifications import DeliveryState
from shared.contracts.volunteers import VolunteerState

PER_PAGE = 50

address = func.coalesce(Message.sent_to, Recipient.email)
"""Where a message went, or would go now."""

TAKES_PLACE = frozenset({MatchState.AGREED, MatchState.ACTIVE})

NEWEST_FIRST = (Message.requested_at.desc(), Message.id.desc())


def kept_mails(session: Session, part_of_address: str, page: int) -> tuple[Sequence[Message], int]:
    """One page of the mailbox, newest first, and how many pages there are."""
    found = select(Message).where(Message.text.is_not(None))
    if part_of_address:
        found = found.where(func.lower(Message.sent_to).contains(part_of_address.lower(), autoescape=True))
    rows = session.scalars(_page(found.order_by(*NEWEST_FIRST), page)).all()
    return rows, _pages(session, found)


def kept_mail(session: Session, message_id: UUID) -> Message | None:
    """One mail of the mailbox."""
    message = session.get(Message, message_id)
    return message if message and message.text is not None else None


def deliveries(session: Session, state: DeliveryState | None, page: int) -> tuple[Sequence[Any], int]:
    """One page of all messages with their recipients, newest first, and how many pages there are."""
    found = select(Message, Recipient).outerjoin(Recipient, Recipient.id == Message.person_id)
    if state:
        found = found.where(Message.state == state)
    rows = session.execute(_page(found.order_by(*NEWEST_FIRST), page)).all()
    return rows, _pages(session, found)


def counts(session: Session) -> dict[DeliveryState, int]:
    """How many messages are in which state."""
    rows = session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
    return dict(rows)


def messages(session: Session, to: str | None, template: str | None, limit: int) -> Sequence[Any]:
    """Messages with the address they went to, newest first."""
    conditions: list[ColumnElement[bool]] = []
    if to:
        conditions.append(func.lower(address) == to.strip().lower())
    if template:
        conditions.append(Message.template == template)
    found = select(Message, address).outerjoin(Recipient, Recipient.id == Message.person_id)
    return session.execute(found.where(*conditions).order_by(*NEWEST_FIRST).limit(limit)).all()


def told_to_the_work_list(session: Session) -> Sequence[Message]:
    """Messages that failed at some time, so that the office has heard of them."""
    return session.scalars(select(Message).where(Message.revision > 0)).all()


def facts_of(need: KnownNeed) -> dict[str, Any]:
    """What letters and calendars say of a need."""
    return {name: getattr(need, name) for name in ("category", "bfs_nr", *TIMES)}


def calendar_of(session: Session, person_id: UUID) -> list[Appointment]:
    """The assignments of a volunteer that stand; one that pauses has no appointments."""
    stands = (KnownMatch.state.in_(TAKES_PLACE), KnownMatch.agreed_at.is_not(None))
    theirs = select(KnownMatch, KnownNeed, KnownSite).join(KnownNeed, KnownNeed.id == KnownMatch.need_id)
    rows = session.execute(
        theirs.outerjoin(KnownSite, KnownSite.id == KnownNeed.site_id)
        .where(KnownMatch.volunteer_id == person_id, *stands)
        .order_by(KnownMatch.id)
    )
    return [
        Appointment(
            match_id=match.id,
            facts=facts_of(need),
            address=site.address if site else "",
            agreed_at=match.agreed_at,
            changed_at=max(match.known_at, need.known_at),
        )
        for match, need, site in rows
    ]


def feed_of(session: Session, person_id: UUID) -> CalendarFeed | None:
    """Somebody's calendar feed, if it is switched on."""
    return session.get(CalendarFeed, person_id)


def feed_at(session: Session, token: str) -> CalendarFeed | None:
    """The feed with this secret in its address."""
    return session.scalar(select(CalendarFeed).where(CalendarFeed.token_hash == hashed(token)))


def standing(session: Session, person_id: UUID) -> VolunteerState | None:
    """How a volunteer stands at the office; None where we were told nothing of her."""
    return session.scalar(select(KnownOffer.state).where(KnownOffer.volunteer_id == person_id))


def takes_part(session: Session, person_id: UUID) -> bool:
    """Whether somebody may read a calendar here.

    Of whom we were told nothing (an upgrade brings no old news) a place she holds says it: who leaves loses every one.
    """
    state = standing(session, person_id)
    if state is not None:
        return state not in GONE
    place = select(KnownMatch.id).where(KnownMatch.volunteer_id == person_id, KnownMatch.state.in_(HOLDS_A_PLACE))
    return session.scalar(place.limit(1)) is not None


def language_of(session: Session, person_id: UUID) -> str | None:
    """In which language somebody is written to, if we know an address."""
    recipient = session.get(Recipient, person_id)
    return recipient.language if recipient else None


def _page(found: Any, page: int) -> Any:
    return found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)


def _pages(session: Session, found: Any) -> int:
    total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    return -(-total // PER_PAGE)
