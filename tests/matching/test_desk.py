"""The desk: needs that look for somebody, who fits, and whom to ask."""

import pytest
from sqlalchemy import event

from shared.contracts.accommodation import NeedState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Slot, Timing, Urgency
from tests.matching.making import WOHLEN, form_with, need, newer, offer, one_off, site


def test_the_desk_lists_needs_that_look_for_somebody_urgent_first(browser, world):
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
def test_filters_stand_in_the_address(browser, world, query, count):
    world.tell(
        need(category="sport"), need(bfs_nr=WOHLEN), need(state=NeedState.PROPOSED), need(state=NeedState.FILLED)
    )

    page = browser.get("/matching/desk" + query)

    assert len(page.html.select(".rows > .row")) == count
    assert ("Keine offenen Anfragen" in page) is (count == 0)


def test_a_long_list_comes_in_pages_and_keeps_the_filter(browser, world):
    world.tell(*(need(category="sport") for _ in range(51)))

    page = browser.get("/matching/desk?category=sport")
    second = page.click("Weiter")

    assert len(page.html.select(".rows > .row")) == 50
    assert len(second.html.select(".rows > .row")) == 1


def test_the_chosen_need_shows_what_it_is_about_and_who_fits(browser, world):
    where = site("Haus Linde")
    wanted = need(
        site_id=where.site_id, languages=["ti"], minors=True, wish="Ruhiges Zimmer ist da.", timing=Timing.WEEKLY,
        slots=[Slot.TUE_EVENING],
    )  # fmt: skip
    world.tell(where, wanted, offer("Anna M.", clearances=[]), offer("Beat K.", categories=["sport"]))

    page = browser.get(f"/matching/desk/{wanted.need_id}")

    for text in (
        "Haus Linde, Bremgarten (AG)",
        "jede Woche: Di Abend",
        "Tigrinya",
        "Sonderprivatauszug",
        "Ruhiges Zimmer",
    ):
        assert text in page
    assert "Im Moment passt niemand" in page
    assert "2 Angebote passen nicht" in page


def test_an_ended_need_offers_nobody(browser, world):
    wanted = need(state=NeedState.DONE)
    world.tell(wanted, offer("Anna M."))

    page = browser.get(f"/matching/desk/{wanted.need_id}")

    assert "Es wird niemand mehr gesucht" in page
    assert "Anna M." not in page


def test_more_are_shown_on_demand(browser, world):
    wanted = need()
    world.tell(wanted, *(offer() for _ in range(30)))

    page = browser.get(f"/matching/desk/{wanted.need_id}")
    more = page.click("Mehr zeigen")

    assert len(page.html.select("input[name=offer_ids]")) == 20
    assert len(more.html.select("input[name=offer_ids]")) == 30


def test_a_pick_beside_the_need_leads_back_to_the_need(browser, desk):
    wanted = need()
    [match_id] = desk.asked(wanted, offer("Anna M."))
    desk.click(match_id, "accept")
    page = browser.get(f"/matching/desk/{wanted.need_id}")
    [form] = [form for form in page.forms.values() if form.fields.get("button") and form["button"].value == "pick"]

    after = form.submit().follow()

    assert after.request.path == f"/matching/desk/{wanted.need_id}"
    assert "1 von 1" in after


def test_names_are_escaped(browser, desk, world):
    wanted = need(wish="<script>alert(1)</script>")
    [match_id] = desk.asked(wanted, offer("<b>Anna</b> M."))

    for page in (f"/matching/desk/{wanted.need_id}", f"/matching/matches/{match_id}", "/matching/desk"):
        assert "<script>alert" not in browser.get(page)
        assert "<b>Anna" not in browser.get(page)


@pytest.mark.parametrize("where", ["today", "desk", "desk/{need_id}", "matches/{match_id}"])
def test_a_page_asks_the_database_as_often_for_much_as_for_little(browser, desk, world, where):
    wanted = need(headcount=40)
    [match_id] = desk.asked(wanted, offer())
    world.tell(offer("Beat K."))
    page = "/matching/" + where.format(need_id=wanted.need_id, match_id=match_id)
    few = statements(world, lambda: browser.get(page))

    world.tell(*(offer() for _ in range(40)), *(need() for _ in range(40)))
    desk.asked(wanted, *(offer() for _ in range(20)))
    desk.click(desk.asked(one_off(), offer())[0], "accept")

    many = statements(world, lambda: browser.get(page))
    assert many <= few <= 15


@pytest.mark.parametrize("words", ["linde", "haus LINDE", "sport", "Wohlen", "wohlen sport", "turnhalle"])
def test_needs_are_found_by_what_is_written_of_them(browser, world, words):
    where = site("Haus Linde")
    wanted = need(category="sport", bfs_nr=WOHLEN, site_id=where.site_id, wish="Die Turnhalle ist offen.")
    world.tell(where, wanted, need())

    rows = browser.get("/matching/desk", {"q": words}).html.select(".rows > .row")

    assert [row["id"] for row in rows] == [f"n-{wanted.need_id}"]


def test_two_needs_that_are_alike_can_be_told_apart(browser, world):
    one, other = need(), need()
    world.tell(one, other)

    ids = [row.select_one(".id").text for row in browser.get("/matching/desk").html.select(".row")]
    [found] = browser.get("/matching/desk", {"q": ids[0]}).html.select(".row")

    assert ids == [one.need_id.hex[-4:].upper(), other.need_id.hex[-4:].upper()]
    assert found["id"] == f"n-{one.need_id}"


