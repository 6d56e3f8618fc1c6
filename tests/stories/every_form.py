"""Every form of every page of the demo office, found on the pages themselves, so that no new one can be forgotten.

A form that only shows after something was done (a button to take it back) is found by doing that. Each form belongs to
the moment at which it was found, and whenever it is sent the office is as it was then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from sqlalchemy import select, update
from webtest import TestApp
from werkzeug.exceptions import HTTPException

from services.matching.models import Match
from services.notifications.models import Message
from services.volunteers.models import Volunteer
from shared import clock
from shared.auth import Role
from shared.contracts.notifications import DeliveryState
from shared.web.mount import HOME
from tests.browser.inventory import Page, pages
from tests.browser.office import Office
from tests.stories.as_it_was import Databases, State
from tests.stories.forms_on_pages import ASIDE, BUTTON, RIGHT_AT, Control, Sent, forms_of

FOR_SHOW = "/kit"
"""The page of all parts: its forms lead nowhere."""
ALSO_AT = {"accommodation save_pattern": ("/accommodation/needs/new",)}
"""Where the effect of a form shows, if neither on its own page nor where it leads."""
Cookies = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Form:
    """One form on one page, as somebody has it before them, and a button of it."""

    name: str
    endpoint: str
    whom: Role | None
    cookies: Cookies
    page: str
    path: str
    method: str
    controls: tuple[Control, ...]
    state: State = field(repr=False)

    @property
    def sends(self) -> bool:
        """Whether this button sends it, instead of asking for the same form with more room in it."""
        return not any(control.type == ASIDE for control in self.controls)

    @cached_property
    def filled(self) -> Sent:
        """Everything as people send it."""
        right = RIGHT_AT.get(self.path, {})
        return [(name, right.get(name, value)) for control in self.controls for name, value in control.filled]

    def changed(self, values: Mapping[str, str | None]) -> Sent:
        """The same with other values in some fields; None leaves a field away."""
        kept = [(name, value) for name, value in self.filled if name not in values]
        return kept + [(name, value) for name, value in values.items() if value is not None]


class Everything:
    """The office, all its forms, and the way back to how it was."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.databases = Databases(office.instance)
        self.forms: list[Form] = []
        self._find(_arranged(office))

    def send(self, form: Form, sent: Sent, *, again: bool = False) -> Any:
        """Send a form; the office is as it was when the form was found, or `again` as it is now."""
        if not again:
            self.databases.restore(form.state)
        browser = self._browser(form.cookies)
        headers = {"Referer": f"http://localhost{form.page}"}
        return getattr(browser, form.method)(form.path, sent, headers=headers, status="*")

    def endpoints(self) -> set[str]:
        """All that a form can be sent to."""
        return {
            f"{name} {rule.endpoint.removeprefix('pages.')}"
            for name, app in self.office.instance.apps.items()
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and not rule.endpoint.startswith("api.")
        }

    def open(self, page: Page) -> str:
        """What somebody is shown there, as the office is now."""
        return str(self.office.browser(page.whom).get(page.path, status="*").text)

    def mails(self) -> dict[str, str]:
        """All mails as they went out, by subject."""
        with self.office.instance.db("notifications").reading() as session:
            return {f"mail «{m.subject}»": m.html for m in session.scalars(select(Message)) if m.html}

    # --- finding ---

    def _find(self, further: Sequence[Page]) -> None:
        """The forms of all pages, then those that show where one was sent, until there are no more."""
        state, seen = self.databases.keep(), set[Any]()
        for page in (*pages(self.office), *further):
            cookies = tuple(self.office.cookies(page.whom).items())
            on_page = self._on(page.name, page.path, page.whom, cookies, state)
            self.forms += [form for form in on_page if _is_new(form, seen)]
        for form in self.forms:
            if form.method == "post" and self.endpoints() - {one.endpoint for one in self.forms}:
                self.forms += self._after(form)

    def _after(self, form: Form) -> list[Form]:
        """The forms nobody has seen yet, on the page one leads to and on its own, after it was sent."""
        answer, known = self.send(form, form.filled), {one.endpoint for one in self.forms}
        if answer.status_int != 303 or not self.databases.has_changed():
            return []
        state, found = State(), list[Form]()
        for path in dict.fromkeys((urlsplit(answer.location).path, form.page, *ALSO_AT.get(form.endpoint, ()))):
            name = f"{form.name}, then"
            found += [one for one in self._on(name, path, form.whom, form.cookies, state) if one.endpoint not in known]
        if found:
            state += self.databases.keep()
        return list({one.endpoint: one for one in found}.values())

    def _on(self, name: str, path: str, whom: Role | None, cookies: Cookies, state: State) -> Iterator[Form]:
        answer = self._browser(cookies).get(path, status="*")
        for form, controls in forms_of(answer.text) if answer.content_type == "text/html" else ():
            goal = urlsplit(urljoin(path, form.get("action") or path))
            if not goal.path.startswith(FOR_SHOW):
                method = form["method"].lower()
                service, endpoint = self._endpoint(goal.path, method)
                button = [text for control in controls if control.type in (BUTTON, ASIDE) for text in control.had]
                called = " ".join((f"{name}: {method}", endpoint, *button))
                yield Form(called, f"{service} {endpoint}", whom, cookies, path, goal.path, method, controls, state)

    def _endpoint(self, path: str, method: str) -> tuple[str, str]:
        apps = self.office.instance.apps
        service = next((name for name in apps if f"{path}/".startswith(f"/{name}/")), HOME)
        inside = path if service == HOME else path.removeprefix(f"/{service}") or "/"
        try:
            endpoint, _ = apps[service].url_map.bind("localhost").match(inside, method=method.upper())
        except HTTPException:
            endpoint = f"nowhere ({path})"
        return service, endpoint.removeprefix("pages.")

    def _browser(self, cookies: Cookies) -> TestApp:
        browser = TestApp(self.office.wsgi, extra_environ={"HTTP_HOST": "localhost"})
        for name, value in cookies:
            browser.set_cookie(name, value)
        return browser


