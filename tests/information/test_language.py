"""In which language a page answers: by the switch, then the account, then the browser; German where nothing fits."""

from collections.abc import Callable
from typing import Any

import pytest

from deploy.parts import NAMES
from shared.auth import Role
from shared.i18n import LANGUAGES
from shared.testing import World


def test_the_browsers_language_is_taken(world: World) -> None:
    page = world.visitor().get("/", headers={"Accept-Language": "ar, de;q=0.5"})

    assert (page.html.html["lang"], page.html.html["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("wish", ["", "xx", "de-AT", "*", "fr;q=broken", "\u00e4"])
def test_what_nobody_speaks_here_becomes_german(world: World, wish: str) -> None:
    page = world.visitor().get("/", headers={"Accept-Language": wish})

    assert page.html.html["lang"] == "de-CH"


def test_the_switch_beats_the_browser_and_stays(world: World) -> None:
    visitor = world.visitor()
    page = visitor.get("/privacy?a=1", headers={"Accept-Language": "it"})

    after = page.forms["language-form"].submit("language_switch", value="fr")

    assert after.location == "/privacy?a=1"
    assert visitor.get("/", headers={"Accept-Language": "it"}).html.html["lang"] == "fr-CH"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1", ""])
def test_the_switch_leads_nowhere_else(world: World, elsewhere: str) -> None:
    form = world.visitor().get("/privacy").forms["language-form"]
    form["next"] = elsewhere

    assert form.submit("language_switch", value="fr").location == "/"


@pytest.fixture
def everything(make_world: Callable[..., World]) -> World:
    return make_world(*NAMES)


ODD = ["http://[::1", "http://localhost//example.org/x", "http://example.org/x", "//", "x"]


@pytest.mark.parametrize("referrer", ODD)
def test_where_somebody_came_from_leads_nowhere_else(everything: World, referrer: str) -> None:
    visitor = everything.visitor()
    form = visitor.get("/volunteers/sign-up/contact").forms["page-form"]
    fields = [*form.submit_fields(), ("language_switch", "fr")]

    answer = visitor.post("/volunteers/sign-up/forget", fields, headers={"Referer": referrer}, status="*")

    assert answer.status_int < 500
    assert not (answer.location or "/").removeprefix("http://localhost").startswith("//")


def test_a_language_that_is_not_offered_changes_nothing(world: World) -> None:
    visitor = world.visitor()
    form = visitor.get("/privacy").forms["language-form"]

    answer = form.submit("language_switch", value="de")
    visitor.set_cookie("rif_language", "xx")

    assert answer.status_int == 303
    assert visitor.get("/").html.html["lang"] == "de-CH"


def test_the_public_is_offered_all_languages_and_the_office_those_of_all_pages(
    make_world: Callable[..., World],
) -> None:
    world = make_world("information", "matching")

    public = world.visitor().get("/")
    office = world.browser(Role.COORDINATOR).get("/matching/today")

    assert languages_of(public) == list(LANGUAGES)
    assert languages_of(office) == ["de", "fr", "it", "en"]


def test_a_translation_nobody_has_read_says_so(world: World) -> None:
    german, english = (world.visitor().get("/", headers={"Accept-Language": code}) for code in ("de", "en"))

    assert german.html.select_one(".unread") is None
    assert english.html.select_one(".unread") is not None


def languages_of(page: Any) -> list[str]:
    return [button["value"] for button in page.html.select(".languages button")]
