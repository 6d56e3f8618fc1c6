"""What was found falls away again: each time the other side is told, the need says why, and the office sees it."""

from collections.abc import Callable

import pytest

from shared.testing import World
from tests.stories.carer import ONE_OFF, RECURRING, Carer
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator
from tests.stories.volunteer import Volunteer

FallsAway = Callable[[Volunteer, Coordinator], None]


@pytest.fixture
def anna(ready_volunteer: Helps) -> Volunteer:
    return ready_volunteer("Anna", "Meier")


def give_up(anna: Volunteer, coordinator: Coordinator) -> None:
    """By the link in her mail."""
    anna.press(anna.follow_mail("proposal"), "Ich kann doch nicht")


def pause(anna: Volunteer, coordinator: Coordinator) -> None:
    """On her own page."""
    anna.enter()
    anna.press(anna.my_page().follow("Pause machen"), "Pause beginnen")


def leave(anna: Volunteer, coordinator: Coordinator) -> None:
    """On her own page."""
    anna.enter()
    anna.press(anna.my_page().follow("Nicht mehr mithelfen"), "Ja, ich höre auf")


def block(anna: Volunteer, coordinator: Coordinator) -> None:
    """At the office."""
    coordinator.press(coordinator.file_of(anna).follow("Sperren"), "Sperren", {"Grund": "Beschwerde"})


def an_agreed_need(carer: Carer, coordinator: Coordinator, anna: Volunteer) -> str:
    need = carer.post_need(RECURRING)
    coordinator.propose(need, anna)
    anna.say_yes()
    coordinator.move(need, anna, "Auswählen", "Einsatz vereinbaren")
    assert "Anna Meier" in carer.open(need).under("Wer kommt")
    return need


def test_a_yes_is_taken_back_before_the_office_has_chosen(
    carer: Carer, coordinator: Coordinator, anna: Volunteer
) -> None:
    need = carer.post_need(RECURRING)
    coordinator.propose(need, anna)
    anna.say_yes()
    assert "Anna M." in coordinator.open("/matching/today").under("Zusagen, unter denen Sie wählen")

    give_up(anna, coordinator)

    assert "Die Fachstelle sucht jemanden, der passt." in carer.open(need).words
    assert "Zusagen, unter denen Sie wählen" not in coordinator.open("/matching/today").words
    assert "abgesagt" in coordinator.need(need).rows("Abgesagt oder beendet")[0]


@pytest.mark.parametrize(
    ("falls_away", "cause"),
    [
        (give_up, "die Person hat abgesagt"),
        (leave, "die Person steht nicht mehr zur Verfügung"),
    ],
)
def test_a_volunteer_who_said_yes_falls_away_and_the_need_is_open_again(
    carer: Carer, coordinator: Coordinator, anna: Volunteer, falls_away: FallsAway, cause: str
) -> None:
    need = carer.post_need(ONE_OFF)
    coordinator.propose(need, anna)
    anna.say_yes()
    assert "besetzt" in carer.open(need).title

    falls_away(anna, coordinator)

    page = carer.open(need)
    assert f"Wieder offen: {cause}." in page.words
    assert "0 von 1 gefunden" in page.words
    assert "Anna" not in page.words
    assert "Jemanden anfragen" in " ".join(coordinator.open("/matching/today").rows("Was wartet"))


def test_who_goes_is_gone_from_what_was_agreed_contact_and_all(
    carer: Carer, coordinator: Coordinator, anna: Volunteer
) -> None:
    need = an_agreed_need(carer, coordinator, anna)

    block(anna, coordinator)

    page = carer.open(need)
    assert "Wieder offen: die Person steht nicht mehr zur Verfügung." in page.words
    assert anna.email not in page.response.text and "Anna" not in page.words


