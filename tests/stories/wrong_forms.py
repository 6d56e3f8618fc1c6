"""Everything that can be typed wrong on the forms of the main job: where, what, and what is to be said about it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from shared.testing import World
from tests.stories.carer import ONE_OFF, RECURRING, Carer
from tests.stories.coordinator import FOR_MINORS, SITE, Coordinator, open_office
from tests.stories.page import Page
from tests.stories.person import Person
from tests.stories.test_without_account import WHERE_AND_WHO
from tests.stories.volunteer import LANGUAGES, PLACE, TIMES, Volunteer, sign_up_until

LONG = ("Wort " * 250).strip()
OLGA = {"Vorname": "Olga", "Nachname": "Weber", "E-Mail": "olga.weber@example.org", "Telefon": "079 123 45 67"}


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

    @cached_property
    def asked(self) -> Page:
        """The page of the match for which Anna was asked."""
        self.coordinator.propose(self.need, self.anna)
        return self.coordinator.match(self.need, self.anna)

    @cached_property
    def assigned(self) -> Volunteer:
        """Anna on her own pages, with an assignment."""
        assert self.asked
        self.coordinator.move(self.need, self.anna, "Telefonisch Ja", "Auswählen", "Einsatz vereinbaren")
        self.anna.enter()
        return self.anna


class Case(NamedTuple):
    """A form, the button that sends it, what is typed, and what is said of which field."""

    opened: Callable[[Office], Page]
    button: str
    typed: dict[str, Any]
    wrong: dict[str, str]


def sign_up(title: str) -> Callable[[Office], Page]:
    """One page of the public sign-up, in a browser where nothing is kept."""
    return lambda office: sign_up_until(Person(office.world, "Olga", "Weber"), title, OLGA)


def ask(office: Office) -> Page:
    return office.visitor.open("/accommodation/ask")


def new_need(office: Office) -> Page:
    return office.carer.open("/accommodation/needs/new")


def staff(office: Office) -> Page:
    return office.coordinator.open(office.site).follow("Mitarbeitende einladen")


def invitation(office: Office) -> Page:
    office.coordinator.invite(office.visitor, office.coordinator.open(office.site))
    return office.visitor.follow_mail()


VISITORS = {
    "sign-up, nobody": Case(
        sign_up("Name und Kontakt"),
        "Weiter",
        {},
        dict.fromkeys(("first_name", "last_name", "email", "phone"), "Bitte ausfüllen."),
    ),
    "sign-up, somebody odd": Case(
        sign_up("Name und Kontakt"),
        "Weiter",
        {"Vorname": "", "Nachname": LONG, "E-Mail": "anna@", "Telefon": "12"},
        {
            "first_name": "Bitte ausfüllen.",
            "last_name": "höchstens 80 Zeichen",
            "email": "Bitte prüfen Sie die E-Mail-Adresse",
            "phone": "Bitte prüfen Sie die Telefonnummer",
        },
    ),
    "sign-up, nowhere": Case(
        sign_up("Wohnort und Weg"), "Weiter", {}, {"postcode": "Bitte", "travel_km": "Bitte", "mobility": "Bitte"}
    ),
    "sign-up from beyond the region": Case(
        sign_up("Wohnort und Weg"),
        "Weiter",
        {**PLACE, "Postleitzahl": "5600"},
        {"postcode": "RIF Nachbarregion West"},
    ),
    "sign-up where a postcode spans two municipalities": Case(
        lambda office: sign_up("Wohnort und Weg")(office).press("Weiter", {**PLACE, "Postleitzahl": "5610"}),
        "Weiter",
        {},
        {"bfs_nr": "Bitte wählen Sie eine Gemeinde."},
    ),
    "sign-up, no help": Case(sign_up("Was Sie gern tun"), "Weiter", {}, {"categories": "Bitte"}),
    "sign-up, a language twice": Case(
        sign_up("Ihre Sprachen"),
        "Weiter",
        {**LANGUAGES, "2. Sprache / Sprache": "Deutsch"},
        {"speaks_2.code": "Deutsch haben Sie schon gewählt."},
    ),
    "sign-up, odd times": Case(
        sign_up("Wann Sie Zeit haben"),
        "Weiter",
        {**TIMES, "Ab wann?": "2026-11-20", "Wie viele Stunden in der Woche?": "viele"},
        {"available_from": "schon vorbei", "hours_per_week": "ganze Zahl"},
    ),
    "sign-up, times not said": Case(
        sign_up("Wann Sie Zeit haben"),
        "Weiter",
        {"Wann passt es Ihnen?": "genauer angeben"},
        {"slots": "Bitte kreuzen Sie an"},
    ),
    "sign-up, too much to say": Case(
        sign_up("Noch etwas"), "Weiter", {"Was sollen wir noch wissen?": LONG}, {"notes": "höchstens 1000 Zeichen"}
    ),
    "sign-up without consent": Case(
        sign_up("Stimmt alles?"), "Anmeldung senden", {}, {"consent": "Ohne Ihr Einverständnis"}
    ),
    "asking": Case(
        ask,
        "Anfrage senden",
        {**ONE_OFF, **WHERE_AND_WHO, "Ihr Name": "", "E-Mail": "petra"},
        {"name": "Bitte ausfüllen.", "email": "E-Mail-Adresse"},
    ),
    "asking from beyond the region": Case(
        ask,
        "Anfrage senden",
        {**ONE_OFF, **WHERE_AND_WHO, "Postleitzahl des Ortes, an dem es Hilfe braucht": "8001"},
        {"postcode": "ausserhalb"},
    ),
    "signing in": Case(
        lambda office: office.visitor.open("/identity/sign-in"),
        "Anmelden",
        {"E-Mail-Adresse": "lars", "Passwort": ""},
        {"email": "E-Mail-Adresse", "password": "Bitte ausfüllen."},
    ),
    "joining": Case(
        invitation,
        "Konto eröffnen",
        {"Vor- und Nachname": "Olga M. Weber", "Passwort": "kurz"},
        {"password": "mindestens 10 Zeichen"},
    ),
}
CARERS = {
    "need, odd": Case(
        new_need,
        "Anfrage senden",
        {**RECURRING, "Wie viele Freiwillige?": "0", "Wie viele Personen?": "drei", "Dauer in Minuten": "9999"},
        {"headcount": "mindestens 1", "persons": "ganze Zahl", "minutes": "höchstens 1440"},
    ),
    "need without a time": Case(
        new_need,
        "Anfrage senden",
        {**RECURRING, "Dienstag / Abend": False, "Ab": "2026-12-24", "Bis": "2026-12-01"},
        {"slots": "mindestens eine Zeit", "last": "vor dem ersten"},
    ),
    "need that is over": Case(
        new_need,
        "Anfrage senden",
        {**ONE_OFF, "Datum und Uhrzeit": "2026-11-20T14:30"},
        {"once_at": "schon vorbei"},
    ),
}
COORDINATORS = {
    "site": Case(
        lambda office: office.coordinator.open("/accommodation/sites/new"),
        "Standort speichern",
        {**SITE, "Organisation": "", "Telefon": "keines", "Postleitzahl": "56200", "E-Mail": "heim"},
        {"organisation": "Bitte ausfüllen.", "phone": "Telefonnummer", "postcode": "vier Ziffern", "email": "E-Mail"},
    ),
    "invitation": Case(
        staff,
        "Einladung schicken",
        {"Vor- und Nachname": "", "E-Mail-Adresse": "olga.weber@"},
        {"name": "Bitte ausfüllen.", "email": "E-Mail-Adresse"},
    ),
    "invitation of somebody who is there": Case(
        lambda office: office.carer and staff(office),
        "Einladung schicken",
        {"Vor- und Nachname": "Lars Frei", "E-Mail-Adresse": "lars.frei@example.org"},
        {"email": "Diese Person ist schon dabei."},
    ),
    "clearance": Case(
        lambda office: office.coordinator.file_of(office.anna),
        "Speichern",
        {
            "Verhaltenskodex": True,
            "Sonderprivatauszug: gültig bis": "bald",
            "Sonderprivatauszug: gesehen am": "gestern",
        },
        {"special_extract.valid_until": "Bitte geben Sie ein Datum an", "special_extract.seen_on": "Bitte"},
    ),
    "proposing to nobody": Case(
        lambda office: office.coordinator.need(office.need),
        "Jetzt anfragen",
        {"Nachricht": "Wir freuen uns."},
        {"offer_ids": "Bitte"},
    ),
    "proposing too late": Case(
        lambda office: office.coordinator.need(office.need),
        "Jetzt anfragen",
        {"Anna M. anfragen": True, "Antwort bis": "2026-11-20T12:00", "Nachricht": "Wir freuen uns."},
        {"answer_by": "Zukunft"},
    ),
    "match": Case(
        lambda office: office.asked, "Telefonisch Ja", {"Bemerkung": LONG}, {"reason": "höchstens 500 Zeichen"}
    ),
}
VOLUNTEERS = {
    "hours of tomorrow": Case(
        lambda office: office.assigned.my_page().follow("Stunden eintragen"),
        "Eintragen",
        {"Tag": "2026-11-24", "Stunden": "2"},
        {"day": "in der Zukunft"},
    ),
    "hours, none": Case(
        lambda office: office.assigned.my_page().follow("Stunden eintragen"),
        "Eintragen",
        {"Tag": "2026-11-23", "Stunden": "0"},
        {"hours": "wie lange"},
    ),
    "pause": Case(
        lambda office: office.assigned.my_page().follow("Pause machen"),
        "Pause beginnen",
        {"Letzter Tag der Pause": "2026-11-01", "Grund": "Ferien"},
        {"until": "der noch kommt"},
    ),
}
