"""The desk: needs that look for somebody, who fits, and whom to ask."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from webtest import TestApp

from shared.contracts.accommodation import NeedState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Slot, Timing
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import WOHLEN, form_with, need, newer, offer, one_off, site


def test_the_chosen_need_shows_what_it_is_about_and_who_fits(browser: TestApp, world: World) -> None:
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


def test_an_ended_need_offers_nobody(browser: TestApp, world: World) -> None:
    wanted = need(state=NeedState.DONE)
    world.tell(wanted, offer("Anna M."))

    page = browser.get(f"/matching/desk/{wanted.need_id}")

    assert "Es wird niemand mehr gesucht" in page
    assert "Anna M." not in page


def test_more_are_shown_on_demand(browser: TestApp, world: World) -> None:
    wanted = need()
    world.tell(wanted, *(offer() for _ in range(30)))

    page = browser.get(f"/matching/desk/{wanted.need_id}")
    more = page.click("Mehr zeigen")

    assert len(page.html.select("input[name=offer_ids]")) == 20
    assert len(more.html.select("input[name=offer_ids]")) == 30


def test_a_pick_beside_the_need_leads_back_to_the_need(browser: TestApp, desk: Desk) -> None:
    wanted = need()
    [match_id] = desk.asked(wanted, offer("Anna M."))
    desk.click(match_id, "accept")
    page = browser.get(f"/matching/desk/{wanted.need_id}")
    [form] = [form for form in page.forms.values() if form.fields.get("button") and form["button"].value == "pick"]

    after = form.submit().forms["page-form"].submit().follow()

    assert after.request.path == f"/matching/desk/{wanted.need_id}"
    assert "1 von 1" in after


def test_names_are_escaped(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need(wish="<script>alert(1)</script>")
    [match_id] = desk.asked(wanted, offer("<b>Anna</b> M."))

    for page in (f"/matching/desk/{wanted.need_id}", f"/matching/matches/{match_id}", "/matching/desk"):
        assert "<script>alert" not in browser.get(page)
        assert "<b>Anna" not in browser.get(page)


@pytest.mark.parametrize("where", ["today", "desk", "desk/{need_id}", "matches/{match_id}"])
def test_a_page_asks_the_database_as_often_for_much_as_for_little(
    browser: TestApp, desk: Desk, world: World, where: str
) -> None:
    wanted = need(headcount=40)
    [match_id] = desk.asked(wanted, offer())
    world.tell(offer("Beat K."))
    page = "/matching/" + where.format(need_id=wanted.need_id, match_id=match_id)
    desk.click(desk.asked(need(), offer())[0], "accept")
    few = statements(world, lambda: browser.get(page))

    world.tell(*(offer() for _ in range(40)), *(need() for _ in range(40)))
    desk.asked(wanted, *(offer() for _ in range(20)))
    desk.click(desk.asked(one_off(), offer())[0], "accept")
    for _ in range(2):
        desk.click(desk.asked(need(), offer())[0], "accept")

    many = statements(world, lambda: browser.get(page))
    assert many <= few <= 15


def test_the_person_beside_the_need_is_the_best_until_another_is_chosen(browser: TestApp, world: World) -> None:
    wanted, far = need(), offer("Beat K.", bfs_nr=WOHLEN)
    world.tell(wanted, offer("Anna M."), far)

    first = browser.get(f"/matching/desk/{wanted.need_id}")
    second = browser.get(f"/matching/desk/{wanted.need_id}?offer={far.offer_id}")

    assert first.html.select_one("#person h2").text == "Anna M."
    assert second.html.select_one("#person h2").text == "Beat K."
    assert second.html.select_one("#person h2 a")["href"] == f"/volunteers/desk/{far.volunteer_id}"
    points = [int(cell.text.split("/")[0]) for cell in second.html.select(".points td")]
    assert sum(points) == int(second.html.select_one(".points .score").text)


def test_why_not_is_answered_for_whoever_is_asked_about(browser: TestApp, world: World) -> None:
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


def test_every_rule_says_how_many_it_excludes(browser: TestApp, world: World) -> None:
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


def test_a_filled_need_shows_who_comes_and_no_ranking(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = one_off()
    [match_id] = desk.asked(wanted, offer("Anna M."))
    world.tell(offer("Beat K."))
    desk.click(match_id, "accept")

    page = browser.get(f"/matching/desk/{wanted.need_id}")

    assert "Alle Plätze sind besetzt." in page
    assert "Wer kommt" in page
    assert page.html.select_one("#need tbody a").text == "Anna M."
    assert not page.html.select("[name=offer_ids]")


def version(browser: TestApp, path: str = "/matching/desk") -> str:
    return browser.get(path).html.find(id="desk")["data-version"]


def test_who_has_seen_it_already_is_answered_with_nothing(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need()
    world.tell(wanted, offer())
    path = f"/matching/desk/{wanted.need_id}"
    seen = {"If-None-Match": f'"{version(browser, path)}"'}

    assert browser.get(path, headers=seen, status=304).body == b""
    assert statements(world, lambda: browser.get(path, headers=seen)) <= 5


@pytest.mark.parametrize("what", ["need", "offer", "proposal", "answer"])
def test_whatever_changes_the_desk_changes_its_version(browser: TestApp, desk: Desk, world: World, what: str) -> None:
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


def statements(world: World, work: Callable[[], object]) -> int:
    """How many statements something takes."""
    counted = []

    def count(*told: Any) -> None:
        counted.append(told[2])

    engine = world.db("matching").engine
    event.listen(engine, "before_cursor_execute", count)
    work()
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_a_refused_form_knows_how_new_it_is_too(browser: TestApp, world: World) -> None:
    world.tell(wanted := need(), offer("Anna M."))
    page = browser.get(f"/matching/desk/{wanted.need_id}")

    refused = form_with(page, "message").submit(status=422)

    assert refused.html.find(id="desk")["data-version"] == page.html.find(id="desk")["data-version"] != ""


def test_asking_nobody_says_what_to_do(browser: TestApp, world: World) -> None:
    world.tell(wanted := need(), offer("Anna M."))

    refused = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "message").submit(status=422)

    assert "Bitte kreuzen Sie mindestens eine Person an." in refused.html.select_one(".summary").text


def test_a_refusal_is_headed_by_its_kind(browser: TestApp, desk: Desk, world: World) -> None:
    wanted, anna = need(), offer("Anna M.")
    world.tell(wanted, anna)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "message")
    form["offer_ids"] = [str(anna.offer_id)]
    desk.propose(wanted, anna)

    refused = form.submit(status=409)

    assert refused.html.select_one(".summary h2").text == "In der Zwischenzeit hat sich hier etwas geändert"


def test_what_ends_help_that_goes_on_is_behind_more_with_what_follows(browser: TestApp, desk: Desk) -> None:
    wanted = one_off()
    [match_id] = desk.asked(wanted, offer("Anna M."))
    desk.click(match_id, "accept", "start")

    moves = browser.get(f"/matching/desk/{wanted.need_id}").html.select_one("[data-part=coming] .moves")

    more = moves.select_one("details").extract()
    assert [button["value"] for button in moves.select("[name=button]")] == ["pause"]
    assert [row.select_one("[name=button]")["value"] for row in more.select("li")] == [
        "close", "fail", "gave_up", "withdraw",
    ]  # fmt: skip
    assert all(row.p.text for row in more.select("li"))
