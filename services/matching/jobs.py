"""What time brings in: proposals whose deadline has passed."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.matching import actions, service


@service.due("expire_match")
def expire_match(session: Session, match_id: str) -> None:
    actions.expire(session, UUID(match_id))
