"""The main navigation: one table of who sees which way in; and the places where one search looks."""

from urllib.parse import urlencode

from shared.auth import Role, Who
from shared.i18n import lazy
from shared.links import link

ITEMS = [
    (Role.COORDINATOR, lazy("Heute"), "matching", "today"),
    (Role.COORDINATOR, lazy("Vermitteln"), "matching", "desk"),
    (Role.COORDINATOR, lazy("Freiwillige"), "volunteers", "desk"),
    (Role.COORDINATOR, lazy("Anfragen"), "accommodation", "desk"),
    (Role.COORDINATOR, lazy("Standorte"), "accommodation", "sites"),
    (Role.ADMINISTRATOR, lazy("Personen"), "identity", "people"),
    (Role.STAFF, lazy("Meine Anfragen"), "accommodation", "needs"),
    (Role.VOLUNTEER, lazy("Meine Seite"), "volunteers", "me"),
]
PUBLIC = [
    (lazy("Ich möchte helfen"), "volunteers", "sign_up"),
    (lazy("Wir brauchen Unterstützung"), "accommodation", "ask"),
]


def items(who: Who | None, path: str) -> list[dict[str, object]]:
    """The ways in for somebody, the one they are at marked."""
    if who is None:
        chosen = PUBLIC
    else:
        chosen = [(label, service, page) for role, label, service, page in ITEMS if who.may_act_as(role)]
    found = [(label, link(service, page)) for label, service, page in chosen]
    longest = max((href for _, href in found if path == href or path.startswith(href + "/")), key=len, default=None)
    return [{"label": label, "href": href, "current": href == longest} for label, href in found]


SEARCHES = [
    ("persons", lazy("Personen"), "volunteers", "search"),
    ("sites", lazy("Standorte"), "accommodation", "search"),
    ("needs", lazy("Anfragen"), "accommodation", "search_needs"),
]


def searches(q: str) -> list[tuple[str, object, str]]:
    """(key, label, address) of each place where these words can be looked for."""
    return [(key, label, f"{link(service, page)}?{urlencode({'q': q})}") for key, label, service, page in SEARCHES]
