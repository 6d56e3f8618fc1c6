"""How people in the stories use the office: through pages and through the links in their mails, nothing else."""

from typing import Any

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.testing import World


class Mailbox:
    """The mails of one address, newest first."""

    def __init__(self, world: World) -> None:
        self.world = world

    def newest(self, address: str) -> dict[str, Any]:
        """The last mail to an address."""
        self.world.settle()
        api = self.world.api(Role.COORDINATOR)
        mails = api.get("/notifications/api/messages", to=address).json
        assert mails, f"no mail to {address}"
        return dict(mails[0])

    def follow(self, browser: TestApp, address: str) -> Any:
        """Open the link in the last mail to an address."""
        (link, *_) = [link for link in self.newest(address)["links"] if link.startswith("http://localhost/")]
        return browser.get(link.removeprefix("http://localhost"))


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    return Mailbox(world)


def press(page: Any, label: str) -> Any:
    """Submit the form whose button has this label, and follow where it leads."""
    for form in dict.fromkeys(page.forms.values()):
        if any(label in button.text for button in form.html.find_all("button")):
            answer = form.submit()
            return answer.follow() if answer.status_int == 303 else answer
    raise AssertionError(f"no button «{label}»; there are {[b.text.strip() for b in page.html.find_all('button')]}")
