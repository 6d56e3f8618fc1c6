"""The present state told again with the revisions as they are: copies elsewhere are rebuilt, nothing acts twice."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from services.volunteers import queries, service
from services.volunteers.actions.tasks import tell_task
from services.volunteers.actions.telling import release_contact, tell_offer, tell_recipient
from services.volunteers.models import KnownMatch, Task, Volunteer
from shared.contracts.matching import CONTACT_STATES


@service.resync
def tell_all_volunteers(session: Session) -> None:
    """Every volunteer's address and offer."""
    minutes = queries.minutes_by_volunteer(session)
    everyone = select(Volunteer).options(selectinload(Volunteer.clearances)).order_by(Volunteer.id)
    for volunteer in session.scalars(everyone):
        tell_recipient(session, volunteer)
        tell_offer(session, volunteer, minutes.get(volunteer.id, 0))


@service.resync
def tell_all_contacts(session: Session) -> None:
    """Every contact that a site has."""
    agreed = select(KnownMatch, Volunteer).join(Volunteer, Volunteer.id == KnownMatch.volunteer_id)
    for match, volunteer in session.execute(agreed.where(KnownMatch.state.in_(CONTACT_STATES))):
        release_contact(session, volunteer, match)


@service.resync
def tell_all_tasks(session: Session) -> None:
    """Every task, done ones too."""
    for task in session.scalars(select(Task).order_by(Task.id)):
        tell_task(session, task)
