"""What the pages share: the blueprint, whose page it is, and what is said after something was done."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for

from services.volunteers import words
from services.volunteers.pages import shown
from shared.i18n import lazy
from shared.links import link
from shared.web import journal
from shared.web.address import notice_asked
from shared.web.here import signed_in

bp = Blueprint("pages", __name__)

NOTICES = {
    "entered": lazy("Die Anmeldung ist erfasst."),
    "confirm": lazy("Die Anmeldung ist bestätigt."),
    "talk": lazy("Das Erstgespräch ist notiert."),
    "clear": lazy("Die Abklärung ist abgeschlossen. Die Person bekommt eine E-Mail mit dem Link zu ihrer Seite."),
    "clearances": lazy("Die Abklärung ist gespeichert."),
    "reject": lazy("Die Anmeldung ist abgelehnt."),
    "block": lazy("Die Person ist gesperrt."),
    "unblock": lazy("Die Sperre ist aufgehoben."),
    "pause": lazy("Die Pause ist eingetragen."),
    "resume": lazy("Die Pause ist beendet."),
    "leave": lazy("Die Abmeldung ist eingetragen."),
    "readmit": lazy("Die Person ist wieder aufgenommen."),
    "dismissed": lazy("Erledigt."),
    "offer": lazy("Das Angebot ist gespeichert."),
    "details": lazy("Die Angaben sind gespeichert."),
    "away": lazy("Die Abwesenheit ist eingetragen."),
    "back": lazy("Die Abwesenheit ist gestrichen."),
    "hours": lazy("Die Stunden sind eingetragen. Danke!"),
    **journal.NOTICES,
    "hours_gone": lazy("Der Eintrag ist gelöscht."),
    "forgotten": lazy("Ihre Angaben sind gelöscht."),
    "nothing_kept": lazy("Hier ist nichts mehr aufbewahrt. Die Anmeldung ist gesendet oder älter als ein Tag."),
}


def page(template: str, **values: Any) -> str:
    """One of our templates, with our words at hand and what was just done."""
    notice = notice_asked(NOTICES)
    return render_template(f"volunteers/{template}", words=words, shown=shown, notice=notice, **values)


def subject(volunteer_id: UUID | None) -> UUID:
    """Whose page it is: the path says so on the office's pages; otherwise it is one's own."""
    return volunteer_id or signed_in().id


def at_desk(volunteer_id: UUID) -> str:
    """The office's page of a volunteer."""
    return link("volunteers", "volunteer", volunteer_id=volunteer_id)


def home(volunteer_id: UUID | None) -> str:
    """The page of a volunteer, the office's or her own."""
    return at_desk(volunteer_id) if volunteer_id else link("volunteers", "me")


def path_of(endpoint: str, volunteer_id: UUID | None, **values: Any) -> str:
    """Another page of ours for the same volunteer, the office's or her own."""
    whose: dict[str, Any] = {"volunteer_id": volunteer_id} if volunteer_id else {}
    return url_for(f"pages.{endpoint}", **whose, **values)
