"""One place in the network has only so many mails sent in an hour: whoever comes later is told so and loses nothing."""

from typing import Any

import pytest

from services.accommodation.actions.attempts import MAILS
from shared.contracts.notifications import MessageRequested
from shared.testing import World
from tests.accommodation.conftest import FILLED_IN, form_with

HALL, ELSEWHERE = "192.0.2.7", "192.0.2.8"


def _ask(world: World, number: int | str, place: str = HALL) -> Any:
    browser = world.visitor()
    browser.extra_environ["REMOTE_ADDR"] = place
    form = form_with(browser.get("/accommodation/ask"), "category")
    for name, value in {**FILLED_IN, "email": f"rita{number}@example.org"}.items():
        form[name] = value
    return form.submit(expect_errors=True)


def _mails(world: World) -> int:
    return len(world.told("accommodation", MessageRequested))


@pytest.fixture
def crowded(world: World) -> Any:
    """The hall has asked as often as it may; the page after the last time."""
    *_, last = [_ask(world, number) for number in range(MAILS.most)]
    return last.follow()


def test_one_too_many_is_not_sent_and_not_lost(world: World, crowded: Any) -> None:
    refused = _ask(world, MAILS.most)
    sent = _mails(world)
    world.advance(minutes=61)
    again = form_with(refused, "category").submit()

    assert refused.status_int == 429
    told = refused.html.select_one(".summary").text
    assert "nach 10.01\N{NO-BREAK SPACE}Uhr nochmals. Oder rufen Sie uns an: +41 " in told
    assert {name: form_with(refused, "category")[name].value for name in FILLED_IN} == {
        **FILLED_IN,
        "email": f"rita{MAILS.most}@example.org",
    }
    assert sent == MAILS.most
    assert again.status_int == 303


def test_other_places_do_not_feel_it(world: World, crowded: Any) -> None:
    assert _ask(world, MAILS.most, ELSEWHERE).status_int == 303


def test_what_is_refused_for_another_reason_is_not_counted(world: World) -> None:
    refused = [_ask(world, "@").status_int for _ in range(MAILS.most)]

    assert set(refused) == {422}
    assert _ask(world, 1).status_int == 303


@pytest.mark.parametrize("button", ["/again", "email"])
def test_sending_again_and_elsewhere_count_too(world: World, crowded: Any, button: str) -> None:
    form = form_with(crowded, button)
    if button == "email":
        form["email"] = "roth@example.org"

    refused = form.submit(expect_errors=True)

    assert refused.status_int == 429
    assert "Von Ihrem Internetanschluss" in refused.html.select_one(".summary").text
    assert form_with(refused, "email")["email"].value == ("roth@example.org" if button == "email" else "")
    assert _mails(world) == MAILS.most


def test_an_hour_later_nothing_is_known_of_the_place(world: World) -> None:
    _ask(world, 1)
    known = _rows(world)

    world.advance(minutes=61)

    assert (known, _rows(world)) == (1, 0)


def _rows(world: World) -> int:
    with world.db("accommodation").reading() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM ask_attempts").scalar_one())
