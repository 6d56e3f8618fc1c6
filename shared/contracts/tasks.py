"""Work that waits for people at the office. Any service tells of its own; the work list shows the copies."""

from datetime import datetime
from uuid import UUID

from shared.events import event


@event
class TaskChanged:
    """Something a coordinator is to do, or has done.

    `kind` is what is to be done, `label` whom or what it is about: of persons a first name and an initial, of needs
    their title. The work list puts it into words. `link` is a path.
    """

    task_id: UUID
    revision: int
    kind: str
    label: str
    due: datetime | None = None
    link: str
    done: bool
