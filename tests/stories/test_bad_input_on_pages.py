"""Whatever is typed wrong on a form of the main job is said above and beside the field, and nothing typed is lost."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from shared.testing import World
from tests.stories.carer import ONE_OFF, RECURRING, Carer
from tests.stories.coordinator import FOR_MINORS, SITE, Coordinator, open_office
from tests.stories.kept import snapshot
from tests.stories.page import Page
from tests.stories.person import Person
from tests.stories.test_without_account import WHERE_AND_WHO
from tests.stories.volunteer import CONSENT, OFFER, Volunteer

LONG = "Wort " * 250
NO_NAME = {"Vorname": "", "Nachname": "", "E-Mail": "anna@", "Telefon": "12"}
NEW = {"Vorname": "Olga", "Nachname": "Weber", "E-Mail": "olga.weber@example.org", "Telefon": "079 123 45 67"}
SECRET = ("Passwort",)


class Office:
    """Who can fill in a form; whoever is not needed is not made."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.visitor = Person(world, "Olga", "Weber")

    @cached_property
    def coordinator(self) -> Coordinator:
        return open_office(self.world)

    @cached_property
    def site(self) -> str:
        return self.coordinator.create_site().path

    @cached_property
    def carer(self) -> Carer:
        lars = Carer(self.world, "Lars", "Frei")
        self.coordinator.invite(lars, self.coordinator.open(self.site))
        lars.accept_invitation()
        return lars

    @cached_property
    def anna(self) -> Volunteer:
        """She is ready."""
        anna = Volunteer(self.world, "Anna", "Meier")
        self.coordinator.clear_at(self.coordinator.sign_up_by_phone(anna), *FOR_MINORS)
        return anna

    @cached_property
    def need(self) -> str:
        """A need for which Anna can be asked."""
        assert self.site and self.anna
        return self.coordinator.post_need_for(SITE["Name des Standorts"], RECURRING)


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def invitation(office: Office) -> Page:
    office.coordinator.invite(office.visitor, office.coordinator.open(office.site))
    return office.visitor.follow_mail()


def staff(office: Office) -> Page:
    return office.coordinator.open(office.site).follow("Mitarbeitende einladen")


def match(office: Office) -> Page:
    office.coordinator.propose(office.need, office.anna)
    return office.coordinator.match(office.need, office.anna)


def hours(office: Office) -> Page:
    office.coordinator.propose(office.need, office.anna)
    office.coordinator.move(office.need, office.anna, "Telefonisch Ja", "Auswählen", "Einsatz vereinbaren")
    office.anna.enter()
    return office.anna.my_page().follow("Stunden eintragen")


def pause(office: Office) -> Page:
    office.anna.enter()
    return office.anna.my_page().follow("Pause machen")


Case = tuple[Callable[[Office], Page], str, dict[str, Any], dict[str, str]]

