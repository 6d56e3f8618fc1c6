"""Wiedervorlagen of journals: what somebody at the office wants to look at again on a day.

Declared here once although two services emit them: each keeps the journals of its own subjects, `volunteers` those of
persons, `accommodation` those of sites and needs. What was written never leaves the service it was written in.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.events import PersonId, event


class SubjectKind(StrEnum):
    """What a journal is about."""

    VOLUNTEER = "volunteer"
    SITE = "site"
    NEED = "need"


@event
class FollowUpChanged:
    """Somebody or something is to be looked at again on a day, or was.

    `title` is what a list calls it: of a person first name and initial, a site's name, a need's category and place.
    `subject_id` is marked as a person's, because it is one where the subject is a volunteer.
    """

    entry_id: UUID
    revision: int
    subject_kind: SubjectKind
    subject_id: PersonId
    title: str
    due_on: date
    open: bool


@event
class FollowUpRemoved:
    """The entry is gone for good."""

    entry_id: UUID
    revision: int
    subject_id: PersonId
