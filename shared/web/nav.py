"""The main navigation: one table of who sees which way in."""

from shared.auth import Role, Who
from shared.links import link

ITEMS = [
    (Role.COORDINATOR, "Heute", "matching", "today"),
    (Role.COORDINATOR, "Vermitteln", "matching", "desk"),
    (Role.COORDINATOR, "Freiwillige", "volunteers", "desk"),
    (Role.COORDINATOR, "Anfragen", "accommodation", "desk"),
    (Role.COORDINATOR, "Standorte", "accommodation", "sites"),
    (Role.ADMINISTRATOR, "Personen", "identity", "people"),
    (Role.STAFF, "Meine Anfragen", "accommodation", "needs"),
    (Role.VOLUNTEER, "Meine Seite", "volunteers", "me"),
]
PUBLIC = [
    ("Ich möchte helfen", "volunteers", "sign_up"),
    ("Wir brauchen Unterstützung", "accommodation", "ask"),
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
