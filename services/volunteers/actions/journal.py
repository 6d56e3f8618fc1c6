"""The journals of volunteers, as far as they follow from what happens here; all else is in `shared/journal.py`."""

from sqlalchemy.orm import Session

from services.volunteers import service
from services.volunteers.models import JOURNAL, JournalEntry, Volunteer
from shared import journal


def rename_journal(session: Session, volunteer: Volunteer) -> None:
    """The work list calls her by her name as it is now."""
    JOURNAL.rename(session, volunteer.id, volunteer.short_name)


@service.resync
def tell_all_follow_ups(session: Session) -> None:
    """Every Wiedervorlage, done ones too."""
    journal.tell_all(session, JournalEntry)
