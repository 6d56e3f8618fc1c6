"""The volunteer's answer, behind the link in her mail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from shared.contracts.accommodation import NeedChanged, NeedState
from shared.contracts.volunteers import VolunteerState
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import need, newer, offer, one_off


@pytest.fixture
def tap(world: World) -> Callable[..., Any]:
    """Open the link in a fresh browser and press a button; gives the page that follows."""

    def press(href: str, answer: str) -> Any:
        form = world.visitor().get(href).forms["page-form"]
        return form.submit("answer", value=answer).follow()

    return press


def test_opening_the_link_changes_nothing_however_often(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())
    before = desk.match(match_id)

    for _ in range(3):
        world.visitor().get(link(match_id))
        world.visitor().head(link(match_id))

    assert desk.match(match_id) == before


def test_a_yes_where_the_first_counts_takes_the_place(
    desk: Desk, link: Callable[..., str], tap: Callable[..., Any]
) -> None:
    [match_id] = desk.asked(one_off(), offer())

    page = tap(link(match_id), "yes")

    assert "Der Platz gehört Ihnen" in page
    assert desk.match(match_id)["state"] == "accepted"


def test_a_yes_where_the_office_chooses_waits(desk: Desk, link: Callable[..., str], tap: Callable[..., Any]) -> None:
    [match_id] = desk.asked(need(), offer())

    page = tap(link(match_id), "yes")

    assert "Die Fachstelle entscheidet und meldet sich" in page
    assert (desk.match(match_id)["state"], desk.match(match_id)["answer"]) == ("proposed", "yes")


def test_a_no_is_taken_kindly(desk: Desk, link: Callable[..., str], tap: Callable[..., Any]) -> None:
    [match_id] = desk.asked(one_off(), offer())

    page = tap(link(match_id), "no")

    assert "Danke für Ihre Antwort" in page
    assert (desk.match(match_id)["state"], desk.match(match_id)["answer"]) == ("declined", "no")


def test_later_keeps_the_proposal_and_she_may_still_say_yes(
    desk: Desk, link: Callable[..., str], tap: Callable[..., Any]
) -> None:
    [match_id] = desk.asked(one_off(), offer())

    page = tap(link(match_id), "later")
    kept = desk.match(match_id)
    tap(link(match_id), "yes")

    assert "Lassen Sie sich Zeit" in page
    assert (kept["state"], kept["answer"]) == ("proposed", "later")
    assert desk.match(match_id)["state"] == "accepted"


def test_later_is_no_answer_when_the_deadline_comes(
    desk: Desk, world: World, link: Callable[..., str], tap: Callable[..., Any]
) -> None:
    [match_id] = desk.asked(one_off(), offer())
    tap(link(match_id), "later")

    world.advance(days=2, minutes=1)

    assert desk.match(match_id)["state"] == "expired"


@pytest.mark.parametrize(("make", "words"), [(one_off, "Der Platz gehört Ihnen"), (need, "Danke für Ihr Ja")])
def test_a_second_yes_shows_the_same_page_and_does_nothing(
    desk: Desk, world: World, link: Callable[..., str], make: Callable[[], NeedChanged], words: str
) -> None:
    [match_id] = desk.asked(make(), offer())
    first, second = (world.visitor().get(link(match_id)).forms["page-form"] for _ in range(2))
    first.submit("answer", value="yes")
    told = len(desk.told())

    page = second.submit("answer", value="yes").follow()

    assert words in page
    assert len(desk.told()) == told


def test_the_same_form_sent_twice_answers_once(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())
    form = world.visitor().get(link(match_id)).forms["page-form"]

    pages = [form.submit("answer", value="yes").follow() for _ in range(2)]

    assert ["Der Platz gehört Ihnen" in page for page in pages] == [True, True]
    assert len(desk.told()) == 2


@pytest.mark.parametrize(("make", "state"), [(one_off, "withdrawn"), (need, "declined")])
def test_she_may_change_her_mind_from_yes_to_no(
    desk: Desk,
    world: World,
    link: Callable[..., str],
    tap: Callable[..., Any],
    make: Callable[[], NeedChanged],
    state: str,
) -> None:
    [match_id] = desk.asked(make(), offer())
    page = tap(link(match_id), "yes")

    after = page.forms["page-form"].submit("answer", value="no").follow()

    assert desk.match(match_id)["state"] == state
    assert after.html.main.find("button") is None


def test_once_it_is_agreed_the_link_takes_nothing_back(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())
    form = world.visitor().get(link(match_id)).forms["page-form"]
    desk.click(match_id, "agree")

    page = form.submit("answer", value="no").follow()

    assert "Ihr Einsatz ist vereinbart" in page
    assert desk.match(match_id)["state"] == "agreed"


def test_who_is_too_late_reads_kind_words(
    desk: Desk, link: Callable[..., str], tap: Callable[..., Any], world: World
) -> None:
    first, second = desk.asked(one_off(), offer(), offer("Beat K."))
    form = world.visitor().get(link(second)).forms["page-form"]
    tap(link(first), "yes")

    page = form.submit("answer", value="yes").follow()

    assert page.status_code == 200
    assert "Der Platz ist schon vergeben" in page
    assert "Vielen Dank" in page
    assert desk.match(second)["cause"] == "place_taken"


def test_twelve_taps_at_the_same_moment_make_one_happy_and_eleven_thanked(
    desk: Desk, world: World, link: Callable[..., str]
) -> None:
    match_ids = desk.asked(one_off(), *(offer(f"Nr. {number}") for number in range(12)))
    forms = [world.visitor().get(link(match_id)).forms["page-form"] for match_id in match_ids]
    together = Barrier(12)

    def tap_yes(form: Any) -> Any:
        together.wait()
        return form.submit("answer", value="yes").follow()

    with ThreadPoolExecutor(12) as threads:
        pages = list(threads.map(tap_yes, forms))

    assert sum("Der Platz gehört Ihnen" in page for page in pages) == 1
    assert sum("Der Platz ist schon vergeben" in page for page in pages) == 11
    assert {page.status_code for page in pages} == {200}


ENDS = {
    "expired": (lambda world, wanted, anna: world.advance(days=3), "Die Frist ist vorbei"),
    "need ended": (
        lambda world, wanted, anna: world.tell(newer(wanted, state=NeedState.CANCELLED)),
        "Es wird niemand mehr gesucht",
    ),
    "paused": (lambda world, wanted, anna: world.tell(newer(anna, state=VolunteerState.PAUSED)), "gilt nicht mehr"),
}


@pytest.mark.parametrize(("end", "words"), ENDS.values(), ids=ENDS)
def test_what_became_of_it_is_said_kindly(
    desk: Desk, world: World, link: Callable[..., str], end: Any, words: str
) -> None:
    wanted, anna = one_off(), offer()
    [match_id] = desk.asked(wanted, anna)

    end(world, wanted, anna)

    page = world.visitor().get(link(match_id))
    assert words in page
    assert page.html.main.find("button") is None


@pytest.mark.parametrize(
    ("clicks", "words"),
    [
        (("withdraw",), "zurückgezogen"),
        (("accept", "trial"), "Sie schnuppern"),
        (("accept", "start"), "Sie sind im Einsatz"),
        (("accept", "start", "pause"), "macht Pause"),
        (("accept", "start", "close"), "abgeschlossen"),
        (("accept", "fail"), "beendet"),
    ],
)
def test_every_state_has_its_words(
    desk: Desk, world: World, link: Callable[..., str], clicks: tuple[str, ...], words: str
) -> None:
    [match_id] = desk.asked(one_off(), offer())

    desk.click(match_id, *clicks)

    assert words in world.visitor().get(link(match_id)).html.h1.text


def test_an_odd_or_old_link_is_refused_in_words(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())
    expired = link(match_id, lasts_days=-1)

    assert "abgelaufen" in world.visitor().get(expired, status=404)
    assert "unvollständig" in world.visitor().get(link(match_id)[:-3], status=404)
    assert "unvollständig" in world.visitor().get(link(match_id, purpose="confirm_need"), status=404)


def test_an_answer_that_is_none_is_asked_again(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())
    form = world.visitor().get(link(match_id)).forms["page-form"]

    page = form.submit("answer", value="vielleicht", status=422)

    assert "Bitte wählen Sie" in page
    assert desk.match(match_id)["state"] == "proposed"


def test_without_our_form_nothing_is_answered(desk: Desk, world: World, link: Callable[..., str]) -> None:
    [match_id] = desk.asked(one_off(), offer())

    world.visitor().post(link(match_id), {"answer": "yes"}, status=400)

    assert desk.match(match_id)["state"] == "proposed"
