"""What accommodation tells: sites and the needs they post. Never a resident's name, never the site's own reference."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.contracts.words import AgeGroup, Gender, Selection, Slot, Timing, Urgency
from shared.events import event


class NeedState(StrEnum):
    """The life of a need."""

    DRAFT = "draft"
    OPEN = "open"
    PROPOSED = "proposed"
    FILLED = "filled"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class SiteKind(StrEnum):
    """What a site is."""

    CANTONAL = "cantonal"
    MUNICIPAL = "municipal"
    MINORS = "minors"
    SOCIAL_SERVICE = "social_service"
    SCHOOL = "school"
    ASSOCIATION = "association"
    OTHER = "other"


@event
class SiteChanged:
    """A site with its own address and telephone (an institution's, not a person's)."""

    site_id: UUID
    revision: int
    organisation_id: UUID
    organisation: str
    name: str
    kind: SiteKind
    street: str
    postcode: str
    town: str
    bfs_nr: int
    phone: str
    email: str | None = None
    active: bool


@event
class NeedChanged:
    """Somebody asks for help with something, somewhere, at some time: the whole of it, as it stands now.

    `once_at` is set when timing is *once*, `slots` when it is *weekly*; `first`/`last` bound it (days, included).
    `filled` of `headcount` places are taken. `cause` says why it fell back or ended. `site_id` is None for a need
    posted without an account.
    """

    need_id: UUID
    revision: int
    state: NeedState
    cause: str | None = None
    site_id: UUID | None = None
    bfs_nr: int
    category: str
    headcount: int
    filled: int
    age_group: AgeGroup
    persons: int
    minors: bool
    alone: bool
    languages: list[str]
    timing: Timing
    once_at: datetime | None = None
    slots: list[Slot]
    first: date | None = None
    last: date | None = None
    minutes: int | None = None
    urgency: Urgency
    wish: str
    wish_gender: Gender | None = None
    selection: Selection
    posted_at: datetime


@event
class NeedRemoved:
    """The need is gone for good."""

    need_id: UUID
    revision: int
