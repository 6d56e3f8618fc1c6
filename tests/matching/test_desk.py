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

    cards = browser.get("/matching/desk").html.select("ul.stack > li")

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

    assert len(page.html.select("ul.stack > li")) == count
    assert ("Keine offenen Anfragen" in page) is (count == 0)


def test_a_long_list_comes_in_pages_and_keeps_the_filter(browser, world):
    world.tell(*(need(category="sport") for _ in range(51)))

    page = browser.get("/matching/desk?category=sport")
    second = page.click("Weiter")

    assert len(page.html.select("ul.stack > li")) == 50
    assert len(second.html.select("ul.stack > li")) == 1


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


def test_several_are_asked_from_the_desk_with_a_message(browser, desk, world):
    wanted, anna, beat = need(), offer("Anna M."), offer("Beat K.")
    world.tell(wanted, anna, beat)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    for box in form.fields["offer_ids"]:
        box.checked = True
    form["answer_by"] = "2026-11-25T18:00"
    form["message"] = "Hätten Sie Zeit?"

    page = form.submit().follow()

    assert "gehen jetzt per E-Mail hinaus" in page
    made = desk.api.get("/matching/api/matches", need_id=str(wanted.need_id)).json
    assert sorted(match["name"] for match in made) == ["Anna M.", "Beat K."]
    assert {match["answer_by"] for match in made} == {"2026-11-25T17:00:00+00:00"}
    assert "0 von 1" in page
    assert "2 angefragt" in page


def test_nothing_typed_is_lost_when_nobody_is_ticked(browser, desk, world):
    wanted, anna = need(), offer()
    world.tell(wanted, anna)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    form["message"] = "Hätten Sie Zeit?"
    form["answer_by"] = "bald"

    page = form.submit(status=422)

    assert form_with(page, "message")["message"].value.strip() == "Hätten Sie Zeit?"
    assert form_with(page, "message")["answer_by"].value == "bald"
    assert "Bitte prüfen Sie Ihre Angaben" in page
    assert desk.told() == []


def test_somebody_who_paused_meanwhile_is_named_and_nobody_is_asked(browser, desk, world):
    wanted, anna = need(), offer("Anna M.")
    world.tell(wanted, anna)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    form.fields["offer_ids"][0].checked = True
    world.tell(newer(anna, state=VolunteerState.PAUSED))

    page = form.submit(status=409)

    assert "Anna M.: Ist zurzeit nicht einsatzbereit." in page
    assert desk.told() == []


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
    page = "/matching/" + where.format(need_id=wanted.need_id, match_id=match_id)
    few = statements(world, lambda: browser.get(page))

    world.tell(*(offer() for _ in range(40)), *(need() for _ in range(40)))
    desk.asked(wanted, *(offer() for _ in range(20)))
    desk.click(desk.asked(one_off(), offer())[0], "accept")

    many = statements(world, lambda: browser.get(page))
    assert many <= few <= 15


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
