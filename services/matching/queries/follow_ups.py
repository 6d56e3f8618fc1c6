"""What the office wanted to look at again today or before, and has not: lines of the work list."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from services.matching import words
from services.matching.models import KnownFollowUp, KnownNeed
from shared import clock
from shared.contracts.journal import SubjectKind
from shared.journal import journal_page
from shared.region import Region


def due_follow_ups(session: Session, region: Region, most: int) -> Iterator[tuple[str, str, datetime]]:
    """(what it is called, where its journal is, by when it should be done), the oldest first.

    A need is called what it is called everywhere here, in the reader's language, if we know it already.
    """
    due = KnownFollowUp.open.is_(True) & (KnownFollowUp.due_on <= clock.today())
    of_a_need = and_(KnownFollowUp.subject_kind == SubjectKind.NEED, KnownNeed.id == KnownFollowUp.subject_id)
    rows = select(KnownFollowUp, KnownNeed).outerjoin(KnownNeed, of_a_need).where(due)
    for follow_up, need in session.execute(rows.order_by(KnownFollowUp.due_on, KnownFollowUp.id).limit(most)):
        title = words.need_title(region, need) if need else follow_up.title
        page = journal_page(follow_up.subject_kind, follow_up.subject_id)
        yield title, page, clock.end_of(follow_up.due_on) - timedelta(seconds=1)  # still that day
