"""People for these tests: made through the doors, and the facts that other services would tell of them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, NeedState, SiteChanged, SiteKind
from shared.contracts.matching import MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested
from shared.contracts.tasks import TaskChanged
from shared.contracts.volunteers import OfferChanged
from shared.contracts.words import AgeGroup, Selection, Slot, Timing, Urgency
from shared.ids import new_id
from shared.testing import World

API = "/volunteers/api"
ANNA: dict[str, Any] = {
    "first_name": "Anna",
    "last_name": "Meier",
    "email": "Anna.Meier@example.org",
    "phone": "079 123 45 67",
    "postcode": "5620",
    "categories": ["german_conversation", "tandem"],
    "languages": {"de": "native", "ti": "B1"},
    "travel_km": 10,
    "mobility": "bike",
    "slots": ["tue_evening"],
    "consent": True,
}
CLEARANCES = [{"kind": "code_of_conduct"}, {"kind": "extract", "valid_until": "2027-03-31"}]


def registered(world: World, **changes: Any) -> UUID:
    """Somebody who signed up and has not confirmed."""
    answer = world.api(Role.COORDINATOR).post(f"{API}/sign-ups", {**ANNA, **changes})
    assert answer.status_int == 202, answer.text
    return UUID(answer.json["id"])


def do(world: World, volunteer_id: UUID, click: str, **body: Any) -> Any:
    """A coordinator's program clicks."""
    return world.api(Role.COORDINATOR).post(f"{API}/volunteers/{volunteer_id}/{click}", body)


def confirmed(world: World, **changes: Any) -> UUID:
    """Somebody whose sign-up is confirmed."""
    volunteer_id = registered(world, **changes)
    assert do(world, volunteer_id, "confirm").status_int == 200
    return volunteer_id


def ready(world: World, **changes: Any) -> UUID:
    """Somebody who was cleared."""
    volunteer_id = confirmed(world, **changes)
    assert do(world, volunteer_id, "clear", clearances=CLEARANCES).status_int == 200
    return volunteer_id


def in_state(world: World, state: str) -> UUID:
    """Somebody in any state."""
    way = {
        "registered": [],
        "confirmed": ["confirm"],
        "in_clearance": ["confirm", "talk"],
        "ready": ["confirm", "clear"],
        "paused": ["confirm", "clear", "pause"],
        "left": ["confirm", "clear", "leave"],
        "rejected": ["confirm", "reject"],
        "blocked": ["confirm", "clear", "block"],
    }[state]
    volunteer_id = registered(world)
    for click in way:
        assert do(world, volunteer_id, click).status_int == 200
    return volunteer_id


def shown(world: World, volunteer_id: UUID) -> dict[str, Any]:
    """The volunteer as the API shows her."""
    found: dict[str, Any] = world.api(Role.COORDINATOR).get(f"{API}/volunteers/{volunteer_id}").json
    return found


def form_with(page: Any, name: str) -> Any:
    """The form of a page that has this field."""
    return next(form for form in page.forms.values() if name in form.fields)


def last_offer(world: World) -> OfferChanged:
    """What was told last of an offer."""
    return world.told("volunteers", OfferChanged)[-1]


def mails(world: World) -> list[str]:
    """The templates that were asked for."""
    return [request.template for request in world.told("volunteers", MessageRequested)]


def open_tasks(world: World) -> dict[str, str]:
    """Kind and label of the work that waits for the office, as the newest news has it."""
    newest = {task.task_id: task for task in world.told("volunteers", TaskChanged)}
    return {task.kind: task.label for task in newest.values() if not task.done}


def site(**changes: Any) -> SiteChanged:
    """Where somebody goes."""
    made = SiteChanged(
        site_id=new_id(),
        revision=1,
        organisation_id=new_id(),
        organisation="Gemeinde Wohlen",
        name="Unterkunft Birkenweg",
        kind=SiteKind.MUNICIPAL,
        street="Birkenweg 4",
        postcode="5610",
        town="Wohlen",
        bfs_nr=4082,
        phone="+41560000001",
        active=True,
    )
    return replace(made, **changes)


def need(at: SiteChanged | None = None, **changes: Any) -> NeedChanged:
    """What somebody is asked for: an hour on Tuesday evenings."""
    made = NeedChanged(
        need_id=new_id(),
        revision=1,
        state=NeedState.PROPOSED,
        site_id=at.site_id if at else None,
        bfs_nr=4082,
        category="german_conversation",
        headcount=1,
        filled=0,
        age_group=AgeGroup.ADULTS,
        persons=3,
        minors=False,
        alone=False,
        languages=["ti"],
        timing=Timing.WEEKLY,
        slots=[Slot.TUE_EVENING],
        minutes=60,
        urgency=Urgency.NORMAL,
        wish="",
        selection=Selection.OFFICE,
        posted_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )
    return replace(made, **changes)


def match(volunteer_id: UUID, **changes: Any) -> MatchChanged:
    """Somebody was asked; the state says how far that is."""
    made = MatchChanged(
        match_id=new_id(),
        revision=1,
        state=MatchState.PROPOSED,
        need_id=new_id(),
        offer_id=new_id(),
        volunteer_id=volunteer_id,
        name="Anna M.",
        answer_by=datetime(2026, 11, 27, 17, tzinfo=UTC),
        proposed_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
    )
    return replace(made, **changes)


def agreed(volunteer_id: UUID, **changes: Any) -> MatchChanged:
    """An assignment."""
    when = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    return match(volunteer_id, **{"revision": 3, "state": MatchState.AGREED, "agreed_at": when, **changes})
