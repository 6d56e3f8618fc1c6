"""The words for what identity keeps as codes, and the sentences after something was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.identity.models import Account, Invitation, KnownSite, Via
from shared import clock
from shared.auth import Role
from shared.i18n import LazyString, _, lazy
from shared.web import formats
from shared.words import listed

ROLES = {
    Role.VOLUNTEER: lazy("Freiwillige"),
    Role.STAFF: lazy("Mitarbeit an einem Standort"),
    Role.COORDINATOR: lazy("Koordination"),
    Role.ADMINISTRATOR: lazy("Administration"),
}
OFFICE_ROLES = [
    (Role.COORDINATOR, lazy("Koordination"), lazy("vermittelt Freiwillige und betreut die Anfragen")),
    (Role.ADMINISTRATOR, lazy("Administration"), lazy("wie Koordination, und verwaltet die Konten")),
]
VIA = {
    Via.PASSWORD: lazy("mit Passwort"),
    Via.LINK: lazy("mit Link aus einer E-Mail"),
    Via.INVITATION: lazy("mit einer Einladung"),
    Via.NEW_PASSWORD: lazy("nach neuem Passwort"),
    Via.API: lazy("Programm mit Token"),
}
NOTICES = {
    "saved": lazy("Ihre Angaben sind gespeichert."),
    "password": lazy("Ihr neues Passwort gilt ab sofort. Alle anderen Anmeldungen sind beendet."),
    "ended": lazy("Die Anmeldung ist beendet."),
    "invited": lazy("Die Einladung ist unterwegs."),
    "removed": lazy("Die Person gehört nicht mehr zu diesem Standort."),
    "withdrawn": lazy("Die Einladung ist zurückgezogen."),
    "roles": lazy("Die Rollen sind gespeichert und gelten ab sofort."),
    "closed": lazy("Das Konto ist geschlossen. Alle Anmeldungen sind beendet."),
    "reopened": lazy("Das Konto ist wieder offen."),
}
WARNINGS = {
    "stale": lazy(
        "Diese Seite war lange offen. Bitte versuchen Sie es nochmals. Ihr Browser muss dafür Cookies annehmen."
    ),
}


@dataclass(frozen=True)
class State:
    """How an account stands: a code, a word, the tone of its badge, and what is to be added."""

    code: str
    label: LazyString
    tone: str
    more: str = ""


ACTIVE = State("active", lazy("aktiv"), "good")
CLOSED = State("closed", lazy("geschlossen"), "bad")
EXPIRED = State("expired", lazy("Einladung abgelaufen"), "warn")


def roles_in_words(roles: Iterable[str]) -> str:
    """Koordination, Administration"""
    mine = set(roles)
    return listed(*(str(label) for role, label in ROLES.items() if role in mine))


def site_names(account: Account, sites: Mapping[UUID, KnownSite]) -> str:
    """The names of the sites somebody belongs to, as far as we were told."""
    return listed(*sorted(sites[site_id].name for site_id in account.site_ids if site_id in sites))


def state_of(account: Account, invitation: Invitation | None) -> State:
    """How an account stands, given the invitation it got last."""
    if account.active:
        return ACTIVE
    if account.closed:
        return CLOSED
    if invitation is None or invitation.expires_at <= clock.now():
        return EXPIRED
    until = _("bis %(day)s", day=formats.date(invitation.expires_at))
    return State("invited", lazy("eingeladen"), "info", until)