def test_a_link_from_the_list_keeps_what_was_filtered(browser, world):
    wanted = need(urgency=Urgency.HIGH)
    world.tell(wanted, need(), offer("Anna M."))

    page = browser.get("/matching/desk?urgency=high&q=deutsch").click(href=str(wanted.need_id))
    beside = page.click("Anna M.", href="offer=", index=0)

    assert len(page.html.select(".row")) == len(beside.html.select(".row")) == 1
    assert "urgency=high" in beside.request.query_string
    assert beside.html.select_one("#person h2").text == "Anna M."


def test_the_person_beside_the_need_is_the_best_until_another_is_chosen(browser, world):
    wanted, far = need(), offer("Beat K.", bfs_nr=WOHLEN)
    world.tell(wanted, offer("Anna M."), far)

    first = browser.get(f"/matching/desk/{wanted.need_id}")
    second = browser.get(f"/matching/desk/{wanted.need_id}?offer={far.offer_id}")

    assert first.html.select_one("#person h2").text == "Anna M."
    assert second.html.select_one("#person h2").text == "Beat K."
    assert second.html.select_one("#person h2 a")["href"] == f"/volunteers/desk/{far.volunteer_id}"
    points = [int(cell.text.split("/")[0]) for cell in second.html.select(".points td")]
    assert sum(points) == int(second.html.select_one(".points .score").text)


def test_why_not_is_answered_for_whoever_is_asked_about(browser, world):
    wanted = need()
    others = [offer(f"Nr. {number}", categories=["sport"]) for number in range(30)]
    world.tell(wanted, *others, offer("Zora X.", state=VolunteerState.PAUSED), offer("Anna M."))
    page = browser.get(f"/matching/desk/{wanted.need_id}")
    assert "Zora X." not in page

    form = form_with(page, "why")
    form["why"] = "zora"
    paused = form.submit().html.select_one(".why")
    form["why"] = "anna"
    fitting = form.submit().html.select_one(".why")
    form["why"] = "Niemand"
    nobody = form.submit().html.select_one(".why")

    assert "Ist zurzeit nicht einsatzbereit." in paused.tbody.text
    assert "Anna M. passt, mit" in fitting.text
    assert "So heisst niemand." in nobody.text


def test_every_rule_says_how_many_it_excludes(browser, world):
    wanted = need()
    world.tell(wanted, *(offer(categories=["sport"]) for _ in range(30)))
    world.tell(*(offer(state=VolunteerState.PAUSED) for _ in range(3)), offer(travel_km=1, bfs_nr=WOHLEN))
    world.tell(offer(state=VolunteerState.BLOCKED), offer(state=VolunteerState.LEFT))

    page = browser.get(f"/matching/desk/{wanted.need_id}")

    assert "35 Angebote passen nicht" in page
    counts = {rule.get_text(" ").split(" ", 1)[1].strip(): rule.span.text for rule in page.html.select(".rules li")}
    assert counts == {
        "Bietet diese Art von Hilfe nicht an.": "30",
        "Ist zurzeit nicht einsatzbereit.": "3",
        "Wohnt weiter weg, als sie oder er reisen möchte.": "1",
        "Ist gesperrt.": "1",
    }


def test_a_filled_need_shows_who_comes_and_no_ranking(browser, desk, world):
    wanted = one_off()
    [match_id] = desk.asked(wanted, offer("Anna M."))
    world.tell(offer("Beat K."))
    desk.click(match_id, "accept")

    page = browser.get(f"/matching/desk/{wanted.need_id}")

    assert "Alle Plätze sind besetzt." in page
    assert "Wer kommt" in page
    assert page.html.select_one("#need tbody a").text == "Anna M."
    assert not page.html.select("[name=offer_ids]")


def version(browser, path="/matching/desk"):
    return browser.get(path).html.find(id="desk")["data-version"]


def test_who_has_seen_it_already_is_answered_with_nothing(browser, desk, world):
    wanted = need()
    world.tell(wanted, offer())
    path = f"/matching/desk/{wanted.need_id}"
    seen = {"If-None-Match": f'"{version(browser, path)}"'}

    assert browser.get(path, headers=seen, status=304).body == b""
    assert statements(world, lambda: browser.get(path, headers=seen)) <= 5


@pytest.mark.parametrize("what", ["need", "offer", "proposal", "answer"])
def test_whatever_changes_the_desk_changes_its_version(browser, desk, world, what):
    wanted, anna = need(), offer("Anna M.")
    [match_id] = desk.asked(wanted, anna)
    changes = {
        "need": lambda: world.tell(newer(wanted, headcount=2)),
        "offer": lambda: world.tell(newer(anna, travel_km=5)),
        "proposal": lambda: desk.propose(wanted, beat),
        "answer": lambda: desk.click(match_id, "accept"),
    }
    world.tell(beat := offer("Beat K."))
    before = version(browser)
    world.advance(seconds=1)

    changes[what]()

    assert version(browser) != before


def statements(world, work):
    """How many statements something takes."""
    counted = []

    def count(*told):
        counted.append(told[2])

    engine = world.db("matching").engine
    event.listen(engine, "before_cursor_execute", count)
    work()
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)
