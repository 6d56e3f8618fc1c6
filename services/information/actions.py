"""What changes here: only our copies of what accommodation tells."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.information.models import KnownNeed
from shared.contracts.accommodation import NeedChanged
from shared.copies import drop_copy, keep_copy

SHOWN = (
    "state",
    "category",
    "bfs_nr",
    "headcount",
    "filled",
    "timing",
    "once_at",
    "first",
    "last",
    "minutes",
    "urgency",
    "posted_at",
)
"""What the public sees of a need. The wish stays out: somebody may have typed a name into it."""


def remember_need(session: Session, event: NeedChanged) -> None:
    """Keep a need as it stands now."""
    values = {name: getattr(event, name) for name in SHOWN}
    keep_copy(session, KnownNeed, event.need_id, event.revision, slots=[str(slot) for slot in event.slots], **values)


def forget_need(session: Session, need_id: UUID, revision: int) -> None:
    """A need is gone for good."""
    drop_copy(session, KnownNeed, need_id, revision)
