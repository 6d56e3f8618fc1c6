"""One-off help: whoever says yes first gets the place, and everybody else is told so kindly."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.stories.carer import ONE_OFF, Carer
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator
from tests.stories.page import Page, go_on
from tests.stories.volunteer import Volunteer

TWELVE = ("Anna", "Bea", "Cem", "Dana", "Emil", "Fatma", "Gian", "Hana", "Ivo", "Jana", "Kim", "Lea")
SURNAMES = ("Aebi", "Baumann", "Caduff", "Dietrich", "Egli", "Frey", "Gerber", "Hofer", "Imhof", "Jost", "Kunz", "Lang")


def test_the_first_yes_gets_the_place_and_the_second_kind_words(
    coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> None:
    anna, bea = ready_volunteer("Anna", "Meier"), ready_volunteer("Bea", "Keller")
    need = carer.post_need(ONE_OFF)
    coordinator.propose(need, anna, bea)
    beas_form = bea.follow_mail("proposal")

    first = anna.say_yes()
    second = bea.press(beas_form, "Ja")

    assert first.title == "Der Platz gehört Ihnen"
    assert (second.status, second.title) == (200, "Der Platz ist schon vergeben")
    assert "Jemand war etwas schneller. Vielen Dank, dass Sie helfen wollen!" in second.words
    assert bea.newest_mail()["subject"] == "Die Anfrage ist schon vergeben"
    assert "1 von 1 gefunden" in carer.open(need).words
    assert "Anna M. hat zugesagt" in carer.open(need).under("Wer kommt")


def test_twelve_yeses_at_the_same_moment_fill_one_place(
    coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> None:
    twelve = [ready_volunteer(*name) for name in zip(TWELVE, SURNAMES, strict=True)]
    need = carer.post_need(ONE_OFF)
    coordinator.propose(need, *twelve)

    answers = all_say_yes_at_once(twelve)

    assert [page.status for page in answers] == [200] * 12
    titles = sorted(page.title for page in answers)
    assert titles == ["Der Platz gehört Ihnen"] + ["Der Platz ist schon vergeben"] * 11
    (winner,) = [one for one, page in zip(twelve, answers, strict=True) if page.title == "Der Platz gehört Ihnen"]
    losers = [one for one in twelve if one is not winner]
    assert [one.newest_mail()["template"] for one in losers] == ["place_taken"] * 11
    assert "1 von 1 gefunden" in carer.open(need).words
    assert "Alle Plätze besetzt" in carer.open(need).words

    coordinator.move(need, winner, "Einsatz vereinbaren")

    assert [mail["template"] for mail in carer.mails()].count("someone_comes") == 1
    assert winner.name in carer.open(need).under("Wer kommt")


def all_say_yes_at_once(volunteers: list[Volunteer]) -> list[Page]:
    """Everybody has the page open; then all press the button, each in a thread of its own."""
    pages = [volunteer.follow_mail("proposal") for volunteer in volunteers]
    ready = Barrier(len(pages))

    def press(page: Page) -> Page:
        ready.wait(30)
        return go_on(page.send("Ja"))

    with ThreadPoolExecutor(len(pages)) as threads:
        answers = list(threads.map(press, pages))
    volunteers[0].world.settle()
    return answers
