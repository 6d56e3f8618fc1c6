"""Somebody in a story: a browser, an address, and nothing else to reach the office by than pages and mailed links.

After each click the office's worker does its part, so that what follows from it has happened.
"""

from typing import Any

from shared.auth import Role
from shared.testing import World, links_in
from tests.stories.page import Page, Typed, go_on

PASSWORD = "Apfelbaum im Garten"


class Person:
    """Somebody with a browser and a mailbox."""

    def __init__(self, world: World, first_name: str, last_name: str) -> None:
        self.world, self.first_name, self.last_name = world, first_name, last_name
        self.name = f"{first_name} {last_name}"
        self.short_name = f"{first_name} {last_name[:1]}."
        self.email = f"{first_name}.{last_name}@example.org".lower()
        self.browser = world.visitor()

    def open(self, path: str, *, expect: int | None = None) -> Page:
        """Go to an address; `expect` is the status of a refusal."""
        answer = self.browser.get(path, status=expect or "*")
        return Page(answer) if expect else self._fine(go_on(answer))

    def press(self, page: Page, label: str, typed: Typed | None = None, *, expect: int | None = None) -> Page:
        """Fill in a page and press one of its buttons; then everybody hears of it."""
        answer = page.press(label, typed, expect=expect)
        self.world.settle()
        return answer

    def mails(self) -> list[dict[str, Any]]:
        """My mails, newest first."""
        self.world.settle()
        api = self.world.api(Role.COORDINATOR)
        return list(api.get("/notifications/api/messages", to=self.email, limit=200).json)

    def newest_mail(self, template: str | None = None) -> dict[str, Any]:
        """My last mail, or the last of one kind."""
        fitting = [mail for mail in self.mails() if template in (None, mail["template"])]
        assert fitting, f"{self.name} got {[mail['template'] for mail in self.mails()]}, no {template}"
        return fitting[0]

    def mailed_link(self, template: str | None = None) -> str:
        """Where the link of a mail leads."""
        (path,) = links_in(self.newest_mail(template)["text"])
        return path

    def follow_mail(self, template: str | None = None) -> Page:
        """Open the link of a mail."""
        return self.open(self.mailed_link(template))

    def sign_in(self, password: str = PASSWORD) -> Page:
        """With address and password, as staff and office do."""
        page = self.open("/identity/sign-in")
        return self.press(page, "Anmelden", {"E-Mail-Adresse": self.email, "Passwort": password})

    def _fine(self, page: Page) -> Page:
        assert page.status == 200, f"{page.status} at {page.path}: {page.words}"
        return page
