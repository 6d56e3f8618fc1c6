"""One match: where it stands, what happened, and what can be done now."""

from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.buttons import BUTTONS, Button, Sure
from services.matching.models import Match
from services.matching.pages.frame import ask, bp, is_sure, notice, timeline
from services.matching.queries import matches as queries
from services.matching.schemas import Pressed
from shared.errors import Conflict
from shared.links import link
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.once import changing

BACK = "_back"
"""What says from where a button was pressed: beside the need, in the work list, or (without it) here."""


@bp.get("/matches/<uuid:match_id>")
def match(match_id: UUID) -> ResponseReturnValue:
    """A match and its history."""
    with db().reading() as session:
        return _page(session, queries.match(session, match_id), Form(Pressed), shown_notice=notice())


@bp.post("/matches/<uuid:match_id>")
@changing
def move(session: Session, match_id: UUID) -> ResponseReturnValue:
    """One of the buttons was pressed, here, beside the need or in the work list."""
    found = queries.match(session, match_id)
    form = Form(Pressed, request.form)
    if (given := form.load()) is None:
        return _page(session, found, form), 422
    button = BUTTONS[given["button"]]
    if button.sure and not is_sure():
        return _ask(found, button, button.sure, form)
    try:
        actions.move(session, match_id, button.click, signed_in(), cause=button.cause, note=given["reason"])
    except Conflict as error:
        form.add_error("", error.detail)
        return _page(session, found, form), error.status
    return redirect(f"{_back(found)}?notice=moved", 303)


def _ask(found: Match, button: Button, sure: Sure, form: Form) -> ResponseReturnValue:
    named = Sure(*(str(text) % {"name": found.name} for text in sure))
    typed = form.typed() | ({BACK: [request.form[BACK]]} if BACK in request.form else {})
    here = link("matching", "match", match_id=found.id)
    return ask(named, here, typed, _back(found), kind="danger" if button.kind == "danger" else "primary")


def _back(found: Match) -> str:
    ways = {"need": link("matching", "need", need_id=found.need_id), "today": link("matching", "today")}
    return ways.get(request.form.get(BACK, ""), link("matching", "match", match_id=found.id))


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
