"""The desk with its scripts, in a real browser: keys, panes that load by themselves, and news that disturb nobody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from shared.auth import Role
from shared.contracts.accommodation import NeedState
from shared.contracts.words import Urgency
from shared.testing import World, free_port
from tests.browser import chromium
from tests.browser.office import serving
from tests.matching.making import need, newer, offer, one_off, site

pytestmark = pytest.mark.needs("chromium")

Tab = Page
PEOPLE = [offer("Anna M."), offer("Beat K."), offer("Cora L.")]


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """With the home of all pages, where scripts and styles come from."""
    return make_world("information", "matching")


@pytest.fixture(scope="module")
def browser_window() -> Iterator[Any]:
    with chromium.running() as browser:
        yield browser


@pytest.fixture
def open_desk(world: World, browser_window: Any) -> Iterator[Callable[..., Tab]]:
    """Open an address as a coordinator, in a window of a size."""
    port = free_port()
    with serving(world.wsgi, port):
        contexts = []

        def show(path: str = "/matching/desk", width: int = 1440) -> Tab:
            context = browser_window.new_context(
                viewport={"width": width, "height": 800}, base_url=f"http://localhost:{port}", locale="de-CH"
            )
            contexts.append(context)
            token = world.token(Role.COORDINATOR, name="Regula Muster")
            context.add_cookies([{"name": "rif", "value": token, "url": f"http://localhost:{port}"}])
            tab = context.new_page()
            tab.goto(path)
            return tab

        yield show
        for context in contexts:
            context.close()


@pytest.fixture
def office(world: World) -> list[Any]:
    """Three needs and three people who fit each of them."""
    where = site("Haus Linde")
    needs = [need(site_id=where.site_id, wish=f"Wunsch {number}") for number in (1, 2, 3)]
    world.tell(where, *needs, *PEOPLE)
    return needs


def look(tab: Tab) -> None:
    """Somebody comes back to this tab: it asks at once what is new."""
    with tab.expect_response(lambda answer: "/matching/desk" in answer.url):
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def focused(tab: Tab) -> str:
    return str(tab.evaluate("document.activeElement.closest('.row, tr')?.textContent ?? ''"))


def test_keys_lead_through_the_needs_and_open_one_without_loading_the_page(open_desk: Any, office: Any) -> None:
    tab = open_desk()
    tab.evaluate("window.stays = true")

    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    tab.keyboard.press("Enter")

    expect(tab.locator("#need .wish")).to_have_text("Wunsch 2")
    expect(tab.locator("#said")).to_have_text("Anfrage geladen: Deutsch sprechen und üben")
    assert tab.url.endswith(str(office[1].need_id))
    assert tab.evaluate("window.stays")
    tab.go_back()
    expect(tab.locator("#need h1")).to_have_count(0)
    tab.go_forward()
    expect(tab.locator("#need .wish")).to_have_text("Wunsch 2")


def test_p_ticks_the_person_and_leads_to_the_message(open_desk: Any, office: Any) -> None:
    tab = open_desk(f"/matching/desk/{office[0].need_id}")
    tab.locator("#need .go").first.focus()

    tab.keyboard.press("j")
    tab.keyboard.press("p")
    tab.keyboard.type("jkp?")

    assert tab.locator("#f-message").input_value() == "jkp?"
    assert tab.locator("[name=offer_ids]:checked").get_attribute("aria-label") == "Beat K. anfragen"
    expect(tab.locator("#need output")).to_have_text("Ausgewählt: 1")
    assert not tab.locator("#keys").is_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1280, 560), (360, 640)])
def test_a_tick_moves_nothing_under_the_pointer(
    open_desk: Any, office: Any, world: World, width: int, height: int
) -> None:
    tab = open_desk(f"/matching/desk/{office[0].need_id}", width=width)
    tab.set_viewport_size({"width": width, "height": height})
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    boxes = tab.locator("[name=offer_ids]")
    boxes.nth(1).scroll_into_view_if_needed()
    boxes.nth(1).focus()  # as far up as the page scrolls what is in hand
    before = [middle(boxes.nth(number)) for number in (0, 1)]
    bar = tab.locator("#need .actions").bounding_box()

    for x, y in before:
        tab.mouse.click(x, y)

    expect(tab.locator("#need output")).to_have_text("Ausgewählt: 2")
    assert [box.is_checked() for box in boxes.all()] == [True, True, False]
    assert tab.locator("#need .actions").bounding_box() == bar
    assert bar and max(y for _, y in before) < bar["y"]
    assert sent == []


def middle(box: Any) -> tuple[float, float]:
    """Where somebody clicks who means this box."""
    at = box.bounding_box()
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def test_somebody_else_beside_the_need_takes_nothing_away_that_was_typed(open_desk: Any, office: Any) -> None:
    tab = open_desk(f"/matching/desk/{office[0].need_id}")
    tab.fill("#f-message", "Hätten Sie Zeit?")
    tab.get_by_label("Anna M. anfragen").check()

    tab.locator("#need .go", has_text="Cora L.").click()

    expect(tab.locator("#person h2")).to_have_text("Cora L.")
    assert tab.locator("#f-message").input_value() == "Hätten Sie Zeit?"
    assert tab.get_by_label("Anna M. anfragen").is_checked()


def test_keys_can_be_switched_off_for_good(open_desk: Any, office: Any) -> None:
    tab = open_desk()

    tab.keyboard.press("?")
    tab.get_by_label("Tastenkürzel verwenden").focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Escape")
    tab.reload()
    tab.keyboard.press("j")

    assert focused(tab) == ""
    tab.get_by_role("button", name="Tastenkürzel").click()
    assert not tab.get_by_label("Tastenkürzel verwenden").is_checked()


def test_a_key_with_another_held_down_is_the_browsers(open_desk: Any, office: Any) -> None:
    tab = open_desk()

    tab.keyboard.press("Alt+j")
    tab.keyboard.press("Control+k")

    assert focused(tab) == ""


def test_new_needs_are_marked_and_nothing_typed_ticked_or_focused_is_lost(
    open_desk: Any, office: Any, world: World
) -> None:
    tab = open_desk(f"/matching/desk/{office[0].need_id}")
    tab.fill("#f-message", "Hätten Sie Zeit?")
    tab.get_by_label("Anna M. anfragen").check()
    tab.locator(".row .go").nth(1).focus()

    world.advance(minutes=1)
    world.tell(need(wish="neu"), offer("Dora B."))
    look(tab)

    expect(tab.locator(".row")).to_have_count(4)
    expect(tab.locator(".row .badge", has_text="neu")).to_have_count(1)
    expect(tab.locator("#said")).to_have_text("Die Liste der Anfragen wurde ergänzt.")
    assert tab.locator("#f-message").input_value() == "Hätten Sie Zeit?"
    assert tab.get_by_label("Anna M. anfragen").is_checked()
    assert tab.evaluate("document.activeElement.closest('.row').id") == f"n-{office[1].need_id}"


def test_a_row_in_hand_stays_where_it_is_when_another_comes_above_it(open_desk: Any, world: World) -> None:
    world.tell(*(need() for _ in range(30)))
    tab = open_desk()
    tab.evaluate("document.getElementById('list').style.overflowAnchor = 'none'")  # as in browsers that have none
    row = tab.locator(".row").nth(20)
    row.locator(".go").focus()
    before = row.bounding_box()
    held = row.get_attribute("id")

    world.advance(minutes=1)
    world.tell(one_off(urgency=Urgency.HIGH))
    look(tab)

    expect(tab.locator(".row")).to_have_count(31)
    after = tab.locator(f"#{held}").bounding_box()
    assert before and after and abs(after["y"] - before["y"]) < 2


def test_the_chosen_need_is_shown_as_filled_once_it_is(open_desk: Any, office: Any, desk: Any, world: World) -> None:
    tab = open_desk(f"/matching/desk/{office[0].need_id}")
    tab.fill("#f-message", "Hätten Sie Zeit?")

    world.advance(minutes=1)
    [match] = desk.propose(office[0], PEOPLE[0])
    desk.click(match["id"], "accept", "pick")
    world.tell(newer(office[0], state=NeedState.FILLED, filled=1))
    look(tab)

    expect(tab.locator("#need")).to_contain_text("Alle Plätze sind besetzt.")
    expect(tab.locator(f"#n-{office[0].need_id}")).to_contain_text("nicht mehr offen")
    expect(tab.locator(".row")).to_have_count(3)


def test_while_nothing_changes_the_answer_is_empty(open_desk: Any, office: Any, world: World) -> None:
    tab = open_desk()
    before = tab.locator("#desk").inner_html()

    with tab.expect_response(lambda answer: "/matching/desk" in answer.url) as asked:
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert asked.value.status == 304
    assert tab.locator("#desk").inner_html() == before


def test_a_phone_shows_one_pane_at_a_time(open_desk: Any, office: Any) -> None:
    tab = open_desk(width=360)

    def seen() -> list[bool]:
        return [tab.locator(part).is_visible() for part in ("#needs", "#need .brief", "#person h2")]

    in_list = seen()
    tab.locator(".row .go").first.click()
    expect(tab.locator("#need .brief")).to_be_visible()
    at_need = seen()
    tab.locator("#need .go").first.click()
    expect(tab.locator("#person h2")).to_be_visible()

    assert (in_list, at_need, seen()) == ([True, False, False], [False, True, False], [False, False, True])


def test_the_language_switch_takes_the_message_along(open_desk: Any, office: Any) -> None:
    tab = open_desk()
    tab.locator(".row .go").first.click()
    tab.fill("#f-message", "Hätten Sie Zeit?")

    tab.locator(".languages summary").click()
    tab.locator(".languages button[value=fr]").click()

    expect(tab.locator("html")).to_have_attribute("lang", "fr-CH")
    assert tab.locator("#f-message").input_value().strip() == "Hätten Sie Zeit?"
