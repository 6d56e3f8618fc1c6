"""The journal on a volunteer's page at the office."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers import queries
from services.volunteers.models import JOURNAL
from services.volunteers.pages.common import bp
from services.volunteers.pages.desk import volunteer_page
from shared.web.forms import Form
from shared.web.journal import JournalPages


def title(session: Session, volunteer_id: UUID) -> str:
    """What the work list calls her."""
    return queries.volunteer(session, volunteer_id).short_name


def show(session: Session, volunteer_id: UUID, form: Form) -> str:
    """Her page, with the journal's form as it was sent."""
    return volunteer_page(session, queries.volunteer(session, volunteer_id), entry=form)


PAGES = JournalPages(JOURNAL, "/desk/<uuid:subject_id>/journal", title, show).add_to(bp)
