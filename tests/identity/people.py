"""An office with some people in it, and the ways in that its tests use again and again."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event
from webtest import TestApp

from services.identity import actions
from services.identity.models import Account
from services.identity.reset_links import new_link_id
from shared.auth import Role
from shared.contracts.accommodation import SiteChanged, SiteKind
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.ids import new_id
from shared.testing import World

PASSWORD = "vier lose Woerter hier"


class People:
    """The people of one office: made quickly, signed in through the doors."""

    def __init__(self, world: World) -> None:
        self.world = world

    def account(self, email: str, *roles: Role, name: str = "Regula Muster", site_ids: Sequence[UUID] = ()) -> UUID:
        with self.world.db("identity").transaction() as session:
            made = actions.add_account(session, email, name, roles, password=PASSWORD, site_ids=site_ids)
            account_id = made.id
        self.world.settle()
        return account_id

    def many(self, count: int, *, site_ids: Sequence[UUID] = ()) -> None:
        """So many accounts that nobody signs in with."""
        with self.world.db("identity").transaction() as session:
            for number in range(count):
                name = f"Person {len(site_ids)}-{number:02}"
                email = f"{name.replace(' ', '.')}@example.org"
                actions.add_account(session, email, name, [Role.STAFF], site_ids=site_ids)

    def volunteer(self, email: str, *, name: str = "Anna Keller", revision: int = 1, id: UUID | None = None) -> UUID:
        person_id = id or new_id()
        self.world.tell(
            RecipientChanged(
                person_id=person_id, revision=revision, email=email, language="de", name=name, kind="volunteer"
            )
        )
        return person_id

    def site(self, name: str = "Unterkunft Bachmatt", **changes: Any) -> UUID:
        values: dict[str, Any] = {
            "site_id": new_id(),
            "revision": 1,
            "organisation_id": new_id(),
            "organisation": "Sozialdienst",
            "name": name,
            "kind": SiteKind.CANTONAL,
            "street": "Bachweg 1",
            "postcode": "5620",
            "town": "Bremgarten AG",
            "bfs_nr": 4063,
            "phone": "+41620000001",
            "active": True,
        }
        self.world.tell(SiteChanged(**{**values, **changes}))
        site_id: UUID = {**values, **changes}["site_id"]
        return site_id

    def try_password(
        self, email: str, password: str = PASSWORD, *, browser: TestApp | None = None, to: str = ""
    ) -> Any:
        """The answer to a filled-in sign-in form, whatever its status."""
        page = (browser or self.world.visitor()).get("/identity/sign-in", params={"next": to} if to else {})
        form = form_to(page, "/identity/sign-in")
        form["email"], form["password"] = email, password
        return form.submit(expect_errors=True)

    def signed_in(self, email: str) -> TestApp:
        """A browser in which somebody has signed in with the password."""
        browser = self.world.visitor()
        answer = self.try_password(email, browser=browser)
        assert answer.status_int == 303
        return browser

    def ask_for_link(self, email: str) -> Any:
        form = form_to(self.world.visitor().get("/identity/sign-in"), "/identity/sign-in/link")
        form["mail_to"] = email
        return form.submit(expect_errors=True)

    def link(self, page: str, person_id: UUID, *, minutes: float = 60, link_id: UUID | None = None) -> str:
        """The path of a mailed link, as notifications makes it."""
        link_id = link_id or (self._reset_id(person_id) if page == "new-password" else None)
        token = self.world.office.links.sign(page.replace("-", "_"), person_id, timedelta(minutes=minutes), link_id)
        return f"/identity/{page}/{token}"

    def _reset_id(self, person_id: UUID) -> UUID | None:
        """What identity gives along for a link to a new password."""
        with self.world.db("identity").reading() as session:
            account = session.get(Account, person_id)
            return new_link_id(self.world.office.keys, account) if account else None

    def mails(self, template: str) -> list[MessageRequested]:
        told = self.world.told("identity", MessageRequested)
        return [message for message in told if message.template == template]

    def statements(self, do: Callable[[], Any]) -> int:
        """How many SQL statements something takes."""
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        engine = self.world.db("identity").engine
        event.listen(engine, "before_cursor_execute", note)
        do()
        event.remove(engine, "before_cursor_execute", note)
        return sum(not statement.startswith("BEGIN") for statement in seen)


def form_to(page: Any, path: str) -> Any:
    """The form of a page that is sent to a path."""
    forms = [page.forms[place] for place in page.forms if isinstance(place, int)]  # those with an id are there twice
    found = [form for form in forms if form.action.split("?")[0] == path]
    assert len(found) == 1, [form.action for form in forms]
    return found[0]


def own_form(page: Any) -> Any:
    """The form of a page that is sent to the page itself."""
    return form_to(page, "")
