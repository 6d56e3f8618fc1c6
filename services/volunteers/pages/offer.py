"""What somebody offers, when she is away, and who she is: seen and changed by herself, or by the office for her."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries
from services.volunteers.models import LIVING, Volunteer
from services.volunteers.pages.by_phone import municipality_choices, without_stale_choice
from services.volunteers.pages.common import bp, home, page, path_of, subject
from services.volunteers.pages.forms import (
    AwayForm,
    DetailsByOfficeForm,
    DetailsForm,
    OfferForm,
    details_as_typed,
    offer_as_typed,
)
from services.volunteers.pages.meanwhile import Meanwhile, Row, details_differences, meanwhile, offer_differences
from services.volunteers.pages.shown import TO_HERSELF
from shared.contracts.words import Period
from shared.errors import Conflict, Invalid
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing


class TakesPartNoMore(Conflict):
    """She left, was turned down or is blocked."""

    def __init__(self, volunteer: Volunteer) -> None:
        self.state = volunteer.state
        super().__init__("takes_part_no_more", str(TO_HERSELF[self.state]))


@bp.get("/me/offer")
@bp.get("/desk/<uuid:volunteer_id>/offer")
def offer(volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """The offer, to be changed."""
    with db().reading() as session:
        volunteer = _to_change(session, volunteer_id)
        known = {"known_moves": queries.count_of_moves(session, volunteer.id)}
        return _offer_page(volunteer, Form(OfferForm, initial=offer_as_typed(volunteer) | known), volunteer_id)


@bp.post("/me/offer")
@bp.post("/desk/<uuid:volunteer_id>/offer")
@changing
def change_offer(session: Session, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """The offer from now on."""
    volunteer, form = _to_change(session, volunteer_id), Form(OfferForm, request.form)
    if (given := form.load()) is None:
        return _offer_page(volunteer, form, volunteer_id), 422
    known_moves = given.pop("known_moves")
    try:
        actions.change_offer(session, region(), volunteer.id, given, signed_in(), known_moves)
    except Invalid as error:
        form.add_errors(error.fields)
        return _offer_page(volunteer, form, volunteer_id), 422
    except Conflict as error:
        changes = _changes(error, session, volunteer, known_moves, offer_differences(volunteer, given, region()))
        return _offer_page(volunteer, form, volunteer_id, changes), 409
    return back_to(home(volunteer_id), "offer")


@bp.get("/me/details")
@bp.get("/desk/<uuid:volunteer_id>/details")
def details(volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """Name, address and telephone, to be corrected."""
    with db().reading() as session:
        volunteer = _to_change(session, volunteer_id)
        known = {"known_moves": queries.count_of_moves(session, volunteer.id)}
        form = Form(_details_schema(volunteer_id), initial=details_as_typed(volunteer) | known)
        return _details_page(volunteer, form, volunteer_id)


@bp.post("/me/details")
@bp.post("/desk/<uuid:volunteer_id>/details")
@changing
def change_details(session: Session, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """Name, address and telephone from now on."""
    volunteer = _to_change(session, volunteer_id)
    form = Form(_details_schema(volunteer_id), without_stale_choice(request.form))
    if (given := form.load()) is None:
        return _details_page(volunteer, form, volunteer_id), 422
    known_moves = given.pop("known_moves")
    try:
        actions.change_details(session, region(), volunteer.id, given, signed_in(), known_moves)
    except Invalid as error:
        form.add_errors(error.fields)
        return _details_page(volunteer, form, volunteer_id), 422
    except Conflict as error:
        changes = _changes(error, session, volunteer, known_moves, details_differences(volunteer, given, region()))
        return _details_page(volunteer, form, volunteer_id, changes), 409
    return back_to(home(volunteer_id), "details")


@bp.get("/me/away")
@bp.get("/desk/<uuid:volunteer_id>/away")
def away(volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """Days away, and a form for more of them."""
    with db().reading() as session:
        return _away_page(_to_change(session, volunteer_id), Form(AwayForm), volunteer_id)


@bp.post("/me/away")
@bp.post("/desk/<uuid:volunteer_id>/away")
@changing
def add_away(session: Session, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """Some more days away."""
    volunteer, form = _to_change(session, volunteer_id), Form(AwayForm, request.form)
    if (given := form.load()) is None:
        return _away_page(volunteer, form, volunteer_id), 422
    actions.add_away(session, volunteer.id, Period(**given), signed_in())
    return back_to(path_of("away", volunteer_id), "away")


@bp.post("/me/away/remove")
@bp.post("/desk/<uuid:volunteer_id>/away/remove")
@changing
def remove_away(session: Session, volunteer_id: UUID | None = None) -> ResponseReturnValue:
    """There after all."""
    volunteer = _to_change(session, volunteer_id)
    if (given := Form(AwayForm, request.form).load()) is not None:
        actions.remove_away(session, volunteer.id, Period(**given), signed_in())
    return back_to(path_of("away", volunteer_id), "back")


def _to_change(session: Session, volunteer_id: UUID | None) -> Volunteer:
    """Whose offer or details it is. Who takes part no more changes nothing herself: raises `TakesPartNoMore`."""
    volunteer = queries.volunteer(session, subject(volunteer_id))
    if volunteer.id == signed_in().id and volunteer.state not in LIVING:
        raise TakesPartNoMore(volunteer)
    return volunteer


@bp.errorhandler(TakesPartNoMore)
def say_how_it_stands(error: TakesPartNoMore) -> ResponseReturnValue:
    """Nothing went wrong for who only looks; who sends a form that was still open is told that it was not saved."""
    sent = request.method == "POST"
    return page("closed.html", lead=TO_HERSELF[error.state], sent=sent, back=home(None)), 409 if sent else 200


def _changes(
    error: Conflict, session: Session, volunteer: Volunteer, known_moves: int, differences: list[Row]
) -> Meanwhile:
    """What to show where somebody else was faster; any other conflict stays one."""
    if error.code != actions.CHANGED_MEANWHILE:
        raise error
    return meanwhile(session, volunteer, known_moves, differences)


def _details_schema(volunteer_id: UUID | None) -> type[DetailsForm]:
    """The office may correct more, on its own pages."""
    return DetailsByOfficeForm if volunteer_id and signed_in().office else DetailsForm


def _offer_page(volunteer: Volunteer, form: Form, volunteer_id: UUID | None, changes: Meanwhile | None = None) -> str:
    return page("offer.html", volunteer=volunteer, form=form, meanwhile=changes, back=home(volunteer_id))


def _details_page(volunteer: Volunteer, form: Form, volunteer_id: UUID | None, changes: Meanwhile | None = None) -> str:
    return page(
        "details.html",
        volunteer=volunteer,
        form=form,
        meanwhile=changes,
        choices=municipality_choices(form),
        by_office="email" in form.schema.load_fields,
        back=home(volunteer_id),
    )


def _away_page(volunteer: Volunteer, form: Form, volunteer_id: UUID | None) -> str:
    remove = path_of("remove_away", volunteer_id)
    return page("away.html", volunteer=volunteer, form=form, remove=remove, back=home(volunteer_id))
