"""What time brings in: a reminder, the end of a pause, and work for the office that is due only now."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers import actions, service
from services.volunteers.models import SignUpAttempts
from shared import attempts


@service.due("remind")
def remind(session: Session, key: str) -> None:
    actions.remind(session, UUID(key))


@service.due("resume")
def resume(session: Session, key: str) -> None:
    actions.resume_after_pause(session, UUID(key))


attempts.forgotten_in_time(service, SignUpAttempts)


@service.due("look")
def look(session: Session, key: str) -> None:
    actions.look_again(session, UUID(key))
