"""The form of a need says nothing untrue by itself: what it cannot know it asks; what a copy leaves out it says."""

from collections.abc import Callable
from uuid import UUID

import pytest
from webtest import TestApp

from shared.contracts.accommodation import NeedChanged
from shared.testing import World
from tests.accommodation.conftest import ask, form_with

Post = Callable[..., UUID]
RULE = "bekommt den Platz, wer zuerst Ja sagt. Sonst wählt meistens die Fachstelle aus."
ONCE = {"category": "transport", "timing": "once", "once_at": "2026-11-27T14:00:00+01:00"}


def test_for_whom_help_is_needed_is_asked_and_not_assumed(world: World, carer: TestApp) -> None:
    form = form_with(carer.get("/accommodation/needs/new"), "category")
    form["category"] = "sport"

    unsaid = form.submit(expect_errors=True)
    again = form_with(unsaid, "category")
    again["age_group"], again["persons"] = "seniors", "7"
    again.submit()

    assert (form["age_group"].value, form["persons"].value) == ("", "")
    assert {a["href"] for a in unsaid.html.select(".summary a")} == {"#f-age_group", "#f-persons"}
    assert [(told.age_group, told.persons) for told in world.told("accommodation", NeedChanged)] == [("seniors", 7)]


def test_the_public_form_asks_it_too(world: World) -> None:
    page = ask(world, age_group="", persons="")

    assert page.status_int == 422
    assert {a["href"] for a in page.html.select(".summary a")} == {"#f-age_group", "#f-persons"}


def test_by_which_rule_somebody_gets_the_place_is_said_before_sending(
    world: World, carer: TestApp, office: TestApp, site_id: UUID
) -> None:
    own, public = carer.get("/accommodation/needs/new"), world.visitor().get("/accommodation/ask")

    assert all(RULE in page.html.find("form", id="page-form").text for page in (own, public))
    assert office.get("/accommodation/needs/new").html.find(id="f-selection")


@pytest.mark.parametrize("button", ["Ähnliche Anfrage stellen", "Frühere Anfrage", "Vorlage"])
def test_a_copy_of_something_once_says_that_its_date_has_to_be_set(carer: TestApp, post: Post, button: str) -> None:
    page = carer.get(f"/accommodation/needs/{post(**ONCE)}")
    if button == "Vorlage":
        form = form_with(page, "/pattern")
        form["name"] = "Umzug"
        form.submit()
    begin = {"Ähnliche Anfrage stellen": lambda: page.click(button),
             "Frühere Anfrage": lambda: carer.get("/accommodation/needs/new").click("Fahrdienst|Transport|Fahr"),
             "Vorlage": lambda: carer.get("/accommodation/needs/new").click("Umzug")}  # fmt: skip

    copy = begin[button]()

    notice = copy.html.select_one("main .notice.warn")
    assert "Das Datum ist nicht übernommen worden." in notice.text and notice.a["href"] == "#f-once_at"
    field = copy.html.find(id="f-once_at")
    assert "Bitte neu angeben" in copy.html.find(id=field["aria-describedby"]).text


@pytest.mark.parametrize(("given", "told"), [({"last": "2026-12-24"}, 1), ({"first": "2026-12-01"}, 1), ({}, 0)])
def test_a_copy_of_something_longer_says_so_only_where_there_were_days(
    carer: TestApp, post: Post, given: dict[str, str], told: int
) -> None:
    copy = carer.get(f"/accommodation/needs/new?copy={post(**given)}")

    notices = copy.html.select("main .notice.warn")
    assert [notice.a["href"] for notice in notices] == ["#f-first"] * told


def test_once_sent_the_copy_speaks_of_what_is_wrong_only(carer: TestApp, post: Post) -> None:
    form = form_with(carer.get(f"/accommodation/needs/new?copy={post(**ONCE)}"), "category")

    page = form.submit(expect_errors=True)

    assert (page.status_int, page.html.select("main .notice.warn")) == (422, [])
    assert "Bitte geben Sie Datum und Uhrzeit an." in page.html.find(id="f-once_at-error").text
