"""Volunteers: they sign up, answer what they are asked, and log their hours."""

from typing import Any

from tests.stories.page import Page
from tests.stories.person import Person

PLACE: dict[str, Any] = {
    "Postleitzahl": "5620",
    "Wie weit dürfen wir Sie schicken?": "bis 10 km",
    "Wie sind Sie unterwegs?": "mit dem Velo",
}
HELP: dict[str, Any] = {
    "Wobei möchten Sie helfen?": ["Hausaufgabenhilfe", "Begleitung zu Behörden, Arzt oder Schule"],
}
LANGUAGES: dict[str, Any] = {
    "1. Sprache / Wie gut?": "Muttersprache",
    "2. Sprache / Sprache": "Tigrinya",
    "2. Sprache / Wie gut?": "im Alltag",
}
TIMES: dict[str, Any] = {"Wann passt es Ihnen?": "flexibel, nach Absprache"}

OFFER = PLACE | HELP | LANGUAGES | TIMES
"""What volunteers offer here: enough for everything that is asked for in the stories."""

CONSENT = {"Ich bin einverstanden, dass Sie meine Angaben so verwenden.": True}


def sign_up_until(person: Person, title: str, who: dict[str, str]) -> Page:
    """Go through the public sign-up until the page with this title."""
    page = person.open("/").follow("Ich möchte helfen").follow("Jetzt beginnen")
    for typed in (who, PLACE, HELP, LANGUAGES, TIMES, {}):
        if page.title == title:
            break
        page = person.press(page, "Weiter", typed)
    return page


class Volunteer(Person):
    """Somebody who wants to help."""

    phone = "079 123 45 67"

    @property
    def who(self) -> dict[str, str]:
        """Name and contact as they are typed."""
        names = {"Vorname": self.first_name, "Nachname": self.last_name}
        return {**names, "E-Mail": self.email, "Telefon": self.phone}

    def sign_up(self, **_: Any) -> Page:
        """On the public pages."""
        page = sign_up_until(self, "Stimmt alles?", self.who)
        return self.press(page, "Anmeldung senden", CONSENT)

    def confirm(self) -> Page:
        """With the link in the mail."""
        return self.press(self.follow_mail(), "Ja, Anmeldung bestätigen")

    def enter(self) -> Page:
        """Ask for a link at the entrance, and come in by it."""
        page = self.open("/identity/sign-in")
        self.press(page, "Link schicken", {"Ihre E-Mail-Adresse": self.email})
        return self.press(self.follow_mail("sign_in_link"), "Jetzt anmelden")

    def say(self, answer: str) -> Page:
        """Answer the last proposal by the link in its mail: Ja, Nein, Später."""
        return self.press(self.follow_mail("proposal"), answer)

    def say_yes(self) -> Page:
        """Yes, by the link in the mail."""
        return self.say("Ja")

    def my_page(self) -> Page:
        """«Meine Seite»."""
        return self.open("/volunteers/me")

    def log_hours(self, hours: int) -> Page:
        """So many hours today."""
        page = self.my_page().follow("Stunden eintragen")
        return self.press(page, "Eintragen", {"Stunden": hours})
