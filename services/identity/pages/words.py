"""The German words for what identity keeps as codes, and the sentences after something was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.identity.models import Account, Invitation, KnownSite, Via
from shared import clock
from shared.auth import Role
from shared.web import formats

ROLES = {
    Role.VOLUNTEER: "Freiwillige",
    Role.STAFF: "Mitarbeit an einem Standort",
    Role.COORDINATOR: "Koordination",
    Role.ADMINISTRATOR: "Administration",
}
OFFICE_ROLES = [
    (Role.COORDINATOR, "Koordination", "vermittelt Freiwillige und betreut die Anfragen"),
    (Role.ADMINISTRATOR, "Administration", "wie Koordination, und verwaltet die Konten"),
]
VIA = {
    Via.PASSWORD: "mit Passwort",
    Via.LINK: "mit Link aus einer E-Mail",
    Via.INVITATION: "mit einer Einladung",
    Via.NEW_PASSWORD: "nach neuem Passwort",
    Via.API: "Programm mit Token",
}
NOTICES = {
    "saved": "Ihre Angaben sind gespeichert.",
    "password": "Ihr neues Passwort gilt ab sofort. Alle anderen Anmeldungen sind beendet.",
    "ended": "Die Anmeldung ist beendet.",
    "invited": "Die Einladung ist unterwegs.",
    "removed": "Die Person gehört nicht mehr zu diesem Standort.",
    "withdrawn": "Die Einladung ist zurückgezogen.",
    "roles": "Die Rollen sind gespeichert und gelten ab sofort.",
    "closed": "Das Konto ist geschlossen. Alle Anmeldungen sind beendet.",
    "reopened": "Das Konto ist wieder offen.",
}
WARNINGS = {
    "stale": "Diese Seite war lange offen. Bitte versuchen Sie es nochmals. Ihr Browser muss dafür Cookies annehmen.",
}


@dataclass(frozen=True)
class State:
    """How an account stands: a code, a German word, the tone of its badge, and what is to be added."""

    code: str
    label: str
    tone: str
    more: str = ""


ACTIVE = State("active", "aktiv", "good")
CLOSED = State("closed", "geschlossen", "bad")
EXPIRED = State("expired", "Einladung abgelaufen", "warn")


def roles_in_words(roles: Iterable[str]) -> str:
    """Koordination, Administration"""
    mine = set(roles)
    return ", ".join(label for role, label in ROLES.items() if role in mine)


def site_names(account: Account, sites: Mapping[UUID, KnownSite]) -> str:
    """The names of the sites somebody belongs to, as far as we were told."""
    return ", ".join(sorted(sites[site_id].name for site_id in account.site_ids if site_id in sites))


def state_of(account: Account, invitation: Invitation | None) -> State:
    """How an account stands, given the invitation it got last."""
    if account.active:
        return ACTIVE
    if account.closed:
        return CLOSED
    if invitation is None or invitation.expires_at <= clock.now():
        return EXPIRED
    return State("invited", "eingeladen", "info", f"bis {formats.date(invitation.expires_at)}")
