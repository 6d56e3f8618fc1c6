"""The page behind the link in a volunteer's mail: what it says, to whom, and what she may say besides yes or no."""

from collections.abc import Callable

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.words import Level, Slot, Timing
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import form_with, need, offer, one_off


def test_the_page_says_what_where_when_and_until_when(desk: Desk, world: World, link: Callable[..., str]) -> None:
    wanted = one_off(once_at=one_off().once_at.replace(hour=13, minute=30, second=0), minutes=90)
    world.tell(wanted, anna := offer())
    [match] = desk.propose(wanted, anna, message="Treffpunkt ist der Bahnhof.")

    page = world.visitor().get(link(match["id"]))

    for text in (
        "Begleitung zu Behörden", "Bremgarten (AG)", "Do 26.11.2026, 14.30\u00a0Uhr", "1\u00a0h 30\u00a0min",
        "Treffpunkt ist der Bahnhof.", "25.11.2026",
    ):  # fmt: skip
        assert text in page
    assert [button.text for button in page.html.main.find_all("button")] == ["Ja", "Nein", "Später"]


def test_the_page_says_why_she_is_asked_in_words_for_herself(
    desk: Desk, world: World, link: Callable[..., str]
) -> None:
    asked = need(languages=["ti"], timing=Timing.WEEKLY, slots=[Slot.TUE_EVENING])
    [match_id] = desk.asked(asked, offer(languages={"ti": Level.B1}, slots=[Slot.TUE_EVENING]))

    page = world.visitor().get(link(match_id))

    for text in (
        "Sie möchten hier helfen: Deutsch sprechen und üben.", "Sie sprechen Tigrinya.", "Es ist in Ihrer Nähe.",
        "Sie haben Zeit: Di Abend.",
    ):  # fmt: skip
        assert text in page


@pytest.mark.parametrize("answer", ["yes", "no", "later"])
def test_what_she_says_with_her_answer_stands_in_the_history(
    desk: Desk, world: World, browser: TestApp, link: Callable[..., str], answer: str
) -> None:
    [match_id] = desk.asked(one_off(), offer())
    form = form_with(world.visitor().get(link(match_id)), "reason")
    form["reason"] = "Nur am Vormittag."

    form.submit("answer", value=answer).follow()

    assert "Nur am Vormittag." in browser.get(f"/matching/matches/{match_id}").html.find("ol", "timeline").li.text


def test_the_link_of_another_volunteer_shows_and_changes_nothing(
    desk: Desk, world: World, link: Callable[..., str]
) -> None:
    [match_id] = desk.asked(one_off(), offer("Anna M."))
    form = world.visitor().get(link(match_id)).forms["page-form"]
    other = world.browser(Role.VOLUNTEER, name="Beat Keller")

    page = other.get(link(match_id), status=403)
    other.post(link(match_id), form.submit_fields("answer"), status="*")

    assert "für jemand anderes" in page.html.h1.text
    assert "Begleitung" not in page.html.main.text
    assert desk.match(match_id)["state"] == "proposed"


def test_she_herself_and_the_office_may_open_it_signed_in(
    desk: Desk, world: World, browser: TestApp, link: Callable[..., str]
) -> None:
    anna = offer("Anna M.")
    [match_id] = desk.asked(one_off(), anna)

    for signed_in in (browser, world.browser(Role.VOLUNTEER, anna.volunteer_id)):
        assert "Können Sie helfen?" in signed_in.get(link(match_id))


def test_in_another_language_what_she_typed_is_still_there(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())
    form = form_with(world.visitor().get(link(match_id)), "reason")
    form["reason"] = "Nur am Vormittag."

    page = form.submit("language_switch", value="ar")

    assert page.html.html["dir"] == "rtl"
    assert form_with(page, "reason")["reason"].value.strip() == "Nur am Vormittag."
    assert desk.match(match_id)["answer"] is None


def test_whatever_the_page_says_there_is_a_way_on(
    desk: Desk, world: World, browser: TestApp, link: Callable[..., str]
) -> None:
    anna = offer("Anna M.")
    [match_id] = desk.asked(one_off(), anna)
    form = world.visitor().get(link(match_id)).forms["page-form"]

    def way_on(reader: TestApp) -> str:
        return reader.get(link(match_id)).html.main.select("a")[-1]["href"]

    asked = way_on(world.visitor()), way_on(world.browser(Role.VOLUNTEER, anna.volunteer_id)), way_on(browser)
    after = form.submit("answer", value="later").follow()

    assert asked == ("/", "/volunteers/me", f"/matching/matches/{match_id}")
    assert after.html.main.select("a")[-1]["href"] == "/"
