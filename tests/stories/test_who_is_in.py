"""Signing out, closed accounts and sites of one's own count in every service at once."""

import pytest

from shared.testing import World
from tests.stories.carer import Carer
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator
from tests.stories.person import PASSWORD, Person

OFFICE_PAGES = (
    "/identity/people",
    "/volunteers/desk",
    "/accommodation/desk",
    "/matching/today",
    "/notifications/messages",
)
SIGN_IN = "/identity/sign-in"


@pytest.fixture
def colleague(world: World, coordinator: Coordinator) -> Person:
    """A second administrator, invited by the first."""
    dora = Person(world, "Dora", "Lenz")
    form = coordinator.open("/identity/people").follow("In die Fachstelle einladen")
    who = {"Vor- und Nachname": dora.name, "E-Mail-Adresse": dora.email, "Rolle": "Administration"}
    coordinator.press(form, "Einladung schicken", who)
    dora.press(dora.follow_mail(), "Konto eröffnen", {"Passwort": PASSWORD})
    return dora


def let_in(person: Person, cookie: str) -> list[str]:
    """The pages of the office that still open with a cookie that somebody kept."""
    browser = person.world.visitor()
    browser.set_cookie("rif", cookie)
    answers = {path: browser.get(path, status="*") for path in OFFICE_PAGES}
    return [path for path, answer in answers.items() if answer.status_int == 200]


def test_signing_out_counts_everywhere(colleague: Person) -> None:
    cookie = colleague.browser.cookies["rif"]
    before = let_in(colleague, cookie)

    page = colleague.press(colleague.open("/matching/today"), "Abmelden")

    assert before == list(OFFICE_PAGES)
    assert page.title == "Sie sind abgemeldet"
    assert let_in(colleague, cookie) == []
    assert colleague.open("/matching/today").path == SIGN_IN


def test_a_closed_account_is_out_everywhere_at_once(coordinator: Coordinator, colleague: Person) -> None:
    cookie = colleague.browser.cookies["rif"]
    file = coordinator.open("/identity/people").follow(colleague.name)

    closed = coordinator.press(file, "Konto schliessen")

    assert "geschlossen" in closed.words
    assert let_in(colleague, cookie) == []
    typed = {"E-Mail-Adresse": colleague.email, "Passwort": PASSWORD}
    assert "Dieses Konto ist geschlossen." in colleague.open(SIGN_IN).press("Anmelden", typed, expect=409).words


def test_a_role_that_was_taken_counts_no_more(coordinator: Coordinator, colleague: Person) -> None:
    file = coordinator.open("/identity/people").follow(colleague.name)

    coordinator.press(file, "Rollen speichern", {"Was darf diese Person?": ["Koordination"]})

    assert let_in(colleague, colleague.browser.cookies["rif"]) == [p for p in OFFICE_PAGES if p != "/identity/people"]


def test_a_carer_sees_only_what_her_own_sites_need(world: World, coordinator: Coordinator, carer: Carer) -> None:
    mine = carer.post_need()
    other = Carer(world, "Olga", "Weber")
    coordinator.invite(other, coordinator.create_site(**{"Name des Standorts": "Unterkunft Lindenhof"}))
    other.accept_invitation()
    theirs = other.post_need()

    assert "Unterkunft Lindenhof" in other.my_needs().words
    assert "Unterkunft Lindenhof" not in carer.my_needs().words
    assert [link for link in carer.my_needs().links("/needs/") if link in (mine, theirs)] == [mine]
    assert carer.open(theirs, expect=403).title == "Nicht erlaubt"
    assert other.open(mine, expect=403).title == "Nicht erlaubt"


def test_a_carer_taken_off_a_site_sees_nothing_of_it(coordinator: Coordinator, carer: Carer) -> None:
    need = carer.post_need()
    staff = coordinator.open("/accommodation/sites").follow("Mitarbeitende – Unterkunft Birkenweg")

    coordinator.press(staff, "Entfernen")

    for path in (need, "/accommodation", "/accommodation/needs/new"):
        assert carer.open(path, expect=403).title == "Nicht erlaubt"


def test_a_volunteer_sees_her_own_page_and_no_other(ready_volunteer: Helps, coordinator: Coordinator) -> None:
    anna, bea = ready_volunteer("Anna", "Meier"), ready_volunteer("Bea", "Keller")
    anna.enter()

    beas_file = coordinator.file_of(bea).path

    assert anna.my_page().title == "Guten Tag, Anna"
    for path in (beas_file, f"{beas_file}/hours", f"{beas_file}/details", *OFFICE_PAGES):
        assert anna.open(path, expect=403).title == "Nicht erlaubt"
