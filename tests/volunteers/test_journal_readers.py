"""A volunteer's journal is the office's: nobody else reads it or writes there, and its text never leaves us."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.auth import Role
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.journals import SECRET, form_to, news, path_of, press, write
from tests.volunteers.people import ready, registered


def test_nobody_but_the_office_reads_it(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    write(office, volunteer_id, due_on="2026-12-01")
    herself, program = world.browser(Role.VOLUNTEER, volunteer_id), world.api(Role.VOLUNTEER, volunteer_id)

    own_pages = [herself.get(f"/volunteers/me{page}").text for page in ("", "/details", "/offer", "/hours")]

    assert not any(SECRET in page or "Journal" in page for page in own_pages)
    assert SECRET not in program.get(f"/volunteers/api/volunteers/{volunteer_id}").text
    assert SECRET not in world.api(Role.COORDINATOR).get("/volunteers/api/volunteers").text


def test_the_text_never_leaves_the_service(make_world: Callable[..., World]) -> None:
    world = make_world("volunteers", "matching")
    office = world.browser(Role.COORDINATOR)
    volunteer_id = ready(world)

    page = press(write(office, volunteer_id, due_on="2026-11-23"), "/finish")
    press(page, "/reopen")
    world.settle()

    with world.db("volunteers").reading() as session:
        payloads = session.connection().exec_driver_sql("SELECT payload FROM outbox").scalars().all()
    assert any("follow_up" in payload for payload in payloads)
    assert not any("Kündigung" in payload for payload in payloads)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STAFF])
@pytest.mark.parametrize("way", ["", "/{entry}/finish", "/{entry}/reopen", "/{entry}/move", "/{entry}/remove"])
def test_nobody_else_writes_there(world: World, office: Any, role: Role, way: str) -> None:
    volunteer_id = ready(world)
    page = write(office, volunteer_id, due_on="2026-12-01")
    entry = form_to(page, "/finish").action.split("/")[-2]
    stranger = world.browser(role, volunteer_id)
    token = form_to(stranger.get("/volunteers/sign-up"), "/sign-out")["csrf_token"].value

    answer = stranger.post(
        f"{path_of(volunteer_id)}/journal{way.format(entry=entry)}",
        {"csrf_token": token, "text": "x", "kind": "note", "due_on": "2026-12-24"},
        expect_errors=True,
    )

    assert answer.status_int == 403
    assert news(world) == [("2026-12-01", True)]


@pytest.mark.parametrize("way", ["move", "remove"])
def test_an_entry_is_not_found_under_somebody_else(world: World, office: Any, way: str) -> None:
    page = write(office, ready(world), due_on="2026-12-01")
    other = registered(world, email="beat@example.org")
    entry = form_to(page, "/finish").action.split("/")[-2]

    office.get(f"{path_of(other)}/journal/{entry}/{way}", status=404)
    office.get(f"{path_of(new_id())}/journal/{entry}/{way}", status=404)
