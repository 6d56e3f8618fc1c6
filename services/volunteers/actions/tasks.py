"""Work for the office that follows from a volunteer: what there is to do is computed, compared with what was told.

So no action has to remember to open or close a task; and what only time brings is looked at again by a due row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.models import CONFIRMED, LIVING, REGISTERED, SeenClearance, Task, Volunteer
from shared import clock, due
from shared.contracts.tasks import TaskChanged
from shared.links import link
from shared.outbox import emit

LOOK = "look"
"""The due action that looks again at what is to be done for one volunteer."""

CALL_AFTER = timedelta(days=2)
TALK_WITHIN = timedelta(days=3)
RENEW_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Wanted:
    """A task as it should stand from `since` on; the label is whom it is about."""

    kind: str
    label: str
    due: datetime
    since: datetime


def refresh_tasks(session: Session, volunteer: Volunteer) -> None:
    """Tell of what is to be done now and was not told, and of what is done; come back when time brings more."""
    now = clock.now()
    foreseen = list(_foreseen(volunteer))
    wanted = {task.kind: task for task in foreseen if task.since <= now}
    stored = select(Task).where(Task.volunteer_id == volunteer.id)
    told = {task.kind: task for task in session.scalars(stored)}
    for task in wanted.values():
        _open(session, volunteer, told.get(task.kind), task)
    for kind in told.keys() - wanted.keys():
        _close(session, told[kind])
    _look_again(session, volunteer, [task.since for task in foreseen if task.since > now])


def look_again(session: Session, volunteer_id: UUID) -> None:
    """Time may have brought something."""
    if volunteer := session.get(Volunteer, volunteer_id, with_for_update=True):
        refresh_tasks(session, volunteer)


def tell_task(session: Session, task: Task) -> None:
    """A task as it stands."""
    emit(
        session,
        TaskChanged(
            task_id=task.id,
            revision=task.revision,
            kind=task.kind,
            label=task.label,
            due=task.due,
            link=link("volunteers", "volunteer", volunteer_id=task.volunteer_id),
            done=task.done,
        ),
    )


def _foreseen(volunteer: Volunteer) -> Iterator[Wanted]:
    """What is to be done for a volunteer now or later, as things stand; a later one of the same kind replaces it."""
    name = volunteer.short_name
    if volunteer.state == REGISTERED:
        since = volunteer.registered_at + CALL_AFTER
        yield Wanted("call_unconfirmed", name, since, since)
    if volunteer.state == CONFIRMED and volunteer.confirmed_at:
        since = volunteer.confirmed_at
        yield Wanted("first_talk", name, since + TALK_WITHIN, since)
    if volunteer.asked_again_at:
        since = volunteer.asked_again_at
        yield Wanted("asked_again", name, since + TALK_WITHIN, since)
    if volunteer.state in LIVING:
        for seen in volunteer.clearances:
            yield from _renewals(seen, name)


def _renewals(seen: SeenClearance, name: str) -> Iterator[Wanted]:
    if seen.valid_until is None:
        return
    ends = clock.end_of(seen.valid_until)
    yield Wanted(f"renew_{seen.kind}", name, ends, ends - RENEW_BEFORE)


def _open(session: Session, volunteer: Volunteer, task: Task | None, wanted: Wanted) -> None:
    if task is None:
        task_id = uuid5(volunteer.id, wanted.kind)
        task = Task(id=task_id, revision=0, volunteer_id=volunteer.id, kind=wanted.kind, label="", done=True)
        session.add(task)
    if (task.label, task.due, task.done) == (wanted.label, wanted.due, False):
        return
    task.label, task.due, task.done = wanted.label, wanted.due, False
    _changed(session, task)


def _close(session: Session, task: Task) -> None:
    if not task.done:
        task.done = True
        _changed(session, task)


def _changed(session: Session, task: Task) -> None:
    task.revision += 1
    session.flush()
    tell_task(session, task)


def _look_again(session: Session, volunteer: Volunteer, moments: list[datetime]) -> None:
    if moments:
        due.schedule(session, LOOK, volunteer.id, min(moments))
    else:
        due.cancel(session, LOOK, volunteer.id)
