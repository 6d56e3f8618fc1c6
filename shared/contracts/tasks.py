"""Work that waits for people at the office. Any service tells of its own; the work list shows the copies."""

from datetime import datetime
from uuid import UUID

from shared.events import event


@event
class TaskChanged:
    """Something a coordinator is to do, or has done.

    `label` names at most a first name and an initial; `link` is a path.
    """

    task_id: UUID
    revision: int
    kind: str
    label: str
    due: datetime | None = None
    link: str
    done: bool
