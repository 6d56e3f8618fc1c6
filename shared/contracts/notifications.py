"""What is asked of notifications, and what it tells.

`RecipientChanged` and `MessageRequested` are declared here once although several services emit them: each person id has
exactly one publisher of its address (`volunteers` for volunteers, `identity` for other accounts, `accommodation` for
posters without an account).
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.events import PersonId, event


@event
class RecipientChanged:
    """Where mail for a person goes, and in which language: to notifications, and to identity for mailed sign-in."""

    person_id: PersonId
    revision: int
    email: str
    language: str
    name: str
    kind: str
    """`volunteer`, `account` or `poster`: who publishes this person."""


@event
class RecipientRemoved:
    """Nobody writes to this person any more."""

    person_id: PersonId
    revision: int


@event
class MessageRequested:
    """A person is to be written to. `template` names the text, `data` fills it; links are made when it is rendered.

    `key` is the request's own id: asked twice, written once. `data` holds JSON values, and of persons at most a first
    name and an initial.
    """

    key: str
    person_id: PersonId
    template: str
    data: dict[str, Any]


@event
class PauseWished:
    """A volunteer asked, by the link in a mail, not to be asked for a while: to volunteers, where her pause is kept."""

    person_id: PersonId
    wished_at: datetime


class DeliveryState(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


@event
class MessageFailed:
    """A message could not be delivered for good."""

    message_id: UUID
    person_id: PersonId
    template: str
