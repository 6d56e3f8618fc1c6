"""Two people change one need or one site: the second sees what has happened, keeps what was typed, and decides."""

from collections.abc import Callable
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, SiteChanged
from shared.contracts.matching import MatchState
from shared.testing import World
from tests.accommodation.conftest import Match, form_with

Post = Callable[..., UUID]


@pytest.fixture
def colleague(world: World, site_id: UUID) -> TestApp:
    return world.browser(Role.STAFF, site_ids=[site_id])


def test_what_a_colleague_saved_meanwhile_is_not_undone_unseen(
    world: World, carer: TestApp, colleague: TestApp, post: Post
) -> None:
    need_id = post(wish="Mit Ball", headcount=1)
    mine, theirs = (form_with(who.get(f"/accommodation/needs/{need_id}/edit"), "wish") for who in (carer, colleague))
    theirs["headcount"] = "3"
    theirs.submit()
    mine["wish"] = "Mit Netz"

    refused = mine.submit(expect_errors=True)

    assert refused.status_int == 409
    assert "In der Zwischenzeit hat sich diese Anfrage geändert" in refused
    assert "Angaben geändert" in refused.html.select_one(".notice").text
    rows = [row.get_text(" ", strip=True) for row in refused.html.select("tbody tr")]
    assert rows == ["Wie viele Freiwillige? 3 1", "Was sollte die freiwillige Person wissen? Mit Ball Mit Netz"]
    assert form_with(refused, "wish")["wish"].value == "Mit Netz"
    assert [told.wish for told in world.told("accommodation", NeedChanged)] == ["Mit Ball", "Mit Ball"]


def test_whoever_has_seen_it_may_save(world: World, carer: TestApp, colleague: TestApp, post: Post) -> None:
    need_id = post()
    mine, theirs = (form_with(who.get(f"/accommodation/needs/{need_id}/edit"), "wish") for who in (carer, colleague))
    theirs["headcount"] = "3"
    theirs.submit()
    mine["wish"] = "Mit Netz"

    saved = form_with(mine.submit(expect_errors=True), "wish").submit()

    assert saved.status_int == 303
    last = world.told("accommodation", NeedChanged)[-1]
    assert (last.wish, last.headcount) == ("Mit Netz", 1)


def test_that_somebody_was_found_meanwhile_is_told_too(world: World, carer: TestApp, post: Post) -> None:
    need_id = post()
    form = form_with(carer.get(f"/accommodation/needs/{need_id}/edit"), "wish")
    world.tell(Match(need_id).now(MatchState.ACCEPTED))

    page = form.submit(expect_errors=True)

    assert page.status_int == 409
    assert "Alle Plätze besetzt" in page.html.select_one(".notice").text


@pytest.mark.parametrize("revision", ["", "0", "-1", "99999999999999999999"])
def test_an_odd_revision_is_an_old_one(world: World, carer: TestApp, post: Post, revision: str) -> None:
    form = form_with(carer.get(f"/accommodation/needs/{post()}/edit"), "wish")
    form["revision"].force_value(revision)

    assert form.submit(expect_errors=True).status_int == 409
    assert len(world.told("accommodation", NeedChanged)) == 1


def test_a_mistake_in_the_form_does_not_make_it_newer(
    world: World, carer: TestApp, colleague: TestApp, post: Post
) -> None:
    need_id = post()
    mine, theirs = (form_with(who.get(f"/accommodation/needs/{need_id}/edit"), "wish") for who in (carer, colleague))
    theirs["headcount"] = "3"
    theirs.submit()
    mine["headcount"] = "0"

    again = form_with(mine.submit(expect_errors=True), "wish")
    again["headcount"] = "2"

    assert again.submit(expect_errors=True).status_int == 409


def test_a_site_that_a_colleague_changed_meanwhile_is_shown_with_both(
    world: World, office: TestApp, site_id: UUID
) -> None:
    address = f"/accommodation/sites/{site_id}/edit"
    theirs, mine = (form_with(who.get(address), "street") for who in (world.browser(Role.COORDINATOR), office))
    theirs["town"], theirs["bfs_nr"] = "Zufikon", "4083"
    theirs.submit()
    mine["name"] = "Haus am Fluss"

    refused = mine.submit(expect_errors=True)

    assert refused.status_int == 409
    assert "In der Zwischenzeit hat sich dieser Standort geändert" in refused
    rows = [row.get_text(" ", strip=True) for row in refused.html.select("tbody tr")]
    changed = "Name des Standorts Unterkunft Bremgarten Haus am Fluss"
    assert rows == [changed, "Ort Zufikon Bremgarten", "Gemeinde Zufikon Bremgarten (AG)"]
    assert [told.town for told in world.told("accommodation", SiteChanged)] == ["Bremgarten", "Zufikon"]
    again = form_with(refused, "street")
    assert (again["name"].value, again["town"].value) == ("Haus am Fluss", "Bremgarten")
    again["town"], again["bfs_nr"] = "Zufikon", "4083"
    assert again.submit().status_int == 303
    last = world.told("accommodation", SiteChanged)[-1]
    assert (last.name, last.town) == ("Haus am Fluss", "Zufikon")


def test_a_site_without_a_revision_in_its_form_counts_as_old(world: World, office: TestApp, site_id: UUID) -> None:
    form = form_with(office.get(f"/accommodation/sites/{site_id}/edit"), "street")
    form["revision"].force_value("")

    assert form.submit(expect_errors=True).status_int == 409
    assert len(world.told("accommodation", SiteChanged)) == 1
