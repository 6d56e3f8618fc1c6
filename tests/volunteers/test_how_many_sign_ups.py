"""One network address begins and sends only so many sign-ups in an hour: whoever comes later is told so, and loses
nothing."""

from typing import Any

import pytest

from services.volunteers.actions.attempts import LIMITS, Try
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.testing import World
from tests.volunteers.signing_up import ANSWERS, START, errors, fill, form_of, go_to, send

LIBRARY, ELSEWHERE = "192.0.2.7", "192.0.2.8"
MOST_BEGUN, MOST_SENT = LIMITS[Try.BEGIN].most, LIMITS[Try.SEND].most


def visitor(world: World, address: str) -> Any:
    browser = world.visitor()
    browser.extra_environ["REMOTE_ADDR"] = address
    return browser


def begin(world: World, address: str) -> Any:
    """The first page, sent from a browser that has not been here."""
    return fill(visitor(world, address).get(f"{START}/contact")).submit(expect_errors=True)


def send_all(world: World, number: int, address: str) -> Any:
    """A whole sign-up; gives what comes after the last button."""
    return send(go_to(visitor(world, address), "check", email=f"anna{number}@example.org"))


@pytest.fixture
def crowded(world: World) -> World:
    """The library has sent as many as it may."""
    for number in range(MOST_SENT):
        assert send_all(world, number, LIBRARY).request.path == f"{START}/sent"
    return world


def test_one_too_many_is_not_sent_and_not_lost(crowded: World) -> None:
    before = len(crowded.told("volunteers", MessageRequested))

    refused = send_all(crowded, MOST_SENT, LIBRARY)
    crowded.advance(minutes=61)
    again = form_of(refused).submit().follow()

    assert refused.status_int == 429
    told = refused.html.select_one(".summary").text
    assert "nach 10.01\N{NO-BREAK SPACE}Uhr nochmals. Oder rufen Sie uns an: +41 " in told
    assert form_of(refused)["consent"].checked
    assert again.request.path == f"{START}/sent"
    assert len(crowded.told("volunteers", MessageRequested)) == before + 1
    assert len(crowded.told("volunteers", RecipientChanged)) == MOST_SENT + 1


def test_other_addresses_do_not_feel_it(crowded: World) -> None:
    assert send_all(crowded, MOST_SENT, ELSEWHERE).request.path == f"{START}/sent"


def test_one_begun_too_many_is_shown_again_as_it_was_typed(world: World) -> None:
    begun = [begin(world, LIBRARY).status_int for _ in range(MOST_BEGUN)]

    refused = begin(world, LIBRARY)

    assert set(begun) == {303}
    assert refused.status_int == 429
    assert "Bitte lassen Sie diese Seite offen" in refused.html.select_one(".summary").text
    assert {name: form_of(refused)[name].value for name in ANSWERS["contact"]} == ANSWERS["contact"]
    assert begin(world, ELSEWHERE).status_int == 303


def test_who_has_begun_goes_on_however_many_have(world: World) -> None:
    early = visitor(world, LIBRARY)
    place = go_to(early, "place")
    for _ in range(MOST_BEGUN):
        begin(world, LIBRARY)

    page = send(place)

    assert page.status_int == 200 and not errors(page)


def test_an_hour_later_nothing_is_known_of_the_address(world: World) -> None:
    begin(world, LIBRARY)
    known = rows(world)

    world.advance(minutes=61)

    assert (known, rows(world)) == (1, 0)


def rows(world: World) -> int:
    with world.db("volunteers").reading() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM sign_up_attempts").scalar_one())
