"""The office's desk: everybody by state, found by part of a name, number or address; and one person's page."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from shared.auth import Role
from shared.contracts.identity import AccountChanged
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import agreed, confirmed, do, in_state, match, need, open_tasks, ready, registered, site


@pytest.fixture
def office(world: World) -> Any:
    return world.browser(Role.COORDINATOR, name="Karin Muster")


def names(page: Any) -> list[str]:
    return [cell.text.strip() for cell in page.html.select("tbody th")]


def test_an_empty_desk_says_so(office: Any) -> None:
    assert "Noch hat sich niemand angemeldet." in office.get("/volunteers/desk").text


def test_the_pipeline_counts_and_filters_by_state(world: World, office: Any) -> None:
    registered(world)
    confirmed(world, first_name="Beat", email="beat@example.org")
    confirmed(world, first_name="Carla", email="carla@example.org")

    page = office.get("/volunteers/desk?state=confirmed")

    counts = [link.text for link in page.html.select("nav[aria-label='Nach Stand'] a")]
    assert counts[:4] == ["Alle 3", "angemeldet 1", "bestätigt 2", "in Abklärung 0"]
    assert names(page) == ["Meier Beat", "Meier Carla"]


@pytest.mark.parametrize(
    "typed", ["änne", "ÄNNE", "meier än", "än meier", "AENNE@", "079 123", "+41 79 123 45", "1234567", "0041 79"]
)
def test_somebody_is_found_by_a_part(world: World, office: Any, typed: str) -> None:
    registered(world, first_name="Änne", email="aenne@example.org")
    registered(world, first_name="Beat", email="beat@example.org", phone="076 555 44 33", last_name="Huber")

    page = office.get("/volunteers/desk", params={"q": typed})

    assert names(page) == ["Meier Änne"]


@pytest.mark.parametrize("typed", ["%", "_", "x' OR 1=1", "99", "\x00%"])
def test_what_is_typed_is_taken_by_the_letter(world: World, office: Any, typed: str) -> None:
    registered(world)

    assert "Niemand gefunden." in office.get("/volunteers/desk", params={"q": typed}).text


def test_odd_filters_show_everybody(world: World, office: Any) -> None:
    registered(world)

    assert names(office.get("/volunteers/desk?state=nonsense&page=x")) == ["Meier Anna"]
    assert names(office.get(f"/volunteers/desk?page={10**30}")) == []


def test_long_lists_come_in_pages(world: World, office: Any) -> None:
    for number in range(53):
        registered(world, first_name=f"Anna{number:02}", email=f"anna{number}@example.org")

    first, second = office.get("/volunteers/desk"), office.get("/volunteers/desk?page=2")

    assert (len(names(first)), len(names(second))) == (50, 3)
    assert "Seite 2 von 2" in second.text


def test_a_person_is_led_to_ready_by_the_buttons(world: World, office: Any) -> None:
    volunteer_id = registered(world)
    page = office.get(f"/volunteers/desk/{volunteer_id}")

    page = press(page, "/confirm")
    page = press(page, "/talk")
    page = press(page, "/clearances", "_finish")

    assert page.html.select_one(".badge")["data-state"] == "ready"


def press(page: Any, ending: str, button: str | None = None) -> Any:
    form = next(form for form in page.forms.values() if form.action.endswith(ending))
    return form.submit(button).follow()


@pytest.mark.parametrize("state", ["registered", "confirmed", "in_clearance", "ready", "paused", "left", "blocked"])
def test_there_is_at_most_one_primary_button(world: World, office: Any, state: str) -> None:
    page = office.get(f"/volunteers/desk/{in_state(world, state)}")

    assert len(page.html.select("main .button.primary")) <= 1


def test_who_did_what_is_told_by_name(world: World) -> None:
    karin = new_id()
    world.tell(
        AccountChanged(
            account_id=karin, revision=1, active=True, name="Karin Muster", roles=["coordinator"], site_ids=[]
        )
    )
    office = world.browser(Role.COORDINATOR, karin)
    volunteer_id = registered(world)

    page = press(office.get(f"/volunteers/desk/{volunteer_id}"), "/confirm")

    assert "telefonisch, erfasst durch Karin Muster" in page.text


def test_a_reason_stands_in_the_history(world: World, office: Any) -> None:
    volunteer_id = confirmed(world)
    form = office.get(f"/volunteers/desk/{volunteer_id}/reject").forms
    asked = next(one for one in form.values() if "reason" in one.fields)
    asked["reason"] = "Wohnt <zu> weit weg"

    page = asked.submit().follow()

    assert "Abgelehnt: Wohnt &lt;zu&gt; weit weg" in page.text


def test_somebody_who_asks_again_can_be_taken_back_or_left(world: World, office: Any) -> None:
    volunteer_id = in_state(world, "left")
    registered(world)  # the same address again
    assert "Möchte wieder mithelfen" in office.get(f"/volunteers/desk/{volunteer_id}").text

    page = press(office.get(f"/volunteers/desk/{volunteer_id}"), "/dismiss")

    assert "Möchte wieder mithelfen" not in page.text
    assert open_tasks(world) == {}
    registered(world)
    do(world, volunteer_id, "readmit")
    assert set(open_tasks(world)) == {"first_talk"}


def test_a_note_is_kept(world: World, office: Any) -> None:
    page = office.get(f"/volunteers/desk/{ready(world)}")
    form = next(form for form in page.forms.values() if "notes" in form.fields)
    form["notes"] = "Ruft am liebsten am Morgen an."

    page = form.submit().follow()

    assert "Ruft am liebsten am Morgen an." in page.text


def statements(world: World, visit: Any) -> int:
    """How many statements a visit sends to the database."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    engine = world.db("volunteers").engine
    event.listen(engine, "before_cursor_execute", note)
    visit()
    event.remove(engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in sent)


def busy(world: World, times: int) -> UUID:
    volunteer_id = ready(world)
    for number in range(times):
        registered(world, email=f"more{number}@example.org")
        place = site()
        wanted = need(place)
        world.tell(place, wanted, agreed(volunteer_id, need_id=wanted.need_id), match(volunteer_id))
    return volunteer_id


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.COORDINATOR, "/volunteers/desk"),
        (Role.COORDINATOR, "/volunteers/desk/{id}"),
        (Role.COORDINATOR, "/volunteers/desk/{id}/hours"),
        (Role.VOLUNTEER, "/volunteers/me"),
    ],
)
def test_more_people_and_matches_take_no_more_statements(world: World, role: Role, path: str) -> None:
    volunteer_id = busy(world, 12)
    browser = world.browser(role, volunteer_id)

    assert statements(world, lambda: browser.get(path.format(id=volunteer_id))) <= 10


def test_the_list_for_programs_takes_three_statements(world: World) -> None:
    busy(world, 12)

    assert statements(world, lambda: world.api(Role.COORDINATOR).get("/volunteers/api/volunteers")) <= 5
