"""The office's desk: everybody by state, found by part of a name, number or address; and one person's page."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from shared.auth import Role
from shared.testing import World
from tests.volunteers.people import agreed, confirmed, in_state, match, need, ready, registered, site


def names(page: Any) -> list[str]:
    return [link.text.strip() for link in page.html.select("tbody th a")]


def stages(page: Any) -> list[str]:
    return [link.text for link in page.html.select(".stages a")]


def test_an_empty_desk_says_so(office: Any) -> None:
    assert "Noch hat sich niemand angemeldet." in office.get("/volunteers/desk").text


def test_the_pipeline_counts_and_filters_by_state(world: World, office: Any) -> None:
    registered(world)
    confirmed(world, first_name="Beat", email="beat@example.org")
    confirmed(world, first_name="Carla", email="carla@example.org")

    page = office.get("/volunteers/desk?state=confirmed")

    assert stages(page)[:5] == ["Nicht bestätigt 1", "Erstgespräch 2", "Abklärung 0", "Einsatzbereit 0", "Alle 3"]
    assert page.html.select_one(".stages [aria-current]").text == "Erstgespräch 2"
    assert names(page) == ["Meier Beat", "Meier Carla"]


@pytest.mark.parametrize(
    "typed", ["änne", "ÄNNE", "meier än", "än meier", "AENNE@", "079 123", "+41 79 123 45", "1234567", "0041 79"]
)
def test_somebody_is_found_by_a_part(world: World, office: Any, typed: str) -> None:
    registered(world, first_name="Änne", email="aenne@example.org")
    registered(world, first_name="Beat", email="beat@example.org", phone="076 555 44 33", last_name="Huber")

    page = office.get("/volunteers/desk", params={"q": typed})

    assert names(page) == ["Meier Änne"]


def test_who_is_not_found_at_one_stage_is_shown_at_the_others(world: World, office: Any) -> None:
    registered(world)

    page = office.get("/volunteers/desk?q=meier&state=ready")

    assert "Bei einem anderen Stand passt 1 Person." in page.text
    assert names(page.click("Bei jedem Stand zeigen")) == ["Meier Anna"]


def test_who_is_nowhere_may_be_a_site_or_a_need(world: World, office: Any) -> None:
    page = office.get("/volunteers/desk?q=Birkenweg&state=ready")

    assert [link.text.strip() for link in page.html.select(".empty a")] == ["Standorte", "Anfragen"]


@pytest.mark.parametrize("typed", ["%", "_", "x' OR 1=1", "99", "\x00%"])
def test_what_is_typed_is_taken_by_the_letter(world: World, office: Any, typed: str) -> None:
    registered(world)

    assert "Niemand gefunden." in office.get("/volunteers/desk", params={"q": typed}).text


def test_odd_filters_show_everybody(world: World, office: Any) -> None:
    registered(world)

    assert names(office.get("/volunteers/desk?state=nonsense&page=x")) == ["Meier Anna"]
    assert names(office.get(f"/volunteers/desk?page={10**30}")) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("category=tandem", ["Meier Anna"]),
        ("category=cooking_garden", ["Huber Beat"]),
        ("language=ti", ["Meier Anna"]),
        ("language=de", ["Huber Beat", "Meier Anna"]),
        ("language=fr", []),
        ("bfs=4082", ["Huber Beat"]),
        ("bfs=4082&category=tandem", []),
        ("state=registered&language=ti", ["Meier Anna"]),
        ("state=ready&language=ti", []),
        ("category=%25&language=%25&bfs=1", ["Huber Beat", "Meier Anna"]),  # none of ours: no filter
    ],
)
def test_people_are_filtered_by_what_they_offer_and_where(
    world: World, office: Any, asked: str, expected: list[str]
) -> None:
    registered(world)
    beat = {"categories": ["cooking_garden"], "languages": {"de": "native"}, "postcode": "5610", "bfs_nr": 4082}
    registered(world, first_name="Beat", last_name="Huber", email="beat@example.org", **beat)

    assert names(office.get(f"/volunteers/desk?{asked}")) == expected


def test_the_stages_count_those_who_fit_the_filters_and_keep_them(world: World, office: Any) -> None:
    registered(world)
    confirmed(world, first_name="Beat", email="beat@example.org", languages={"fr": "C1"})

    page = office.get("/volunteers/desk?language=ti&state=confirmed")

    assert stages(page)[:5] == ["Nicht bestätigt 1", "Erstgespräch 0", "Abklärung 0", "Einsatzbereit 0", "Alle 1"]
    assert names(page.click("Nicht bestätigt")) == ["Meier Anna"]
    assert page.forms[form_number(page)]["language"].value == "ti"


def form_number(page: Any) -> int:
    return next(number for number, form in page.forms.items() if "category" in form.fields and isinstance(number, int))


@pytest.mark.parametrize(
    ("state", "next_step"),
    [
        ("confirmed", "Erstgespräch führen"),
        ("in_clearance", "Abklärung: 0 von 4 gesehen"),
        ("paused", "Pause ohne Ende"),
        ("left", ""),
    ],
)
def test_every_line_says_what_is_next(world: World, office: Any, state: str, next_step: str) -> None:
    in_state(world, state)

    page = office.get(f"/volunteers/desk?state={state}")

    steps = [step.text for step in page.html.select("tbody .step")]
    assert steps == ([next_step] if next_step else [])


def test_who_has_not_confirmed_is_to_be_called_after_two_days(world: World, office: Any) -> None:
    registered(world)
    fresh = office.get("/volunteers/desk").html.select_one("tbody .step").text

    world.advance(days=2)
    line = office.get("/volunteers/desk?state=registered").html.select_one("tbody tr")

    assert fresh == "Bestätigung abwarten"
    assert line.select_one(".step").text == "Nicht bestätigt – anrufen?"
    assert line.select_one("a[href='tel:+41791234567']").text == "+41 79 123 45 67"


def test_who_is_ready_is_told_with_what_she_does(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    steps = [office.get("/volunteers/desk").html.select_one("tbody .step").text]

    for news in (match(volunteer_id), agreed(volunteer_id)):
        world.tell(news)
        steps.append(office.get("/volunteers/desk").html.select_one("tbody .step").text)

    assert steps[1:] == [steps[1], "1 Einsatz"]


def test_who_has_waited_longest_for_the_office_comes_first(world: World, office: Any) -> None:
    registered(world, last_name="Zobrist", email="z@example.org")
    world.advance(hours=1)
    registered(world, last_name="Amsler", email="a@example.org")

    assert names(office.get("/volunteers/desk?state=registered")) == ["Zobrist Anna", "Amsler Anna"]
    assert names(office.get("/volunteers/desk")) == ["Amsler Anna", "Zobrist Anna"]


def test_long_lists_come_in_pages(world: World, office: Any) -> None:
    for number in range(53):
        registered(world, first_name=f"Anna{number:02}", email=f"anna{number}@example.org")

    first, second = office.get("/volunteers/desk"), office.get("/volunteers/desk?page=2")

    assert (len(names(first)), len(names(second))) == (50, 3)
    assert "Seite 2 von 2" in second.text


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

    assert statements(world, lambda: browser.get(path.format(id=volunteer_id))) <= 12


def test_the_list_for_programs_takes_three_statements(world: World) -> None:
    busy(world, 12)

    assert statements(world, lambda: world.api(Role.COORDINATOR).get("/volunteers/api/volunteers")) <= 5
