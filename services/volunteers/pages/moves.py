"""One click on a volunteer's way: asked about on a page of its own where a reason belongs to it, then done."""

from dataclasses import dataclass
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries
from services.volunteers.models import CLICKS
from services.volunteers.pages.common import back_to, bp, home, page, subject
from services.volunteers.pages.forms import MoveForm
from shared.errors import Invalid
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.once import changing

OWN = f"/me/<any({', '.join(name for name, click in CLICKS.items() if click.own)}):click>"
OFFICE = f"/desk/<uuid:volunteer_id>/<any({', '.join(name for name in CLICKS if name != 'clear')}):click>"


@dataclass(frozen=True)
class Question:
    """What is asked before a click: of herself, or at the office of somebody else."""

    title: str
    text: str
    submit: str
    danger: bool = False


OF_HERSELF = {
    "pause": Question(
        "Pause machen",
        "Während der Pause fragen wir Sie nicht an. Offene Anfragen ziehen wir zurück; laufende Einsätze bleiben.",
        "Pause beginnen",
    ),
    "resume": Question("Pause beenden", "Wir fragen Sie wieder an, wenn etwas passt.", "Pause beenden"),
    "leave": Question(
        "Nicht mehr mithelfen",
        "Danke für alles, was Sie beigetragen haben. Ihre Anfragen und Einsätze enden damit.",
        "Ja, ich höre auf",
        danger=True,
    ),
}
AT_THE_OFFICE = {
    "confirm": Question("Telefonisch bestätigt", "Die Person hat am Telefon Ja gesagt.", "Bestätigen"),
    "talk": Question("Erstgespräch geführt", "Danach folgt die Abklärung.", "Weiter zur Abklärung"),
    "reject": Question("Anmeldung ablehnen", "Die Person wird nicht vermittelt.", "Ablehnen", danger=True),
    "block": Question(
        "Person sperren", "Anfragen und Einsätze enden sofort; sie wird nicht mehr vermittelt.", "Sperren", danger=True
    ),
    "unblock": Question("Sperre aufheben", "Sie kann danach wieder vermittelt werden.", "Sperre aufheben"),
    "pause": Question(
        "Pause eintragen", "Offene Anfragen werden zurückgezogen; laufende Einsätze bleiben.", "Pause eintragen"
    ),
    "resume": Question("Pause beenden", "Sie wird wieder angefragt.", "Pause beenden"),
    "leave": Question(
        "Austritt eintragen", "Ihre Anfragen und Einsätze enden damit.", "Austritt eintragen", danger=True
    ),
    "readmit": Question(
        "Wieder aufnehmen", "Die Anmeldung gilt als bestätigt; das Erstgespräch folgt.", "Wieder aufnehmen"
    ),
}


@bp.get(OWN)
@bp.get(OFFICE)
def ask_move(click: str, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """The question before a click."""
    with db().reading() as session:
        return _question_page(session, Form(MoveForm), click, volunteer_id)


@bp.post(OWN)
@bp.post(OFFICE)
@changing
def make_move(session: Session, click: str, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """The click."""
    form = Form(MoveForm, request.form)
    if (given := form.load()) is not None:
        try:
            actions.move(session, subject(volunteer_id), click, signed_in(), **given)
            return back_to(home(volunteer_id), click)
        except Invalid as error:
            form.add_errors(error.fields)
    return _question_page(session, form, click, volunteer_id), 422


def _question_page(session: Session, form: Form, click: str, volunteer_id: UUID | None) -> str:
    volunteer = queries.volunteer(session, subject(volunteer_id))
    question = (AT_THE_OFFICE if volunteer_id else OF_HERSELF)[click]
    return page(
        "move.html",
        volunteer=volunteer,
        form=form,
        click=click,
        question=question,
        possible=click in actions.possible_clicks(volunteer),
        at_office=volunteer_id is not None,
        back=home(volunteer_id),
    )
