"""Hours at work: the entries so far, and a form for one more."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries
from services.volunteers.pages import shown
from services.volunteers.pages.common import bp, home, page, path_of, subject
from services.volunteers.pages.forms import HoursForm
from services.volunteers.queries import Placed
from shared import clock
from shared.errors import Invalid
from shared.i18n import _
from shared.web import formats
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing


@bp.get("/me/hours")
@bp.get("/desk/<uuid:volunteer_id>/hours")
def hours(volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """The entries, and the form."""
    first: dict[str, Any] = {"day": clock.today()}
    if chosen := request.args.get("match", type=UUID):
        first["match_id"] = chosen
    with db().reading() as session:
        return _hours_page(session, Form(HoursForm, initial=first), volunteer_id)


@bp.post("/me/hours")
@bp.post("/desk/<uuid:volunteer_id>/hours")
@changing
def log_hours(session: Session, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """One more entry."""
    form = Form(HoursForm, request.form)
    if (given := form.load()) is not None:
        try:
            actions.log_hours(session, by=signed_in(), volunteer_id=subject(volunteer_id), **given)
            return back_to(path_of("hours", volunteer_id), "hours")
        except Invalid as error:
            form.add_errors(error.fields)
    return _hours_page(session, form, volunteer_id), 422


@bp.post("/me/hours/<uuid:entry_id>/delete")
@bp.post("/desk/<uuid:volunteer_id>/hours/<uuid:entry_id>/delete")
@changing
def take_hours_back(session: Session, entry_id: UUID, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """An entry was a slip."""
    actions.take_hours_back(session, subject(volunteer_id), entry_id, signed_in())
    return back_to(path_of("hours", volunteer_id), "hours_gone")


def _hours_page(session: Session, form: Form, volunteer_id: UUID | None) -> str:
    volunteer = queries.volunteer(session, subject(volunteer_id))
    matches = queries.matches(session, volunteer.id)
    agreed = [placed for placed in matches.assignments if placed.agreed] + matches.past
    someone = signed_in()
    return page(
        "hours.html",
        volunteer=volunteer,
        form=form,
        options=[(placed.match.id, _option(placed)) for placed in agreed],
        entries=queries.hours(session, volunteer.id),
        minutes=queries.minutes_52_weeks(session, volunteer.id),
        may_take_back=lambda entry: actions.may_take_back(entry, someone),
        delete=lambda entry: path_of("take_hours_back", volunteer_id, entry_id=entry.id),
        back=home(volunteer_id),
    )


def _option(placed: Placed) -> str:
    need, site = placed.need, placed.site
    where = site.name if site else region().municipality_name(need.bfs_nr) if need else ""
    since = _("vereinbart am %(day)s", day=formats.date(placed.match.agreed_at)) if placed.match.agreed_at else ""
    return ", ".join(filter(None, [shown.what(need, region()), where, since]))