def test_who_pauses_is_asked_no_more_and_keeps_what_was_agreed(
    carer: Carer, coordinator: Coordinator, anna: Volunteer
) -> None:
    agreed = an_agreed_need(carer, coordinator, anna)
    asked = carer.post_need(ONE_OFF)
    coordinator.propose(asked, anna)

    pause(anna, coordinator)

    assert anna.follow_mail("proposal").title == "Diese Anfrage gilt nicht mehr"
    assert "offen" in carer.open(asked).title
    assert coordinator.need(asked).rows("Wer passt, die besten zuerst") == []
    assert "Anna Meier" in carer.open(agreed).under("Wer kommt")
    assert "Unterkunft Birkenweg" in anna.my_page().under("Meine Einsätze")


def test_the_office_takes_a_place_back_and_tells_the_volunteer(
    carer: Carer, coordinator: Coordinator, anna: Volunteer
) -> None:
    need = an_agreed_need(carer, coordinator, anna)

    coordinator.move(need, anna, "Zurückziehen")

    assert "Wieder offen: die Fachstelle hat ihre Anfrage an die Person zurückgezogen." in carer.open(need).words
    assert anna.newest_mail()["subject"] == "Wir haben unsere Anfrage zurückgezogen"


def test_a_need_is_cancelled_while_a_yes_is_there_and_the_volunteer_is_told(
    carer: Carer, coordinator: Coordinator, anna: Volunteer
) -> None:
    for number, typed in enumerate([RECURRING, ONE_OFF], 1):
        need = carer.post_need(typed)
        coordinator.propose(need, anna)
        anna.say_yes()

        page = carer.press(carer.open(need), "Anfrage zurückziehen", {"Warum?": "Die Familie zieht um."})

        assert "zurückgezogen" in page.title
        told = [mail for mail in anna.mails() if mail["subject"] == "Die Anfrage hat sich erledigt"]
        assert len(told) == number and "Familie" not in told[0]["text"]
        assert anna.follow_mail("proposal").title == "Es wird niemand mehr gesucht"
        assert "Alles erledigt" in coordinator.open("/matching/today").words


def test_a_partly_filled_need_says_how_many_were_found(
    carer: Carer, coordinator: Coordinator, anna: Volunteer, ready_volunteer: Helps
) -> None:
    bea = ready_volunteer("Bea", "Keller")
    need = carer.post_need({**ONE_OFF, "Wie viele Freiwillige?": 3})
    coordinator.propose(need, anna, bea)

    anna.say_yes()
    one_waits = carer.open(need)
    bea.say_yes()

    assert "1 von 3 gefunden" in one_waits.words and "Person angefragt" in one_waits.words
    assert "2 von 3 gefunden. Die Fachstelle sucht weiter." in carer.open(need).words
    assert "2 von 3" in carer.my_needs().words
    assert "2 von 3 besetzt" in coordinator.need(need).words


def test_nobody_answers_in_time(world: World, carer: Carer, coordinator: Coordinator, anna: Volunteer) -> None:
    need = carer.post_need(RECURRING)
    coordinator.propose(need, anna)
    link = anna.mailed_link("proposal")

    world.travel("2026-11-26 09:01")
    world.settle()

    assert anna.open(link).title == "Die Frist ist vorbei"
    for person in (carer, coordinator):
        person.sign_in()  # that of three days ago has run out
    assert "Wieder offen: es kam keine Antwort." in carer.open(need).words
    silent = [row for row in coordinator.open("/matching/today").rows("Was wartet") if "Anna M." in row]
    assert silent and "Andere anfragen" in silent[0]


def test_the_last_day_of_a_need_passes(world: World, carer: Carer, coordinator: Coordinator, anna: Volunteer) -> None:
    need = carer.post_need({**RECURRING, "Bis": "2026-11-24"})
    coordinator.propose(need, anna)

    world.travel("2026-11-24 23:59")
    world.settle()
    carer.sign_in()
    assert "angefragt" in carer.open(need).title
    world.travel("2026-11-25 00:01")
    world.settle()

    assert "Abgelaufen: die Zeit ist vorbei." in carer.open(need).words
    assert anna.newest_mail()["subject"] == "Die Anfrage hat sich erledigt"
