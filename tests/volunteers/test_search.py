"""Finding a person by what somebody remembers: part of a name, a number however it is written, an address, a place."""

from typing import Any

import pytest

from shared.auth import Role
from shared.testing import World
from tests.volunteers.people import registered
from tests.volunteers.test_desk import statements


@pytest.fixture
def office(world: World) -> Any:
    """An office that knows Änne Müller, in Bremgarten, and Beat Çağlar, in Wohlen."""
    registered(world, first_name="Änne", last_name="Müller", email="a.m@example.org", phone="079 123 45 67")
    in_wohlen = {"postcode": "5610", "bfs_nr": 4082}
    registered(
        world, first_name="Beat", last_name="Çağlar", email="beat@example.net", phone="+49 621 555 44 33", **in_wohlen
    )
    return world.browser(Role.COORDINATOR)


def found(office: Any, typed: str, **more: Any) -> list[str]:
    page = office.get("/volunteers/search", params={"q": typed, **more})
    return [link.text for link in page.html.select(".found div > a")]


@pytest.mark.parametrize(
    "typed",
    ["müller", "MULLER", "Mueller", "Mul", "mueller aenne", "Anne, Müller", "änne bremgarten", "a.m@", "example.org"],
)
def test_a_name_is_found_in_any_spelling(office: Any, typed: str) -> None:
    assert found(office, typed) == ["Müller Änne"]


@pytest.mark.parametrize("typed", ["zürcher", "Zuercher", "ZURCHER", "goetz", "Götz"])
def test_a_name_that_is_written_without_umlauts_is_found_with_them(world: World, typed: str) -> None:
    registered(world, first_name="Goetz", last_name="Zuercher", email="zg@example.org")

    assert found(world.browser(Role.COORDINATOR), typed) == ["Zuercher Goetz"]


@pytest.mark.parametrize("typed", ["caglar", "ÇAĞLAR", "Çağ", "beat caglar", "glar wohl"])
def test_other_alphabets_of_letters_with_marks_too(office: Any, typed: str) -> None:
    assert found(office, typed) == ["Çağlar Beat"]


@pytest.mark.parametrize(
    "typed", ["079 123 45 67", "0791234567", "+41 79 123", "0041 79 123 45", "123 45", "079/123.45.67"]
)
def test_a_number_is_found_however_it_is_written(office: Any, typed: str) -> None:
    assert found(office, typed) == ["Müller Änne"]


@pytest.mark.parametrize("typed", ["621 555", "+49 621", "0049 (621) 555"])
def test_a_number_from_abroad_too(office: Any, typed: str) -> None:
    assert found(office, typed) == ["Çağlar Beat"]


@pytest.mark.parametrize("typed", ["5610", "561", "Wohlen", "wohlen ag", "beat 5610"])
def test_a_place_or_postcode_is_found(office: Any, typed: str) -> None:
    assert found(office, typed) == ["Çağlar Beat"]


ODD = ["%", "_", "' OR 1=1", "müller wohlen", "99", "x" * 500, "\x00%", "😀", "\u0301", "<script>"]


@pytest.mark.parametrize("typed", ODD)
def test_what_fits_nobody_finds_nobody(office: Any, typed: str) -> None:
    page = office.get("/volunteers/search", params={"q": typed})

    assert "Niemand gefunden." in page.text
    assert "<script>" not in page.html.h1.decode()


def test_who_finds_nobody_is_led_to_the_other_searches_with_the_same_words(office: Any) -> None:
    page = office.get("/volunteers/search?q=Birkenweg")

    ways = {link.text.strip(): link["href"] for link in page.html.select(".empty a")}
    assert ways == {
        "Standorte": "/accommodation/search?q=Birkenweg",
        "Anfragen": "/accommodation/search/needs?q=Birkenweg",
    }


def test_nothing_typed_asks_for_something(office: Any) -> None:
    assert "Wen suchen Sie?" in office.get("/volunteers/search?q=%20").text


def test_the_only_one_is_shown_and_not_opened(office: Any) -> None:
    page = office.get("/volunteers/search?q=caglar")

    assert page.status_int == 200
    assert "1 Person" in page.text
    assert [tab["href"] for tab in page.html.select(".tabs a")] == [
        "/volunteers/search?q=caglar",
        "/accommodation/search?q=caglar",
        "/accommodation/search/needs?q=caglar",
    ]


def test_who_was_corrected_is_found_by_the_new_name_only(world: World, office: Any) -> None:
    page = office.get("/volunteers/search?q=caglar").click("Çağlar Beat").click("Angaben berichtigen")
    form = next(form for form in page.forms.values() if "last_name" in form.fields)
    form["last_name"] = "Zürcher"

    form.submit().follow()

    assert (found(office, "zuercher"), found(office, "caglar")) == (["Zürcher Beat"], [])


def test_many_come_in_pages_sorted_as_people_sort_and_take_one_statement_more(world: World, office: Any) -> None:
    for number in range(52):
        registered(world, first_name="Ueli", last_name=f"Öhri{number:02}", email=f"oe{number}@example.org")
    registered(world, first_name="Ueli", last_name="Ohrist", email="oh@example.org")
    registered(world, first_name="Ueli", last_name="Zobrist", email="zo@example.org")

    first, second = found(office, "ueli"), found(office, "ueli", page=2)

    assert (len(first), second) == (50, ["Öhri50 Ueli", "Öhri51 Ueli", "Ohrist Ueli", "Zobrist Ueli"])
    known = statements(world, lambda: office.get("/volunteers/search"))
    assert statements(world, lambda: office.get("/volunteers/search?q=ueli")) == known + 1


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STAFF])
def test_only_the_office_finds_people(world: World, role: Role) -> None:
    world.browser(role).get("/volunteers/search?q=a", status=403)
