"""Carers: staff of an accommodation who say what is needed."""

from typing import Any

from tests.stories.page import Page
from tests.stories.person import PASSWORD, Person

RECURRING: dict[str, Any] = {
    "Art der Unterstützung": "Hausaufgabenhilfe",
    "Wie viele Personen?": 3,
    "Alter": "Schulkinder",
    "Es sind Minderjährige dabei": True,
    "Sprache 1": "Tigrinya",
    "Wie oft?": "Jede Woche",
    "Dienstag / Abend": True,
    "Dauer in Minuten": 90,
    "Was sollte die freiwillige Person wissen?": "Mathematik und Deutsch für die 4. Klasse.",
    "Ihr Zeichen": "Zimmer 12-B",
}
"""Every week, with minors: the office chooses among those who say yes."""

ONE_OFF: dict[str, Any] = {
    "Art der Unterstützung": "Begleitung zu Behörden, Arzt oder Schule",
    "Wie viele Personen?": 1,
    "Alter": "Erwachsene",
    "Wie oft?": "Einmal",
    "Datum und Uhrzeit": "2026-11-27T14:30",
    "Dauer in Minuten": 120,
}
"""Once, and soon: the first yes takes the place. The stories begin on Monday, 23 November 2026."""


class Carer(Person):
    """Somebody who works at a site."""

    def accept_invitation(self) -> Page:
        """With the link in the mail, and a password of one's own."""
        return self.press(self.follow_mail("invitation"), "Konto eröffnen", {"Passwort": PASSWORD})

    def my_needs(self) -> Page:
        """«Meine Anfragen»."""
        return self.open("/accommodation")

    def post_need(self, typed: dict[str, Any] | None = None, **more: Any) -> str:
        """Say what is needed; gives the address of the need's page."""
        page = self.press(self.my_needs().follow("Neue Anfrage"), "Anfrage senden", {**(typed or RECURRING), **more})
        assert page.status == 200 and page.path.startswith("/accommodation/needs/"), page.words
        return page.path
