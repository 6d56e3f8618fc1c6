"""What this service tells of a volunteer, and the one counter that orders it.

`tell` raises the volunteer's revision and emits the offer; with `contact` also the address for mail and, to the sites
with an assignment, the contact. A sign-up that was never confirmed stays inside: only its address is told, so that it
can be written to.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers import queries
from services.volunteers.actions.tasks import refresh_tasks
from services.volunteers.models import KnownMatch, Volunteer
from shared.contracts.matching import CONTACT_STATES
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.contracts.volunteers import ContactReleased, ContactReleasedRemoved, OfferChanged
from shared.contracts.words import Clearance, Level, Slot
from shared.errors import NotFound
from shared.outbox import emit


def locked(session: Session, volunteer_id: UUID) -> Volunteer:
    """The volunteer's row, held until the transaction ends. Raises `NotFound`."""
    volunteer = session.get(Volunteer, volunteer_id, with_for_update=True)
    if volunteer is None:
        raise NotFound
    return volunteer


def tell(session: Session, volunteer: Volunteer, *, contact: bool = False) -> None:
    """Raise the revision and tell what stands now; `contact`: name, address or telephone are new."""
    volunteer.revision += 1
    session.flush()
    if contact:
        tell_recipient(session, volunteer)
        tell_contacts(session, volunteer)
    tell_offer(session, volunteer, queries.minutes_52_weeks(session, volunteer.id))
    refresh_tasks(session, volunteer)


def tell_offer(session: Session, volunteer: Volunteer, minutes: int) -> None:
    """The offer as it stands; nothing of somebody who never confirmed."""
    if volunteer.confirmed_at is None:
        return
    offer = volunteer.offer
    emit(
        session,
        OfferChanged(
            offer_id=offer.id,
            revision=volunteer.revision,
            volunteer_id=volunteer.id,
            state=volunteer.state,
            name=volunteer.short_name,
            categories=offer.categories,
            languages={code: Level(level) for code, level in offer.languages.items()},
            bfs_nr=volunteer.bfs_nr,
            travel_km=offer.travel_km,
            mobility=offer.mobility,
            slots=[Slot(slot) for slot in offer.slots],
            available_from=offer.available_from,
            away=offer.periods_away,
            hours_per_week=offer.hours_per_week,
            gender=volunteer.gender,
            clearances=[Clearance(kind=seen.kind, valid_until=seen.valid_until) for seen in volunteer.clearances],
            ready_since=volunteer.ready_since,
            minutes_52_weeks=minutes,
        ),
    )


def tell_recipient(session: Session, volunteer: Volunteer) -> None:
    """Where mail for this volunteer goes."""
    emit(
        session,
        RecipientChanged(
            person_id=volunteer.id,
            revision=volunteer.revision,
            email=volunteer.email,
            language=volunteer.language,
            name=volunteer.name,
            kind="volunteer",
        ),
    )


def tell_contacts(session: Session, volunteer: Volunteer) -> None:
    """The contact again, to every site that has it."""
    agreed = KnownMatch.state.in_(CONTACT_STATES)
    for match in session.scalars(select(KnownMatch).where(KnownMatch.volunteer_id == volunteer.id, agreed)):
        release_contact(session, volunteer, match)


def release_contact(session: Session, volunteer: Volunteer, match: KnownMatch) -> None:
    """Let the site of one match know how to reach the volunteer."""
    emit(
        session,
        ContactReleased(
            match_id=match.id,
            revision=volunteer.revision,
            need_id=match.need_id,
            volunteer_id=volunteer.id,
            name=volunteer.name,
            phone=volunteer.phone,
            email=volunteer.email,
        ),
    )


def take_contact_back(session: Session, volunteer: Volunteer, match_id: UUID) -> None:
    """The site of one match needs the contact no more."""
    emit(
        session,
        ContactReleasedRemoved(match_id=match_id, revision=volunteer.revision, volunteer_id=volunteer.id),
    )


def request_message(session: Session, volunteer: Volunteer, template: str, key: str, **data: Any) -> None:
    """Have the volunteer written to; the same key again writes nothing twice."""
    emit(
        session,
        MessageRequested(key=f"{template}:{volunteer.id}:{key}", person_id=volunteer.id, template=template, data=data),
    )
