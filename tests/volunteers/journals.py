"""The office and the journal of a volunteer: what it writes there, what it presses, what stands there then."""

from typing import Any
from uuid import UUID

from shared.contracts.journal import FollowUpChanged
from shared.testing import World

SECRET = "Hat am Telefon von ihrer Kündigung erzählt."


def path_of(volunteer_id: UUID) -> str:
    return f"/volunteers/desk/{volunteer_id}"


def form_to(page: Any, ending: str) -> Any:
    return next(form for form in page.forms.values() if form.action.endswith(ending))


def write(office: Any, volunteer_id: UUID, text: str = SECRET, **fields: str) -> Any:
    """What the office does most: writes an entry on the person's page."""
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    form["text"] = text
    for name, value in fields.items():
        form[name] = value
    return form.submit().follow()


def press(page: Any, ending: str) -> Any:
    return form_to(page, ending).submit().follow()


def with_day(page: Any, day: str) -> Any:
    """The form that would send this day."""
    return next(form for form in page.forms.values() if "due_on" in form.fields and form["due_on"].value == day)


def entries(page: Any) -> list[str]:
    return [entry.text for entry in page.html.select("#journal .entries > li .lines")]


def news(world: World) -> list[tuple[str, bool]]:
    """What was told of the newest entry's day."""
    return [(told.due_on.isoformat(), told.open) for told in world.told("volunteers", FollowUpChanged)]
