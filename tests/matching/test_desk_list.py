"""The desk's list of needs: what is in it, how it is narrowed and searched, and how links keep that."""

import pytest
from webtest import TestApp

from shared.contracts.accommodation import NeedState
from shared.contracts.words import Urgency
from shared.testing import World
from tests.matching.making import WOHLEN, need, offer, site


def test_the_desk_lists_needs_that_look_for_somebody_urgent_first(browser: TestApp, world: World) -> None:
    where = site("Haus Linde")
    first = need(category="sport", headcount=3, site_id=where.site_id)
    second = need(urgency=Urgency.HIGH, bfs_nr=WOHLEN)
    world.tell(where, first, second, need(state=NeedState.DONE), need(state=NeedState.FILLED))

    cards = browser.get("/matching/desk").html.select(".rows > .row")

    assert [card.a["href"].split("/")[-1] for card in cards] == [str(second.need_id), str(first.need_id)]
    assert "dringend" in cards[0].text
    assert "Wohlen (AG)" in cards[0].text
    assert "0 von 3" in cards[1].text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?category=sport", 1),
        (f"?bfs={WOHLEN}", 1),
        ("?state=proposed", 1),
        ("?state=filled", 1),
        (f"?category=sport&bfs={WOHLEN}", 0),
        ("?category=&bfs=&state=", 3),
        ("?bfs=x&state=burnt&page=-3&colour=red", 3),
    ],
)
def test_filters_stand_in_the_address(browser: TestApp, world: World, query: str, count: int) -> None:
    world.tell(
        need(category="sport"), need(bfs_nr=WOHLEN), need(state=NeedState.PROPOSED), need(state=NeedState.FILLED)
    )

    page = browser.get("/matching/desk" + query)

    assert len(page.html.select(".rows > .row")) == count
    assert ("Keine offenen Anfragen" in page) is (count == 0)


def test_a_long_list_comes_in_pages_and_keeps_the_filter(browser: TestApp, world: World) -> None:
    world.tell(*(need(category="sport") for _ in range(51)))

    page = browser.get("/matching/desk?category=sport")
    second = page.click("Weiter")

    assert len(page.html.select(".rows > .row")) == 50
    assert len(second.html.select(".rows > .row")) == 1


@pytest.mark.parametrize("words", ["linde", "haus LINDE", "sport", "Wohlen", "wohlen sport", "turnhalle"])
def test_needs_are_found_by_what_is_written_of_them(browser: TestApp, world: World, words: str) -> None:
    where = site("Haus Linde")
    wanted = need(category="sport", bfs_nr=WOHLEN, site_id=where.site_id, wish="Die Turnhalle ist offen.")
    world.tell(where, wanted, need())

    rows = browser.get("/matching/desk", {"q": words}).html.select(".rows > .row")

    assert [row["id"] for row in rows] == [f"n-{wanted.need_id}"]


def test_two_needs_that_are_alike_can_be_told_apart(browser: TestApp, world: World) -> None:
    one, other = need(), need()
    world.tell(one, other)

    ids = [row.select_one(".id").text for row in browser.get("/matching/desk").html.select(".row")]
    [found] = browser.get("/matching/desk", {"q": ids[0]}).html.select(".row")

    assert ids == [one.need_id.hex[-4:].upper(), other.need_id.hex[-4:].upper()]
    assert found["id"] == f"n-{one.need_id}"


def test_a_link_from_the_list_keeps_what_was_filtered(browser: TestApp, world: World) -> None:
    wanted = need(urgency=Urgency.HIGH)
    world.tell(wanted, need(), offer("Anna M."))

    page = browser.get("/matching/desk?urgency=high&q=deutsch").click(href=str(wanted.need_id))
    beside = page.click("Anna M.", href="offer=", index=0)

    assert len(page.html.select(".row")) == len(beside.html.select(".row")) == 1
    assert "urgency=high" in beside.request.query_string
    assert beside.html.select_one("#person h2").text == "Anna M."


def test_where_a_search_finds_nothing_the_other_places_are_offered_with_the_same_words(
    browser: TestApp, world: World
) -> None:
    world.tell(need())

    searched = browser.get("/matching/desk?q=Linde").html.find(id="list")
    filtered = browser.get("/matching/desk?category=sport").html.find(id="list")

    ways = [a["href"] for a in searched.select(".empty a")]
    assert ways and all(href.endswith("/search?q=Linde") or href.endswith("/search/needs?q=Linde") for href in ways)
    assert not filtered.select(".empty a")


def test_only_an_empty_list_of_everything_means_that_all_is_done(browser: TestApp, world: World) -> None:
    world.tell(site())
    empty = browser.get("/matching/desk")
    world.tell(need())

    searched, filtered = browser.get("/matching/desk?q=Linde"), browser.get("/matching/desk?category=sport")

    assert ["Alles vermittelt" in page for page in (empty, searched, filtered)] == [True, False, False]
