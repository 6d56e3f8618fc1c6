"""One click on a volunteer's way: asked about on a page of its own where a reason belongs to it, then done."""

from dataclasses import dataclass
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries, words
from services.volunteers.models import CLICKS, Volunteer
from services.volunteers.pages import shown
from services.volunteers.pages.common import bp, home, page, subject
from services.volunteers.pages.forms import MoveForm
from shared.errors import Conflict, Invalid
from shared.i18n import LazyString, _, lazy
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

OWN = f"/me/<any({', '.join(name for name, click in CLICKS.items() if click.own)}):click>"
OFFICE = f"/desk/<uuid:volunteer_id>/<any({', '.join(CLICKS)}):click>"


@dataclass(frozen=True)
class Question:
    """What is asked before a click: of herself, or at the office of somebody else."""

    title: LazyString
    text: LazyString
    submit: LazyString
    danger: bool = False


OF_HERSELF = {
    "pause": Question(
        lazy("Pause machen"),
        lazy("In der Pause fragen wir Sie nicht an. Offene Anfragen ziehen wir zurück; laufende Einsätze bleiben."),
        lazy("Pause beginnen"),
    ),
    "resume": Question(
        lazy("Pause beenden"), lazy("Wir fragen Sie wieder an, wenn etwas passt."), lazy("Pause beenden")
    ),
    "leave": Question(
        lazy("Nicht mehr mithelfen"),
        lazy("Danke für alles, was Sie beigetragen haben. Ihre Anfragen und Einsätze enden damit."),
        lazy("Ja, ich höre auf"),
        danger=True,
    ),
}
AT_THE_OFFICE = {
    "confirm": Question(
        lazy("Telefonisch bestätigt"), lazy("Die Person hat am Telefon Ja gesagt."), lazy("Bestätigen")
    ),
    "talk": Question(lazy("Erstgespräch geführt"), lazy("Danach folgt die Abklärung."), lazy("Weiter zur Abklärung")),
    "clear": Question(
        lazy("Abklärung abschliessen"),
        lazy("Die Person ist danach einsatzbereit und bekommt eine E-Mail."),
        lazy("Trotzdem abschliessen"),
    ),
    "reject": Question(
        lazy("Anmeldung ablehnen"), lazy("Die Person wird nicht vermittelt."), lazy("Ablehnen"), danger=True
    ),
    "block": Question(
        lazy("Person sperren"),
        lazy("Anfragen und Einsätze enden sofort; sie wird nicht mehr vermittelt."),
        lazy("Sperren"),
        danger=True,
    ),
    "unblock": Question(
        lazy("Sperre aufheben"), lazy("Sie kann danach wieder vermittelt werden."), lazy("Sperre aufheben")
    ),
    "pause": Question(
        lazy("Pause eintragen"),
        lazy("Offene Anfragen werden zurückgezogen; laufende Einsätze bleiben."),
        lazy("Pause eintragen"),
    ),
    "resume": Question(lazy("Pause beenden"), lazy("Sie wird wieder angefragt."), lazy("Pause beenden")),
    "leave": Question(
        lazy("Austritt eintragen"),
        lazy("Ihre Anfragen und Einsätze enden damit."),
        lazy("Austritt eintragen"),
        danger=True,
    ),
    "readmit": Question(
        lazy("Wieder aufnehmen"),
        lazy("Die Anmeldung gilt als bestätigt; das Erstgespräch folgt."),
        lazy("Wieder aufnehmen"),
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
        except Conflict:
            return _question_page(session, form, click, volunteer_id, meanwhile=True), 409
    return _question_page(session, form, click, volunteer_id), 422


def _question_page(
    session: Session, form: Form, click: str, volunteer_id: UUID | None, *, meanwhile: bool = False
) -> str:
    volunteer = queries.volunteer(session, subject(volunteer_id))
    question = (AT_THE_OFFICE if volunteer_id else OF_HERSELF)[click]
    return page(
        "move.html",
        volunteer=volunteer,
        form=form,
        click=click,
        question=question,
        possible=click in actions.possible_clicks(volunteer),
        impossible=_impossible(volunteer, volunteer_id),
        meanwhile=meanwhile,
        unfinished=shown.unfinished(volunteer, region()) if click == "clear" else [],
        at_office=volunteer_id is not None,
        back=home(volunteer_id),
    )


def _impossible(volunteer: Volunteer, volunteer_id: UUID | None) -> str:
    """Why this cannot be clicked now."""
    state = words.STATES[volunteer.state]
    if volunteer_id is None:
        return _("Das geht im Moment nicht: Sie sind %(state)s.", state=state)
    return _("Das geht im Moment nicht: %(name)s ist %(state)s.", name=volunteer.name, state=state)