def _is_new(form: Form, seen: set[Any]) -> bool:
    """The same form may stand on several pages, for several people; what follows a mere button differs with them."""
    names = tuple(
        (control.name, control.type, control.had * (control.type in (BUTTON, ASIDE))) for control in form.controls
    )
    key = (form.endpoint, names, None if any(control.typed for control in form.controls) else form.whom)
    is_new = key not in seen
    seen.add(key)
    return is_new


def _arranged(office: Office) -> list[Page]:
    """What the demo has none of, and where it shows: somebody who asks again, a mail that failed, a second sign-in."""
    with office.instance.db("matching").reading() as session:
        helps = session.get_one(Match, office.ids["match_id"]).volunteer_id
    _set(office, Volunteer, office.ids["volunteer_id"], asked_again_at=clock.now())
    _set(office, Message, office.ids["message_id"], state=DeliveryState.FAILED, settled=False)
    for _ in range(2):
        _sign_in(office.browser(None))
    looked_at = (f"/volunteers/desk/{helps}/hours", "/notifications/messages?state=failed", "/identity/me")
    return [Page(path, Role.COORDINATOR, path, ("de",)) for path in looked_at]


def _set(office: Office, model: Any, id: UUID, **values: Any) -> None:
    with office.instance.db(model.__module__.split(".")[1]).transaction() as session:
        session.execute(update(model).where(model.id == id).values(**values))


def _sign_in(browser: TestApp) -> None:
    found = browser.get("/identity/sign-in").forms.values()
    form = next(form for form in found if "password" in form.fields)
    for name, value in RIGHT_AT["/identity/sign-in"].items():
        form[name] = value
    form.submit()
