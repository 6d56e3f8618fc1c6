"""The office's desk: who is where on the way, and everything of one person with the next step."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries
from services.volunteers.models import CLICKS, Volunteer
from services.volunteers.pages.common import at_desk, back_to, bp, page
from services.volunteers.pages.forms import ClearancesForm, NotesForm, clearances_as_typed, seen_clearances
from shared import clock
from shared.contracts.volunteers import VolunteerState
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

WEEKS = 52
MAX_PAGE = 10_000


@bp.get("/desk")
def desk() -> ResponseReturnValue:
    """The pipeline, and the people of one state or those that fit what was typed."""
    chosen = request.args.get("state", "")
    state = VolunteerState(chosen) if chosen in list(VolunteerState) else None
    typed = "".join(letter for letter in request.args.get("q", "") if letter.isprintable()).strip()[:100]
    number = min(max(1, request.args.get("page", 1, type=int)), MAX_PAGE)
    with db().reading() as session:
        people, pages = queries.page_of_volunteers(session, state, typed, number)
        counts = queries.state_counts(session, typed)
        return page("desk.html", people=people, pages=pages, number=number, counts=counts, state=state, typed=typed)


@bp.get("/desk/<uuid:volunteer_id>")
def volunteer(volunteer_id: UUID) -> ResponseReturnValue:
    """Everything of one person."""
    with db().reading() as session:
        found = queries.volunteer(session, volunteer_id)
        checklist = Form(ClearancesForm, initial=clearances_as_typed(found))
        return _volunteer_page(session, found, checklist)


@bp.post("/desk/<uuid:volunteer_id>/clearances")
@changing
def change_clearances(session: Session, volunteer_id: UUID) -> ResponseReturnValue:
    """The checklist as it stands now; with `_finish` the clearance is over and she is ready."""
    form = Form(ClearancesForm, request.form)
    if (checked := form.load()) is None:
        return _volunteer_page(session, queries.volunteer(session, volunteer_id), form), 422
    seen = seen_clearances(checked, region(), clock.today())
    actions.set_clearances(session, volunteer_id, seen, signed_in())
    if "_finish" not in request.form:
        return back_to(at_desk(volunteer_id), "clearances")
    actions.clear(session, volunteer_id, (), signed_in())
    return back_to(at_desk(volunteer_id), "clear")


@bp.post("/desk/<uuid:volunteer_id>/notes")
@changing
def change_notes(session: Session, volunteer_id: UUID) -> ResponseReturnValue:
    """What the office notes down."""
    form = Form(NotesForm, request.form)
    if (given := form.load()) is None:
        found = queries.volunteer(session, volunteer_id)
        return _volunteer_page(session, found, Form(ClearancesForm, initial=clearances_as_typed(found)), form), 422
    actions.change_notes(session, volunteer_id, given["notes"])
    return back_to(at_desk(volunteer_id), "notes")


@bp.post("/desk/<uuid:volunteer_id>/asked-again/dismiss")
@changing
def dismiss_asking_again(session: Session, volunteer_id: UUID) -> ResponseReturnValue:
    """Somebody who signed up anew was looked at, and it stays as it was."""
    actions.dismiss_asking_again(session, volunteer_id)
    return back_to(at_desk(volunteer_id), "dismissed")


def _volunteer_page(session: Session, found: Volunteer, checklist: Form, notes: Form | None = None) -> str:
    minutes = queries.minutes_52_weeks(session, found.id)
    return page(
        "volunteer.html",
        volunteer=found,
        form=notes or checklist,
        checklist=checklist,
        notes=notes or Form(NotesForm, initial=found),
        matches=queries.matches(session, found.id),
        entries=queries.hours(session, found.id, limit=10),
        minutes=minutes,
        too_much=minutes > region().rules.hours_per_week_warning * 60 * WEEKS,
        history=queries.history(session, found.id),
        clicks=actions.possible_clicks(found),
        finishing=found.state in CLICKS["clear"].starts,
    )
