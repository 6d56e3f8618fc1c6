"""Every page there is: who looks at it, and at which example. A page that is not in this table fails a test."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from shared.auth import Role
from shared.i18n import LANGUAGES
from shared.permissions import ANYONE
from shared.web.mount import HOME
from tests.browser.office import Office

VOLUNTEER, STAFF, COORDINATOR, ADMINISTRATOR = Role


@dataclass(frozen=True)
class Stop:
    """Somebody in front of a page. What the address names is the example of that name, unless said otherwise here.

    `link` is for mailed links: what the link is for, and the example it is about.
    """

    whom: Role | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    link: tuple[str, str] | None = None
    query: str = ""


def at(whom: Role | None = None, link: tuple[str, str] | None = None, query: str = "", **values: str) -> Stop:
    """A stop, shorter to write."""
    return Stop(whom, values, link, query)


NO_PAGES = (
    "static",
    "health.",
    "api-docs.",
    "api.",
    "pages.brand_colours",
    "pages.logo",
    "pages.feed",
    "pages.mail_invitation",
    "pages.mail_as_sent",
)
"""What begins like this is for programs, or part of a page. In a mail as it was sent nothing may run, also no check."""

ODD, REFUSED = "odd", (404, 410)
"""A mailed link that was cut off on its way, and what may be answered to it; everything else has to be there."""

SIGN_UP = ("contact", "place", "municipality", "help", "languages", "times", "more")
OF_A_NEED = {"subject_id": "need_id", "entry_id": "need_entry_id"}
OF_A_SITE = {"subject_id": "site_id", "entry_id": "site_entry_id"}
OF_A_VOLUNTEER = {"subject_id": "volunteer_id", "entry_id": "volunteer_entry_id"}

PAGES: dict[str, tuple[Stop, ...]] = {
    "information pages.home": (at(), at(VOLUNTEER), at(query="plz=5620")),
    "information pages.privacy": (at(),),
    "information pages.accessibility": (at(),),
    "information pages.parts_of_pages": (at(),),
    "identity pages.sign_in": (at(),),
    "identity pages.sign_out": (at(STAFF),),
    "identity pages.mail_sent": (at(),),
    "identity pages.link_to_enter": (at(link=("enter", "volunteer_id")), at(token=ODD)),
    "identity pages.invitation": (at(link=("invitation", "invited_id")),),
    "identity pages.forgotten": (at(),),
    "identity pages.new_password": (at(link=("new_password", "account_id")),),
    "identity pages.me": (at(STAFF), at(VOLUNTEER)),
    "identity pages.details": (at(STAFF),),
    "identity pages.password": (at(STAFF),),
    "identity pages.people": (at(ADMINISTRATOR),),
    "identity pages.person": (at(ADMINISTRATOR), at(ADMINISTRATOR, account_id="invited_id")),
    "identity pages.new_person": (at(ADMINISTRATOR),),
    "identity pages.site_staff": (at(STAFF), at(COORDINATOR)),
    "volunteers pages.sign_up": (at(),),
    "volunteers pages.sign_up_step": tuple(at(slug=slug) for slug in SIGN_UP),
    "volunteers pages.check_sign_up": (at(),),
    "volunteers pages.sign_up_by_phone": (at(COORDINATOR),),
    "volunteers pages.sign_up_sent": (at(),),
    "volunteers pages.confirm": (at(link=("confirm_sign_up", "unconfirmed_id")), at(token=ODD)),
    "volunteers pages.me": (at(VOLUNTEER),),
    "volunteers pages.offer": (at(VOLUNTEER), at(COORDINATOR)),
    "volunteers pages.details": (at(VOLUNTEER), at(COORDINATOR)),
    "volunteers pages.hours": (at(VOLUNTEER), at(COORDINATOR)),
    "volunteers pages.away": (at(VOLUNTEER), at(COORDINATOR)),
    "volunteers pages.ask_move": (at(VOLUNTEER, click="pause"), at(COORDINATOR, click="block")),
    "volunteers pages.desk": (at(COORDINATOR), at(COORDINATOR, query="text=Verena")),
    "volunteers pages.search": (at(COORDINATOR), at(COORDINATOR, query="q=Verena")),
    "volunteers pages.volunteer_journal_ask": (at(COORDINATOR, **OF_A_VOLUNTEER),),
    "volunteers pages.volunteer_journal_ask_day": (at(COORDINATOR, **OF_A_VOLUNTEER),),
    "volunteers pages.volunteer": (at(COORDINATOR), at(COORDINATOR, volunteer_id="unconfirmed_id")),
    "accommodation pages.needs": (at(STAFF),),
    "accommodation pages.need": (at(STAFF), at(COORDINATOR), at(COORDINATOR, need_id="asked_id")),
    "accommodation pages.new_need": (at(STAFF), at(COORDINATOR)),
    "accommodation pages.edit_need": (at(STAFF, need_id="open_need_id"),),
    "accommodation pages.ask": (at(),),
    "accommodation pages.sent": (at(link=("ask_sent", "asked_id")),),
    "accommodation pages.asked": (at(link=("need", "asked_id")),),
    "accommodation pages.confirm": (at(link=("confirm_need", "poster_id")), at(token=ODD)),
    "accommodation pages.desk": (at(COORDINATOR),),
    "accommodation pages.search": (at(COORDINATOR), at(COORDINATOR, query="q=Haus")),
    "accommodation pages.search_needs": (at(COORDINATOR, query="q=Deutsch"),),
    "accommodation pages.need_journal_ask": (at(COORDINATOR, **OF_A_NEED),),
    "accommodation pages.need_journal_ask_day": (at(COORDINATOR, **OF_A_NEED),),
    "accommodation pages.site_journal_ask": (at(COORDINATOR, **OF_A_SITE),),
    "accommodation pages.site_journal_ask_day": (at(COORDINATOR, **OF_A_SITE),),
    "accommodation pages.sites": (at(COORDINATOR),),
    "accommodation pages.site": (at(COORDINATOR),),
    "accommodation pages.edit_site": (at(COORDINATOR),),
    "accommodation pages.new_site": (at(COORDINATOR),),
    "matching pages.today": (at(COORDINATOR),),
    "matching pages.desk": (at(COORDINATOR),),
    "matching pages.need": (at(COORDINATOR), at(COORDINATOR, need_id="open_need_id")),
    "matching pages.match": (at(COORDINATOR), at(COORDINATOR, match_id="question_id")),
    "matching pages.ask_pick": (at(COORDINATOR, match_id="willing_id"),),
    "matching pages.answer": (at(link=("answer", "question_id")), at(link=("answer", "match_id")), at(token=ODD)),
    "notifications pages.mailbox": (at(),),
    "notifications pages.mail": (at(),),
    "notifications pages.calendar": (at(VOLUNTEER),),
    "notifications pages.pause": (at(link=("pause", "volunteer_id")),),
    "notifications pages.messages": (at(COORDINATOR),),
}
"""Service and endpoint, and everybody who is shown something else there."""


@dataclass(frozen=True)
class Page:
    """One page as somebody sees it; `name` is what findings call it, `languages` are those it can be read in."""

    name: str
    whom: Role | None
    path: str
    languages: tuple[str, ...]
    statuses: tuple[int, ...] = (200,)
    """What it may answer."""

    def wrong(self, status: int) -> list[str]:
        """A finding if it answers something else."""
        return [] if status in self.statuses else [f"answers {status}"]


def pages(office: Office) -> list[Page]:
    """Every page of every service, for everybody who is shown something else there."""
    return [page for service, app in office.instance.apps.items() for page in _looked_at(office, service, app)]


def pages_of(app: Flask) -> dict[str, list[Rule]]:
    """The endpoints of a service that answer GET with a page, and their addresses, the shortest first."""
    found: dict[str, list[Rule]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (len(rule.arguments), rule.rule)):
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(NO_PAGES):
            found.setdefault(rule.endpoint, []).append(rule)
    return found


def _looked_at(office: Office, service: str, app: Flask) -> Iterator[Page]:
    for endpoint, rules in pages_of(app).items():
        for number, stop in enumerate(PAGES.get(f"{service} {endpoint}", ()), 1):
            whom = f" {stop.whom}" if stop.whom else ""
            name = f"{service} {endpoint.removeprefix('pages.')}{whom}{f' ({number})' if number > 1 else ''}"
            path = _address(office, service, _rule(rules, stop), stop)
            statuses = REFUSED if stop.values.get("token") == ODD else (200,)
            yield Page(name, stop.whom, path, _spoken(app, endpoint, stop.whom), statuses)


def _rule(rules: list[Rule], stop: Stop) -> Rule:
    """One page may have two addresses: a volunteer's own has no id in it, the office's has."""
    fitting = [rule for rule in rules if set(stop.values) <= rule.arguments]
    return fitting[0 if stop.whom in (None, VOLUNTEER) else -1]


def _address(office: Office, service: str, rule: Rule, stop: Stop) -> str:
    built = rule.build({name: _value(office, stop, name) for name in rule.arguments})
    assert built, rule.rule
    prefix = "" if service == HOME else f"/{service}"
    return f"{prefix}{built[1]}{f'?{stop.query}' if stop.query else ''}"


def _value(office: Office, stop: Stop, name: str) -> UUID | str:
    if stop.link and name == "token":
        return office.signed(*stop.link)
    given = stop.values.get(name, name)
    return office.ids.get(given, given)


def _spoken(app: Flask, endpoint: str, whom: Role | None) -> tuple[str, ...]:
    """The public's pages speak all languages, and every page does to volunteers."""
    public = any(rule.whom == ANYONE for rule in app.extensions["rif"].permissions.rules(endpoint))
    everybody = public or whom is VOLUNTEER
    return tuple(code for code, language in LANGUAGES.items() if everybody or language.everywhere)