CASES: dict[str, Case] = {
    "sign-up, empty": (
        lambda office: office.visitor.open("/volunteers/sign-up"),
        "Anmelden",
        {},
        {
            "first_name": "Bitte ausfüllen.",
            "email": "Bitte ausfüllen.",
            "travel_km": "Bitte",
            "mobility": "Bitte",
            "categories": "Bitte",
            "when": "Bitte",
            "consent": "Ohne Ihr Einverständnis",
        },
    ),
    "sign-up, odd": (
        lambda office: office.visitor.open("/volunteers/sign-up"),
        "Anmelden",
        {**OFFER, **CONSENT, **NO_NAME, "Postleitzahl": "5600", "Wie viele Stunden in der Woche?": "viele"},
        {
            "first_name": "Bitte ausfüllen.",
            "last_name": "Bitte ausfüllen.",
            "email": "Bitte prüfen Sie die E-Mail-Adresse",
            "phone": "Bitte prüfen Sie die Telefonnummer",
            "hours_per_week": "ganze Zahl",
        },
    ),
    "sign-up from beyond the region": (
        lambda office: office.visitor.open("/volunteers/sign-up"),
        "Anmelden",
        {**NEW, **OFFER, **CONSENT, "Postleitzahl": "5600"},
        {"postcode": "RIF Nachbarregion West"},
    ),
    "sign-up where a postcode spans two municipalities": (
        lambda office: office.visitor.open("/volunteers/sign-up"),
        "Anmelden",
        {**NEW, **OFFER, **CONSENT, "Postleitzahl": "5610"},
        {"bfs_nr": "Villmergen"},
    ),
    "clearance": (
        lambda office: office.coordinator.file_of(office.anna),
        "Speichern",
        {
            "Verhaltenskodex": True,
            "Sonderprivatauszug: gültig bis": "bald",
            "Sonderprivatauszug: gesehen am": "gestern",
        },
        {"special_extract.valid_until": "Bitte geben Sie ein Datum an", "special_extract.seen_on": "Bitte"},
    ),
    "site": (
        lambda office: office.coordinator.open("/accommodation/sites/new"),
        "Standort speichern",
        {**SITE, "Organisation": "", "Telefon": "keines", "Postleitzahl": "56200", "E-Mail": "heim"},
        {"organisation": "Bitte ausfüllen.", "phone": "Telefonnummer", "postcode": "vier Ziffern", "email": "E-Mail"},
    ),
    "invitation to a site": (
        staff,
        "Einladung schicken",
        {"Vor- und Nachname": "", "E-Mail-Adresse": "olga.weber@"},
        {"name": "Bitte ausfüllen.", "email": "E-Mail-Adresse"},
    ),
    "invitation to somebody who is there": (
        lambda office: office.carer and staff(office),
        "Einladung schicken",
        {"Vor- und Nachname": "Lars Frei", "E-Mail-Adresse": "lars.frei@example.org"},
        {"email": "Diese Person ist schon dabei."},
    ),
    "joining": (
        invitation,
        "Konto eröffnen",
        {"Vor- und Nachname": "Olga M. Weber", "Passwort": "kurz"},
        {"password": "mindestens 10 Zeichen"},
    ),
    "signing in": (
        lambda office: office.visitor.open("/identity/sign-in"),
        "Anmelden",
        {"E-Mail-Adresse": "lars", "Passwort": ""},
        {"email": "E-Mail-Adresse", "password": "Bitte ausfüllen."},
    ),
    "need, odd": (
        lambda office: office.carer.open("/accommodation/needs/new"),
        "Anfrage senden",
        {**RECURRING, "Wie viele Freiwillige?": "0", "Wie viele Personen?": "drei", "Dauer in Minuten": "9999"},
        {"headcount": "mindestens 1", "persons": "ganze Zahl", "minutes": "höchstens 1440"},
    ),
    "need without a time": (
        lambda office: office.carer.open("/accommodation/needs/new"),
        "Anfrage senden",
        {**RECURRING, "Dienstag / Abend": False, "Ab": "2026-12-24", "Bis": "2026-12-01"},
        {"slots": "mindestens eine Zeit", "last": "vor dem ersten"},
    ),
    "need that is over": (
        lambda office: office.carer.open("/accommodation/needs/new"),
        "Anfrage senden",
        {**ONE_OFF, "Datum und Uhrzeit": "2026-11-20T14:30"},
        {"once_at": "schon vorbei"},
    ),
    "asking": (
        lambda office: office.visitor.open("/accommodation/ask"),
        "Anfrage senden",
        {**ONE_OFF, **WHERE_AND_WHO, "Postleitzahl des Ortes, an dem es Hilfe braucht": "8001", "E-Mail": "petra"},
        {"email": "E-Mail-Adresse"},
    ),
    "proposing to nobody": (
        lambda office: office.coordinator.need(office.need),
        "Anfragen",
        {"Nachricht": "Wir freuen uns."},
        {"offer_ids": "Bitte"},
    ),
    "proposing too late": (
        lambda office: office.coordinator.need(office.need),
        "Anfragen",
        {"Anna M.": True, "Antwort bis": "2026-11-20T12:00", "Nachricht": "Wir freuen uns."},
        {"answer_by": "Zukunft"},
    ),
    "match": (match, "Telefonisch Ja", {"Bemerkung": LONG.strip()}, {"reason": "höchstens 500 Zeichen"}),
    "hours of tomorrow": (hours, "Eintragen", {"Tag": "2026-11-24", "Stunden": "2"}, {"day": "in der Zukunft"}),
    "hours, none": (hours, "Eintragen", {"Tag": "2026-11-23", "Stunden": "0"}, {"hours": "wie lange"}),
    "pause": (
        pause,
        "Pause beginnen",
        {"Letzter Tag der Pause": "2026-11-01", "Grund": "Ferien"},
        {"until": "der noch kommt"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_is_wrong_is_said_where_it_is_and_everything_typed_stays(world: World, office: Office, case: Case) -> None:
    opened, button, typed, wrong = case
    form = opened(office)
    world.settle()
    before = snapshot(world)

    page = Page(form.fill(typed).send(button, expect_errors=True))

    assert page.status in (409, 422)
    told = page.errors()
    for name, sentence in wrong.items():
        assert sentence in told[f"f-{name}"]
        assert told[f"f-{name}"].endswith(page.error_beside(f"f-{name}") or "nothing beside the field")
    kept = {label: value for label, value in typed.items() if label not in SECRET}
    assert [label for label, value in kept.items() if not page.shows(label, value)] == []
    assert changed(before, snapshot(world)) <= {"identity.sign_in_attempts"}


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The tables in which something is other than it was."""
    return {name for name in after if after[name] != before[name]}


def test_a_text_that_names_somebody_is_sent_only_when_the_carer_is_sure(office: Office) -> None:
    typed = {**RECURRING, "Was sollte die freiwillige Person wissen?": "Frau Tesfay lernt abends Deutsch."}
    form = office.carer.open("/accommodation/needs/new")

    warned = form.press("Anfrage senden", typed, expect=422)
    sent = warned.press("Anfrage senden", {"Trotzdem senden: Der Text verrät nicht, um wen es geht.": True})

    assert "Bitte schauen Sie den Text nochmals an" in warned.words
    assert [label for label, value in typed.items() if not warned.shows(label, value)] == []
    assert "Ihre Anfrage ist gestellt." in sent.response.text
