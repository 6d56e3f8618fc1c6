"""The desk: open needs on the left; the chosen one with ranked offers; whom to ask is ticked and sent."""

from functools import partial
from uuid import UUID

from flask import Response, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.actions.proposing import usual_deadline
from services.matching.buttons import Sure
from services.matching.models import KnownNeed
from services.matching.pages import panes
from services.matching.pages.frame import ask, bp, is_sure, notice
from services.matching.queries import desk as queries
from services.matching.queries import persons
from services.matching.schemas import Proposal
from shared.errors import Conflict, Invalid
from shared.i18n import _, ngettext
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

MANY = 5
"""To more than so many at once nobody writes by mistake."""
AGAIN = "_again"
"""The way back from the question to the form as it was."""


@bp.get("/desk")
def desk() -> ResponseReturnValue:
    """The list alone: choose a need."""
    return _shown(None)


@bp.get("/desk/<uuid:need_id>")
def need(need_id: UUID) -> ResponseReturnValue:
    """One need, who could help, and who was asked already."""
    return _shown(need_id)


@bp.post("/desk/<uuid:need_id>")
@changing
def propose(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Ask those who are ticked."""
    version = queries.version(session)  # before what is shown: what comes in meanwhile is news to the page
    chosen = queries.line(session, need_id)
    form = Form(Proposal, request.form)
    again = partial(panes.page, session, chosen, form, version)
    if (given := form.load()) is None:
        return again(), 422
    if AGAIN in request.form:
        return again()
    if len(given["offer_ids"]) > MANY and not is_sure():
        return _ask(session, chosen.need, given["offer_ids"], form)
    try:
        actions.propose(session, region(), need_id, by=signed_in(), **given)
    except Invalid as error:
        form.add_errors(error.fields)
        return again(), error.status
    except Conflict as error:
        form.refuse(error)
        return again(), error.status
    return redirect(panes.place().to(need_id, notice="asked"), 303)


def _shown(need_id: UUID | None) -> Response:
    """The page; nothing at all where the browser shows what there is already."""
    with db().reading() as session:
        version = queries.version(session)
        if request.if_none_match.contains(version):
            return make_response("", 304)
        chosen = queries.line(session, need_id) if need_id else None
        initial = {"answer_by": usual_deadline(region(), chosen.need)} if chosen else None
        form = Form(Proposal, initial=initial)
        return make_response(panes.page(session, chosen, form, version, notice=notice(session)))


def _ask(session: Session, chosen: KnownNeed, offer_ids: list[UUID], form: Form) -> ResponseReturnValue:
    """Before many mails go out: to whom?"""
    count = len(set(offer_ids))
    sure = Sure(
        ngettext("%(num)s Person anfragen?", "%(num)s Personen anfragen?", count),
        _("Alle bekommen jetzt eine E-Mail. Gesucht sind %(count)s.", count=chosen.headcount),
        ngettext("Ja, %(num)s Person anfragen", "Ja, %(num)s Personen anfragen", count),
    )
    names = persons.names(session, offer_ids)
    here = panes.place().to(chosen.id, **panes.shown())
    return ask(sure, here, form.typed(), here, names=names, again=AGAIN, kind="primary")
