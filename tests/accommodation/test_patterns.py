"""A need is posted again from an earlier one, or from a pattern that the site has kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.testing import World
from tests.accommodation.conftest import form_with

Post = Callable[..., UUID]


def _save(browser: TestApp, need_id: UUID, name: str) -> Any:
    form = form_with(browser.get(f"/accommodation/needs/{need_id}"), "/pattern")
    form["name"] = name
    return form.submit(expect_errors=True)


def test_a_pattern_fills_the_form_in_without_its_days(carer: TestApp, post: Post) -> None:
    need_id = post(category="tandem", headcount=2, timing="weekly", slots=["fri_evening"], last="2026-12-24",
                   reference="Zimmer 3", wish="Mit Geduld", languages=["ti"])  # fmt: skip
    saved = _save(carer, need_id, "Tandem am Freitag").follow()

    form = form_with(carer.get("/accommodation/needs/new").click("Tandem am Freitag"), "category")

    assert "Die Vorlage ist gespeichert." in saved
    assert (form["category"].value, form["headcount"].value, form["timing"].value) == ("tandem", "2", "weekly")
    assert (form["wish"].value, form["reference"].value, form["last"].value) == ("Mit Geduld", "Zimmer 3", "")
    assert (form.get("slots", 14).checked, form.get("languages", 0).value) == (True, "ti")


def test_a_pattern_of_something_once_has_no_moment(carer: TestApp, post: Post) -> None:
    _save(carer, post(category="transport", timing="once", once_at="2026-11-27T14:00:00+01:00"), "Umzug")

    form = form_with(carer.get("/accommodation/needs/new").click("Umzug"), "category")

    assert (form["category"].value, form["timing"].value, form["once_at"].value) == ("transport", "once", "")


def test_the_same_name_again_replaces_it_and_it_can_be_removed(carer: TestApp, post: Post) -> None:
    _save(carer, post(headcount=1), "Mittwochsrunde")
    _save(carer, post(headcount=4), "Mittwochsrunde")
    page = carer.get("/accommodation/needs/new")

    form = form_with(page.click("Mittwochsrunde"), "category")
    removal = form_with(page, "/remove")
    after = removal.submit().follow()
    again = removal.submit(expect_errors=True)

    assert form["headcount"].value == "4"
    assert "Die Vorlage ist gelöscht." in after and "Mittwochsrunde" not in after.html.main.text
    assert again.status_int == 303


def test_another_site_neither_sees_nor_uses_nor_removes_it(
    world: World, carer: TestApp, post: Post, new_site: Callable[..., UUID]
) -> None:
    _save(carer, post(category="tandem", wish="Nur für uns"), "Unser Treff")
    page = carer.get("/accommodation/needs/new")
    address = next(a["href"] for a in page.html.select("a") if a.text == "Unser Treff")
    stranger = world.browser(Role.STAFF, site_ids=[new_site(name="Haus B")])

    form_with(page, "/remove")
    assert "Unser Treff" not in stranger.get("/accommodation/needs/new")
    assert "Nur für uns" not in stranger.get(address)


@pytest.mark.parametrize(("name", "sentence"), [("", "Bitte ausfüllen."), ("x" * 61, "höchstens 60 Zeichen")])
def test_a_pattern_needs_a_name(carer: TestApp, post: Post, name: str, sentence: str) -> None:
    page = _save(carer, post(), name)

    assert page.status_int == 422
    assert sentence in page.html.find(id="f-name-error").text


def test_earlier_needs_are_offered_once_each(carer: TestApp, post: Post) -> None:
    post(category="sport"), post(category="sport"), post(category="tandem")

    links = carer.get("/accommodation/needs/new").html.select(".begin a")

    assert [link.text for link in links] == ["Tandem oder Mentoring", "Sport und Bewegung"]
