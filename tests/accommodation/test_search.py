"""The office finds sites and needs by what it remembers of them; nobody else searches here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus
from uuid import UUID

import pytest
from sqlalchemy import event
from webtest import TestApp

from shared import migrate, parts
from shared.auth import Role
from shared.testing import ApiClient, World
from tests.accommodation.conftest import HOUSE, ask, form_with

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
        ("apfel", ["Unterkunft Äpfelweg"]),
        ("Aepfelweg", ["Unterkunft Äpfelweg"]),
        ("äpfel", ["Unterkunft Äpfelweg"]),
        ("ÄPFELWEG", ["Unterkunft Äpfelweg"]),
        ("isen", ["Schule Isenlauf"]),
        ("schulen wohlen", ["Schule Isenlauf"]),
        ("zufikon", ["Schule Isenlauf"]),
        ("Züfikòn", ["Schule Isenlauf"]),
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


@pytest.mark.parametrize(
    "q", ["Café", "cafe", "CAFÉ", "Mueller", "Muller", "müller", "Buttikon", "Buettikon", "ubungen"]
)
def test_accents_and_umlauts_do_not_matter(office: TestApp, post: Post, new_site: Callable[..., UUID], q: str) -> None:
    post(category="meeting_place", bfs_nr=4064, wish="Übungen im Saal Müller")

    assert _found(office, q) == ["Treffpunkt oder Café"]


def test_a_site_is_found_by_what_it_is_called_now(office: TestApp, new_site: Callable[..., UUID]) -> None:
    form = form_with(office.get(f"/accommodation/sites/{new_site()}/edit"), "town")
    form["name"], form["organisation"] = "Haus Löwen", "Gemeinde Zürich"
    form.submit()

    found = [
        office.get("/accommodation/search", params={"q": q}).html.select("tbody th")
        for q in ("lowen zurich", HOUSE["name"])
    ]

    assert [len(rows) for rows in found] == [1, 0]


def test_a_need_is_found_by_what_it_says_now(world: World, carer: TestApp, office: TestApp, post: Post) -> None:
    need_id = post(category="sport", wish="Mit Ball")
    form = form_with(carer.get(f"/accommodation/needs/{need_id}/edit"), "wish")
    form["wish"] = "Mit Körben"
    form.submit()

    assert (len(_found(office, "korben")), _found(office, "ball")) == (1, [])


def test_what_was_kept_before_is_found_without_accents_too(world: World, site_id: UUID, post: Post) -> None:
    post(wish="Übungen")
    db, (part,) = world.db("accommodation"), parts.load(["accommodation"])
    with db.engine.begin() as connection:
        for table in ("needs", "sites"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN search_text")
        connection.exec_driver_sql("DROP TABLE ask_attempts")
        connection.exec_driver_sql("ALTER TABLE needs DROP COLUMN day")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")

    migrate.upgrade(part.service, db)

    office = world.browser(Role.COORDINATOR)
    assert len(_found(office, "ubungen")) == 1
    assert HOUSE["name"] in office.get("/accommodation/search", params={"q": "sozialdienst"})


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


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("search", ["volunteers/search", "accommodation/search/needs"]),
        ("search/needs", ["volunteers/search", "accommodation/search"]),
    ],
)
def test_what_is_not_found_here_is_looked_for_elsewhere_with_one_click(
    office: TestApp, path: str, others: list[str]
) -> None:
    page = office.get(f"/accommodation/{path}", params={"q": "Zürich Süd"})

    links = {unquote_plus(link["href"]) for link in page.html.select(".empty a")}
    assert links == {f"/{other}?q=Zürich Süd" for other in others}


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


@pytest.mark.parametrize("q", ["x" * 60_000, "wort " * 5_000, "\x00", "%", "_", "\\", "9" * 40, "\u0301"])
@pytest.mark.parametrize("path", ["/accommodation/search", "/accommodation/search/needs", "/accommodation/sites"])
def test_an_odd_search_finds_nothing_and_says_so(office: TestApp, site_id: UUID, path: str, q: str) -> None:
    page = office.get(path, params={"q": q, "page": "9" * 30})

    assert page.html.select("tbody tr") == [] or q == "\x00"
