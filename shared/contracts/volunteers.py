"""What volunteers tells: offers, hours, and the contact of somebody who was agreed upon."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.contracts.words import Clearance, Gender, Level, Mobility, Period, Slot
from shared.events import PersonId, event


class VolunteerState(StrEnum):
    """The life of a volunteer at the office."""

    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    IN_CLEARANCE = "in_clearance"
    READY = "ready"
    PAUSED = "paused"
    LEFT = "left"
    REJECTED = "rejected"
    BLOCKED = "blocked"


@event
class OfferChanged:
    """What a volunteer offers, as it stands now; no contact in it. `name` is first name and initial.

    Distances in km, times in minutes. `slots` empty means flexible. `minutes_52_weeks` counts the hours logged in the
    52 weeks before this revision.
    """

    offer_id: UUID
    revision: int
    volunteer_id: PersonId
    state: VolunteerState
    name: str
    categories: list[str]
    languages: dict[str, Level]
    bfs_nr: int
    travel_km: int
    mobility: Mobility
    slots: list[Slot]
    available_from: date | None = None
    away: list[Period]
    hours_per_week: int | None = None
    gender: Gender | None = None
    clearances: list[Clearance]
    ready_since: date | None = None
    minutes_52_weeks: int


@event
class OfferRemoved:
    """The offer is gone for good."""

    offer_id: UUID
    revision: int
    volunteer_id: PersonId


@event
class HoursLogged:
    """A volunteer was at work for an assignment. `entered_by` is the coordinator who wrote it down, if one did."""

    entry_id: UUID
    volunteer_id: PersonId
    match_id: UUID
    need_id: UUID
    day: date
    minutes: int
    entered_by: PersonId | None = None


@event
class ContactReleased:
    """How a site reaches the volunteer of one match: from agreed until closed."""

    match_id: UUID
    revision: int
    need_id: UUID
    volunteer_id: PersonId
    name: str
    phone: str
    email: str


@event
class ContactReleasedRemoved:
    """The site needs this contact no more: drop it."""

    match_id: UUID
    revision: int
    volunteer_id: PersonId
