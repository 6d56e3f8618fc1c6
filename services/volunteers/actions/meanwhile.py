"""Two people change one person: whoever opened a form before somebody else saved is told so before anything is lost.

A form says how many lines the history had when it was opened. Every change by people writes one; what other services
tell and what is logged at work writes none and makes no form old.
"""

from sqlalchemy.orm import Session

from services.volunteers import queries
from services.volunteers.models import Volunteer
from shared.errors import Conflict
from shared.i18n import _

CHANGED_MEANWHILE = "changed_meanwhile"


def check_unchanged(session: Session, volunteer: Volunteer, known_moves: int) -> None:
    """Raise `Conflict` if something was done with the (locked) volunteer that a form did not know of."""
    if known_moves != queries.count_of_moves(session, volunteer.id):
        raise Conflict(CHANGED_MEANWHILE, _("In der Zwischenzeit hat sich hier etwas geändert."))
