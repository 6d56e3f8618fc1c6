"""Who may do what, as tables that read as sentences; what no table allows is forbidden.

`may(STAFF, "pages.need", only=at_own_site)`: staff may use the page `need`, only for needs of their own site.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from shared.auth import Role, Who

ANYONE = "anyone"
SIGNED_IN = "signed_in"
VOLUNTEER, STAFF, COORDINATOR, ADMINISTRATOR = Role

Only = Callable[[Session, Who, dict[str, Any]], bool]
"""Whether something belongs to somebody: `(session, who, the values in the path) -> bool`."""


@dataclass(frozen=True)
class Rule:
    """One sentence: these people may use these endpoints, perhaps only for what belongs to them."""

    whom: str
    endpoints: tuple[str, ...]
    only: Only | None = None

    def covers(self, who: Who | None) -> bool:
        """Whether somebody is one of these people."""
        if self.whom == ANYONE:
            return True
        return who is not None and (self.whom == SIGNED_IN or who.may_act_as(Role(self.whom)))


def may(whom: str, *endpoints: str, only: Only | None = None) -> Rule:
    """A rule; `whom` is a role, ANYONE or SIGNED_IN."""
    return Rule(whom, endpoints, only)


EVERYWHERE = [
    may(ANYONE, "static", "health.alive", "health.ready", "api-docs.openapi_json"),
]
"""What every service lets everybody see."""


class Permissions:
    """The rules of one service, ready to be asked."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_endpoint: dict[str, list[Rule]] = {}
        for rule in [*EVERYWHERE, *rules]:
            for endpoint in rule.endpoints:
                self._by_endpoint.setdefault(endpoint, []).append(rule)

    def endpoints(self) -> Iterable[str]:
        """Every endpoint that some rule names."""
        return self._by_endpoint.keys()

    def rules(self, endpoint: str) -> Sequence[Rule]:
        """The rules that speak of an endpoint; none means forbidden."""
        return self._by_endpoint.get(endpoint, ())

    def allow(self, endpoint: str, who: Who | None, session: Session, values: dict[str, Any]) -> bool:
        """Whether somebody may use an endpoint for what the path names."""
        for rule in self.rules(endpoint):
            if rule.covers(who) and (rule.only is None or (who is not None and rule.only(session, who, values))):
                return True
        return False
