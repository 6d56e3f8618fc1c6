"""The office finds sites and needs by what it remembers of them; nobody else searches here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from webtest import TestApp

from shared.auth import Role
from shared.testing import ApiClient, World
from tests.accommodation.conftest import ask

Post = Callable[..., UUID]


@pytest.fixture
def houses(new_site: Callable[..., UUID]) -> None:
    """Two sites."""
    new_site(name="Unterkunft Äpfelweg", email="haus@example.org")
    new_site(name="Schule Isenlauf", organisation="Schulen Wohlen", postcode="5621", town="Zufikon", bfs_nr=4083,
             street="Promenade 9", phone="062 835 20 20")  # fmt: skip


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("apfel", []),
        ("äpfel", ["Unterkunft Äpfelweg"]),
        ("ÄPFELWEG", ["Unterkunft Äpfelweg"]),
        ("isen", ["Schule Isenlauf"]),
        ("schulen wohlen", ["Schule Isenlauf"]),
        ("zufikon", ["Schule Isenlauf"]),
        ("5621", ["Schule Isenlauf"]),
        ("062 835", ["Schule Isenlauf"]),
        ("+41 62 835 20 20", ["Schule Isenlauf"]),
        ("haus@", ["Unterkunft Äpfelweg"]),
        ("schule bremgarten", []),
        ("100%", []),
        ("<script>", []),
        ("'; drop table sites", []),
    ],
)
def test_sites_are_found_by_part_of_what_is_known(houses: None, office: TestApp, q: str, found: list[str]) -> None:
    page = office.get("/accommodation/search", params={"q": q})

    assert [row.get_text(strip=True) for row in page.html.select("tbody th")] == found
    assert page.html.find("input", id="find")["value"] == q
    assert (q == "<script>" and "<script>" in page.html.main.text) is False


def _found(office: TestApp, q: str) -> list[str]:
    page = office.get("/accommodation/search/needs", params={"q": q})
    return sorted(row.get_text(strip=True) for row in page.html.select("tbody th"))


def test_needs_are_found_by_kind_place_site_and_text(world: World, office: TestApp, post: Post) -> None:
    post(category="sport", wish="Mit Ball und Netz", reference="Zimmer 12")
    post(category="tandem", bfs_nr=4082)

    assert _found(office, "bewegung") == ["Sport und Bewegung"]
    assert _found(office, world.office.region.municipality_name(4082)) == ["Tandem oder Mentoring"]
    assert _found(office, "netz BALL") == ["Sport und Bewegung"]
    assert len(_found(office, "unterkunft")) == 2
    assert _found(office, "nichts davon") == []


def test_the_sites_own_reference_is_not_searched(office: TestApp, post: Post) -> None:
    post(category="sport", reference="Zimmer 12")

    assert _found(office, "zimmer") == []


def test_kinds_of_help_are_found_by_what_the_reader_calls_them(world: World, office: TestApp, post: Post) -> None:
    label = str(world.office.region.category("sport").label.in_language("en"))
    post(category="sport")
    post(category="tandem")

    page = office.get("/accommodation/search/needs", params={"q": label}, headers={"Accept-Language": "en"})

    assert [row.get_text(strip=True) for row in page.html.select("tbody th")] == [label]


def test_needs_without_an_account_are_found_too(world: World, office: TestApp) -> None:
    ask(world, wish="Kinderwagen")

    assert len(_found(office, "kinderwagen")) == 1


@pytest.mark.parametrize("path", ["/accommodation/search", "/accommodation/search/needs"])
def test_without_words_nothing_is_searched_and_only_the_office_may(
    world: World, office: TestApp, carer: TestApp, path: str
) -> None:
    assert "Was suchen Sie?" in office.get(path)
    for browser in (carer, world.browser(Role.VOLUNTEER)):
        assert browser.get(path + "?q=a", expect_errors=True).status_int == 403
    assert world.visitor().get(path + "?q=a").status_int == 303


def test_many_hits_come_in_pages_with_few_statements(
    world: World, office: TestApp, post: Post, staff: ApiClient
) -> None:
    for _ in range(51):
        post(category="sport")
    statements: list[Any] = []
    event.listen(world.db("accommodation").engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    first, second = (office.get(f"/accommodation/search/needs?q=sport&page={page}") for page in (1, 2))

    assert [len(page.html.select("tbody tr")) for page in (first, second)] == [50, 1]
    assert "?q=sport&page=2" in {a["href"] for a in first.html.select(".pagination a")}
    assert len(statements) <= 2 * 15


@pytest.mark.parametrize("q", ["x" * 60_000, "wort " * 5_000, "\x00", "%", "_", "\\", "9" * 40])
@pytest.mark.parametrize("path", ["/accommodation/search", "/accommodation/search/needs", "/accommodation/sites"])
def test_an_odd_search_finds_nothing_and_says_so(office: TestApp, site_id: UUID, path: str, q: str) -> None:
    page = office.get(path, params={"q": q, "page": "9" * 30})

    assert page.html.select("tbody tr") == [] or q == "\x00"
