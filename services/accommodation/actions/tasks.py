"""What of ours waits for the office: entries of its work list, told with every change."""

from datetime import datetime
from uuid import uuid5

from sqlalchemy.orm import Session

from services.accommodation.models import Need
from shared.contracts.tasks import TaskChanged
from shared.db import office_of
from shared.i18n import GERMAN, speaking
from shared.links import link
from shared.outbox import emit


def tell_task(session: Session, need: Need) -> None:
    """A need without an account waits for its release, or does so no more."""
    _tell_task(session, need, "release", "release_need", done=not need.waits_for_release, due=need.once_at)


def tell_missed(session: Session, need: Need) -> None:
    """Somebody did not come and the office has to find out why, or has done so."""
    _tell_task(session, need, "missed", "nobody_came", done=not need.was_missed)


def _tell_task(
    session: Session,
    need: Need,
    what: str,
    kind: str,
    *,
    done: bool,
    due: datetime | None = None,
) -> None:
    """Something for the work list; it goes with the need's revision."""
    emit(
        session,
        TaskChanged(
            task_id=uuid5(need.id, what),
            revision=need.revision,
            kind=kind,
            label=title_of(session, need),
            due=due,
            link=link("accommodation", "need", need_id=need.id),
            done=done,
        ),
    )


def title_of(session: Session, need: Need) -> str:
    """«Kleider und andere Sachen, Zufikon»: what lists of the office call a need; kept there, so in German."""
    region = office_of(session).region
    with speaking(GERMAN):
        return f"{region.category_label(need.category)}, {region.municipality_name(need.bfs_nr)}"
