"""One match: where it stands, what happened, and what can be done now.

What cannot be taken back is asked first. Who is chosen among several is asked on a page with an address of its own,
which the work list links to.
"""

from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.buttons import BUTTONS, Sure, buttons, choices, sure_to_pick
from services.matching.models import Match
from services.matching.pages.frame import ask, bp, is_sure, notice, timeline
from services.matching.queries import matches as queries
from services.matching.schemas import Pressed
from shared.errors import Conflict
from shared.links import link
from shared.web.address import back_to
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


@bp.get("/matches/<uuid:match_id>/pick")
def ask_pick(match_id: UUID) -> ResponseReturnValue:
    """Who would be chosen and who would be told no; where nobody can be chosen any more, the match as it stands."""
    with db().reading() as session:
        found = queries.match(session, match_id)
        if "pick" not in buttons(found):
            return redirect(link("matching", "match", match_id=found.id), 303)
        return _ask(found, _whom_to_pick(session, found), {"button": ["pick"], BACK: [request.args.get("back", "")]})


@bp.post("/matches/<uuid:match_id>")
@changing
def move(session: Session, match_id: UUID) -> ResponseReturnValue:
    """One of the buttons was pressed, here, beside the need or in the work list."""
    found = queries.match(session, match_id)
    form = Form(Pressed, request.form)
    if (given := form.load()) is None:
        return _page(session, found, form), 422
    button = BUTTONS[given["button"]]
    if not is_sure() and (sure := _sure(session, found, given["button"])):
        return _ask(found, sure, _carried(form), kind="danger" if button.kind == "danger" else "primary")
    try:
        actions.move(session, match_id, button.click, signed_in(), cause=button.cause, note=given["reason"])
    except Conflict as error:
        form.add_error("", error.detail)
        return _page(session, found, form), error.status
    return back_to(_back(found), "moved")


def _sure(session: Session, found: Match, name: str) -> Sure | None:
    """What is asked before a button does what it says, if that cannot be taken back."""
    button = BUTTONS[name]
    if button.picks and name in buttons(found):
        return _whom_to_pick(session, found)
    return Sure(*(str(text) % {"name": found.name} for text in button.sure)) if button.sure else None


def _whom_to_pick(session: Session, found: Match) -> Sure:
    return sure_to_pick(found, queries.left_over(session, found))


def _ask(found: Match, sure: Sure, typed: dict[str, list[str]], kind: str = "primary") -> str:
    here = link("matching", "match", match_id=found.id)
    return ask(sure, here, typed, _ways_back(found).get(typed.get(BACK, [""])[0], here), kind=kind)


def _carried(form: Form) -> dict[str, list[str]]:
    return form.typed() | ({BACK: [request.form[BACK]]} if BACK in request.form else {})


def _ways_back(found: Match) -> dict[str, str]:
    return {"need": link("matching", "need", need_id=found.need_id), "today": link("matching", "today")}


def _back(found: Match) -> str:
    return _ways_back(found).get(request.form.get(BACK, ""), link("matching", "match", match_id=found.id))


def _page(session: Session, found: Match, form: Form, shown_notice: str | None = None) -> str:
    need = queries.need_of(session, found)
    return render_template(
        "matching/match.html",
        match=found,
        need=need,
        site=queries.site_of(session, need),
        choices=choices(found, need),
        steps=timeline(queries.history(session, found.id)),
        form=form,
        notice=shown_notice,
    )
