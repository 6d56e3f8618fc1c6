"""Coordinators: they clear volunteers, keep sites, and bring needs and volunteers together."""

from typing import Any

from services.identity import actions as identity
from shared.links import link
from shared.testing import World
from tests.stories.page import Page, plain
from tests.stories.person import PASSWORD, Person
from tests.stories.volunteer import OFFER, Volunteer

SITE: dict[str, Any] = {
    "Organisation": "Gemeinde Bremgarten",
    "Name des Standorts": "Unterkunft Birkenweg",
    "Art": "Kommunale Unterkunft",
    "Strasse und Nummer": "Birkenweg 4",
    "Postleitzahl": "5620",
    "Ort": "Bremgarten",
    "Gemeinde": "Bremgarten (AG)",
    "Telefon": "056 000 00 01",
}
FOR_MINORS = ("Sonderprivatauszug",)


class Coordinator(Person):
    """Somebody at the office."""

    # --- volunteers ---

    def file_of(self, volunteer: Volunteer) -> Page:
        """The office's page of a volunteer, found by name with the search that is on every page."""
        look_for = {"Person, Standort oder Anfrage suchen": volunteer.last_name}
        found = self.open("/matching/today").press("Suchen", look_for)
        return found.follow(f"{volunteer.last_name} {volunteer.first_name}")

    def clear(self, volunteer: Volunteer, *seen: str) -> Page:
        """Finish the clearance; `seen` are the extracts that were shown."""
        return self.clear_at(self.file_of(volunteer), *seen)

    def clear_at(self, file: Page, *seen: str) -> Page:
        """The same where the volunteer's page is open already."""
        ticks = dict.fromkeys(("Verhaltenskodex", *seen), True)
        page = self.press(file, "Abklärung abschliessen: einsatzbereit", ticks)
        return self.press(page, "Trotzdem abschliessen") if page.path.endswith("/clear") else page

    def sign_up_by_phone(self, volunteer: Volunteer) -> Page:
        """Somebody calls and says yes to everything."""
        page = self.open("/volunteers/desk").follow("Anmeldung am Telefon erfassen")
        consent = {"Ich habe das vorgelesen, und die Person ist einverstanden.": True, "mündlich bestätigt": True}
        return self.press(page, "Anmeldung erfassen", {**volunteer.who, **OFFER, **consent})

    # --- sites ---

    def create_site(self, **changes: Any) -> Page:
        """A new site, with its organisation."""
        page = self.open("/matching/today").follow("Standorte").follow("Neuer Standort")
        return self.press(page, "Standort speichern", {**SITE, **changes})

    def invite(self, carer: Person, site: Page) -> Page:
        """Ask somebody of a site to join, by mail."""
        who = {"Vor- und Nachname": carer.name, "E-Mail-Adresse": carer.email}
        return self.press(site.follow("Mitarbeitende einladen"), "Einladung schicken", who)

    def post_need_for(self, site: str, typed: dict[str, Any]) -> str:
        """What somebody of a site says on the telephone; gives the address of the need's page."""
        page = self.open("/accommodation/desk").follow("Neue Anfrage für einen Standort")
        organisation = {"Für welchen Standort?": f"{SITE['Organisation']} – {site}"}
        return self.press(page, "Anfrage senden", {**organisation, **typed}).path

    # --- matching ---

    def need(self, path: str) -> Page:
        """The desk with a need chosen; `path` is the need's own page."""
        return self.open(path.replace("/accommodation/needs/", "/matching/desk/"))

    def propose(self, need: str, *volunteers: Volunteer) -> Page:
        """Ask volunteers for a need."""
        ticks = {f"{volunteer.short_name} anfragen": True for volunteer in volunteers}
        return self._answered(self.press(self.need(need), "Jetzt anfragen", ticks))

    def match(self, need: str, volunteer: Volunteer) -> Page:
        """The page of a match, opened from the need."""
        links = self.need(need).soup.select("a[href^='/matching/matches/']")
        (href,) = {a["href"] for a in links if plain(a) == volunteer.short_name}
        return self.open(href)

    def move(self, need: str, volunteer: Volunteer, *buttons: str) -> Page:
        """Press buttons of a match, one after the other."""
        page = self.match(need, volunteer)
        for label in buttons:
            page = self._answered(self.press(page, label))
        return page

    def _answered(self, page: Page) -> Page:
        """What cannot be taken back is asked first: yes, we are sure."""
        labels = [plain(button) for button in page.soup.select("main button")]
        yes = next((label for label in labels if label.startswith("Ja, ")), None)
        return self.press(page, yes) if yes else page


def open_office(world: World) -> Coordinator:
    """The first of the office joins with the link that the first start prints."""
    with world.db("identity").transaction() as session:
        token = identity.invite_administrator(session, world.office)
    regula = Coordinator(world, "Regula", "Huber")
    page = regula.open(link("identity", "invitation", token=token))
    who = {"Vor- und Nachname": regula.name, "E-Mail-Adresse": regula.email, "Passwort": PASSWORD}
    regula.press(page, "Konto eröffnen", who)
    return regula
