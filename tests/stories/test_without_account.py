"""«Wir brauchen Unterstützung»: a need without an account, confirmed by mail and released by the office."""

from typing import Any

import pytest

from shared.testing import World
from tests.stories.carer import ONE_OFF
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator
from tests.stories.page import Page
from tests.stories.person import Person

WHERE_AND_WHO: dict[str, Any] = {
    "Postleitzahl des Ortes, an dem es Hilfe braucht": "5620",
    "Ihr Name": "Petra Lang",
    "Unterkunft, Gemeinde, Schule oder Verein": "Schule Isenlauf",
    "E-Mail": "petra.lang@example.org",
    "Telefon": "056 648 00 00",
}
TASK = "Begleitung zu Behörden, Arzt oder Schule, Bremgarten (AG)"


@pytest.fixture
def petra(world: World) -> Person:
    """She teaches at a school that has no account here."""
    return Person(world, "Petra", "Lang")


def ask(petra: Person) -> Page:
    """The way from the home page."""
    form = petra.open("/").follow("Wir brauchen Unterstützung")
    return petra.press(form, "Anfrage senden", {**ONE_OFF, **WHERE_AND_WHO})


def test_a_need_without_an_account_finds_somebody(
    petra: Person, coordinator: Coordinator, ready_volunteer: Helps
) -> None:
    anna = ready_volunteer("Anna", "Meier")

    assert ask(petra).title == "Bitte bestätigen Sie Ihre Anfrage"
    assert TASK not in coordinator.open("/matching/today").words
    confirmed = petra.press(petra.follow_mail("confirm_need"), "Ja, Anfrage bestätigen")
    assert confirmed.title == "Danke, Ihre Anfrage ist bestätigt"

    waiting = coordinator.open("/matching/today").follow(TASK)
    assert "petra.lang@example.org" in waiting.words
    need = coordinator.press(waiting, "Freigeben").path
    assert petra.newest_mail()["subject"] == "Wir suchen Freiwillige für Sie"
    assert "Die Fachstelle sucht jemanden, der passt." in petra.follow_mail("need_released").words

    coordinator.propose(need, anna)
    assert anna.say_yes().title == "Der Platz gehört Ihnen"
    coordinator.move(need, anna, "Einsatz vereinbaren")

    assert petra.newest_mail()["subject"] == "Für Ihre Anfrage kommt jemand"
    who_comes = petra.follow_mail("someone_comes").under("Wer kommt")
    assert "Anna Meier" in who_comes and "+41 79 123 45 67" in who_comes and anna.email in who_comes


def test_a_slip_in_the_address_is_mended_and_the_first_mail_confirms_nothing(
    petra: Person, coordinator: Coordinator
) -> None:
    sent = ask(petra)
    first = petra.follow_mail("confirm_need")
    again = petra.press(sent, "An diese Adresse senden", {"E-Mail": "p.lang@example.org"})

    assert "p.lang@example.org" in again.words
    assert petra.press(first, "Ja, Anfrage bestätigen", expect=410).title == "Diese Adresse wurde geändert"
    petra.email = "p.lang@example.org"
    confirmed = petra.press(petra.follow_mail("confirm_need"), "Ja, Anfrage bestätigen")
    assert confirmed.title == "Danke, Ihre Anfrage ist bestätigt"
    assert TASK in coordinator.open("/matching/today").words


def test_what_the_office_does_not_release_reaches_nobody(
    petra: Person, coordinator: Coordinator, ready_volunteer: Helps
) -> None:
    ready_volunteer("Anna", "Meier")
    ask(petra)
    petra.press(petra.follow_mail("confirm_need"), "Ja, Anfrage bestätigen")

    page = coordinator.press(coordinator.open("/matching/today").follow(TASK), "Nicht freigeben")

    assert "nicht freigegeben" in page.words
    assert TASK not in coordinator.open("/matching/today").words
    assert "Keine offenen Anfragen" in coordinator.open("/matching/desk").words


def test_the_poster_takes_the_need_back_and_the_volunteer_is_told(
    petra: Person, coordinator: Coordinator, ready_volunteer: Helps
) -> None:
    anna = ready_volunteer("Anna", "Meier")
    ask(petra)
    petra.press(petra.follow_mail("confirm_need"), "Ja, Anfrage bestätigen")
    need = coordinator.press(coordinator.open("/matching/today").follow(TASK), "Freigeben").path
    coordinator.propose(need, anna)

    page = petra.press(petra.follow_mail("need_released"), "Anfrage zurückziehen")

    assert "zurückgezogen" in page.title
    assert anna.newest_mail()["subject"] == "Die Anfrage hat sich erledigt"
    assert anna.follow_mail("proposal").title == "Es wird niemand mehr gesucht"


def test_the_office_makes_a_site_of_the_poster(petra: Person, coordinator: Coordinator) -> None:
    ask(petra)
    petra.press(petra.follow_mail("confirm_need"), "Ja, Anfrage bestätigen")
    form = coordinator.open("/matching/today").follow(TASK).follow("Als Standort erfassen und einladen")

    more = {"Art": "Schule", "Strasse und Nummer": "Schulweg 1", "Ort": "Bremgarten"}
    site = coordinator.press(form, "Standort speichern", more)

    assert site.title == "Schule Isenlauf"
    staff = site.follow("Mitarbeitende einladen")
    coordinator.press(staff, "Einladung schicken", {"Vor- und Nachname": petra.name, "E-Mail-Adresse": petra.email})
    assert petra.newest_mail()["template"] == "invitation"
