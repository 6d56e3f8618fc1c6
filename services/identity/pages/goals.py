"""Where somebody goes after signing in."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from shared.auth import Role
from shared.links import is_our_path, link

FIRST_PAGES = [
    (Role.ADMINISTRATOR, "matching", "today"),
    (Role.COORDINATOR, "matching", "today"),
    (Role.STAFF, "accommodation", "needs"),
    (Role.VOLUNTEER, "volunteers", "me"),
]
OWN_DOORS = tuple(link("identity", page) for page in ("sign_in", "sign_out"))


def goal_of(wanted: str, roles: Iterable[str]) -> str:
    """Where somebody wanted to go, if that is a page of ours; otherwise the first page of their role."""
    return wanted if is_ours(wanted) else first_page(roles)


def is_ours(path: str) -> bool:
    """Whether this is a path on this host, and not a door one has just come through."""
    return is_our_path(path) and not urlsplit(path).path.startswith(OWN_DOORS)


def first_page(roles: Iterable[str]) -> str:
    """The first page of the role that comes first."""
    mine = set(roles)
    ways = (link(service, page) for role, service, page in FIRST_PAGES if role in mine)
    return next(ways, link("identity", "me"))
