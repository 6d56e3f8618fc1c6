"""What the pages share: the blueprint, whose page it is, and what is said after something was done."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.volunteers import words
from services.volunteers.pages import shown
from shared.links import link
from shared.web.here import signed_in

bp = Blueprint("pages", __name__)

NOTICES = {
    "entered": "Die Anmeldung ist erfasst.",
    "confirm": "Die Anmeldung ist bestätigt.",
    "talk": "Das Erstgespräch ist notiert.",
    "clear": "Die Abklärung ist abgeschlossen. Die Person bekommt eine E-Mail mit dem Link zu ihrer Seite.",
    "clearances": "Die Abklärung ist gespeichert.",
    "notes": "Die Notiz ist gespeichert.",
    "reject": "Die Anmeldung ist abgelehnt.",
    "block": "Die Person ist gesperrt.",
    "unblock": "Die Sperre ist aufgehoben.",
    "pause": "Die Pause ist eingetragen.",
    "resume": "Die Pause ist beendet.",
    "leave": "Die Abmeldung ist eingetragen.",
    "readmit": "Die Person ist wieder aufgenommen.",
    "dismissed": "Erledigt.",
    "offer": "Das Angebot ist gespeichert.",
    "details": "Die Angaben sind gespeichert.",
    "away": "Die Abwesenheit ist eingetragen.",
    "back": "Die Abwesenheit ist gestrichen.",
    "hours": "Die Stunden sind eingetragen. Danke!",
    "hours_gone": "Der Eintrag ist gelöscht.",
}


def page(template: str, **values: Any) -> str:
    """One of our templates, with our words at hand and what was just done."""
    notice = NOTICES.get(request.args.get("notice", ""))
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


def back_to(path: str, notice: str | None = None) -> ResponseReturnValue:
    """Done: on to a page that shows it, and says so."""
    return redirect(f"{path}?notice={notice}" if notice else path, 303)
