"""A demo office in this process: the embedded services on a free port, with the clock of the tests.

It is the same every time: same people, same moment. What services would do in the background `settle()` does here and
now, so nothing has to be waited for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from webtest import TestApp
from webtest.http import StopableWSGIServer

from deploy.demo import load_demo, people
from deploy.embedded import LIMITS, THREADS
from deploy.instance import Instance, create_apps, open_instance, read_settings
from services.identity import queries as identity
from services.identity.models import Account
from services.identity.reset_links import new_link_id
from shared import log
from shared.auth import Role, sign_in_token
from shared.testing import free_port, moving_clock
from shared.web.mount import mount
from tests.browser.begun import BROWSER, begin, finish
from tests.browser.examples import UNCONFIRMED, examples

SIGN_INS = {
    Role.VOLUNTEER: people.SIGN_INS["Freiwillige"],
    Role.STAFF: people.SIGN_INS["Unterkunft"],
    Role.COORDINATOR: people.SIGN_INS["Koordination"],
    Role.ADMINISTRATOR: people.SIGN_INS["Koordination"],
}
LASTS = timedelta(days=30)


@dataclass
class Office:
    """The demo office: its address, its people, and the ids of examples of all that has a page."""

    instance: Instance
    wsgi: Any
    ids: dict[str, UUID] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it answers while it is `serving`."""
        return self.instance.office.settings.url

    @property
    def port(self) -> int:
        """Where to answer."""
        return self.instance.office.settings.port

    def token(self, role: Role, lasts: timedelta = LASTS, session_id: UUID | None = None) -> str:
        """What the sign-in cookie of one of the demo's people holds; without `session_id` a new sign-in each time."""
        with self.instance.db("identity").reading() as session:
            account = identity.account_by_email(session, SIGN_INS[role])
            assert account is not None, f"nobody in the demo is {role}"
            return self._token(account, lasts, session_id)

    def cookies(self, role: Role | None) -> dict[str, str]:
        """What the browser of one of the demo's people carries; a visitor's, that of a sign-up that was begun."""
        return {"rif": self.token(role)} if role else {"rif_form": BROWSER}

    def signed(self, purpose: str, subject: str) -> str:
        """The token of a mailed link about one of the examples."""
        return self.instance.office.links.sign(purpose, self.ids[subject], LASTS, self._link_id(purpose, subject))

    def browser(self, role: Role | None) -> TestApp:
        """WebTest's browser, which needs no server."""
        browser = TestApp(self.wsgi, extra_environ={"HTTP_HOST": "localhost"})
        for name, value in self.cookies(role).items():
            browser.set_cookie(name, value)
        return browser

    def settle(self) -> None:
        """Let every event, mail and due job have happened."""
        self.instance.settle()

    def _link_id(self, purpose: str, subject: str) -> UUID | None:
        """A link to a new password is bound to the present one."""
        if purpose != "new_password":
            return None
        with self.instance.db("identity").reading() as session:
            return new_link_id(self.instance.office.keys, session.get_one(Account, self.ids[subject]))

    def _token(self, account: Account, lasts: timedelta, session_id: UUID | None) -> str:
        roles = [Role(role) for role in account.roles]
        keys = self.instance.office.keys
        return sign_in_token(keys, account.id, account.name, roles, account.site_ids, lasts, session_id)


@contextmanager
def demo_office(folder: Path, volunteers: int = 120, needs: int = 25) -> Iterator[Office]:
    """An office with so many invented volunteers and needs."""
    settings = read_settings({"RIF_DATA": str(folder), "PORT": str(free_port())})
    log.configure(level="ERROR")
    instance = open_instance(settings, durable=False)
    try:
        with moving_clock():
            load_demo(instance, volunteers=volunteers, needs=needs)
            office = Office(instance, mount(create_apps(instance)))
            _sign_up(office)
            office.ids = examples(instance)
            yield office
    finally:
        instance.close()


def _sign_up(office: Office) -> None:
    """Two people sign up: one has come to the end and not sent it, one has not confirmed it yet."""
    region = office.instance.office.region
    begin(office.browser(None), region)
    another = office.browser(None)
    another.set_cookie("rif_form", "another-kitchen-table")
    begin(another, region, first_name="Ursina", email=UNCONFIRMED)
    finish(another)


@contextmanager
def serving(wsgi: Any, port: int) -> Iterator[None]:
    """Answer on a port, as the embedded process does."""
    server = StopableWSGIServer.create(wsgi, host="127.0.0.1", port=port, threads=THREADS, **LIMITS)
    try:
        yield
    finally:
        server.shutdown()
