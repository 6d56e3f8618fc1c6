"""One match: where it stands, what happened, and what can be done now."""

from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.buttons import BUTTONS
from services.matching.models import Match
from services.matching.pages.frame import bp, notice, timeline
from services.matching.queries import matches as queries
from services.matching.schemas import Pressed
from shared.errors import Conflict
from shared.links import link
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.once import changing


@bp.get("/matches/<uuid:match_id>")
def match(match_id: UUID) -> ResponseReturnValue:
    """A match and its history."""
    with db().reading() as session:
        return _page(session, queries.match(session, match_id), Form(Pressed), shown_notice=notice())


@bp.post("/matches/<uuid:match_id>")
@changing
def move(session: Session, match_id: UUID) -> ResponseReturnValue:
    """One of the buttons was pressed, here or beside the need."""
    found = queries.match(session, match_id)
    form = Form(Pressed, request.form)
    if (given := form.load()) is None:
        return _page(session, found, form), 422
    button = BUTTONS[given["button"]]
    try:
        actions.move(session, match_id, button.click, signed_in(), cause=button.cause, note=given["reason"])
    except Conflict as error:
        form.add_error("", error.detail)
        return _page(session, found, form), error.status
    here = link("matching", "match", match_id=match_id)
    back = link("matching", "need", need_id=found.need_id) if request.form.get("_back") == "need" else here
    return redirect(f"{back}?notice=moved", 303)


def _page(session: Session, found: Match, form: Form, shown_notice: str | None = None) -> str:
    need = queries.need_of(session, found)
    return render_template(
        "matching/match.html",
        match=found,
        need=need,
        site=queries.site_of(session, need),
        steps=timeline(queries.history(session, found.id)),
        form=form,
        notice=shown_notice,
    )
