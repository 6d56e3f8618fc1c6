"""One match: where it stands, what happened, and what can be done now.

What cannot be taken back is asked first. Who is chosen among several is asked on a page with an address of its own,
which the work list links to.
"""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions, words
from services.matching.buttons import BUTTONS, Sure, buttons, choices, sure_to_pick
from services.matching.models import KnownNeed, KnownSite, Match
from services.matching.pages.done import back_and_say
from services.matching.pages.frame import ask, bp, is_sure, notice, timeline
from services.matching.queries import matches as queries
from services.matching.schemas import Pressed
from shared.contracts.matching import HOLDS_A_PLACE, Answer
from shared.errors import Conflict
from shared.i18n import _
from shared.links import link
from shared.web.forms import Form
from shared.web.here import db, region, signed_in
from shared.web.once import changing

BACK = "_back"
"""What says from where a button was pressed: beside the need, in the work list, or (without it) here."""
REFUSED = "_refused"
"""Whom the question before a choice named as told no because of it. Once these are others, it is asked anew."""

DECIDED = (Answer.YES, Answer.NO)
"""Answers after which no deadline counts any more."""


@bp.get("/matches/<uuid:match_id>")
def match(match_id: UUID) -> ResponseReturnValue:
    """A match and its history."""
    with db().reading() as session:
        return _page(session, queries.match(session, match_id), Form(Pressed), shown_notice=notice(session))


@bp.get("/matches/<uuid:match_id>/pick")
def ask_pick(match_id: UUID) -> ResponseReturnValue:
    """Who would be chosen and who would be told no; where nobody can be chosen any more, the match as it stands."""
    with db().reading() as session:
        found = queries.match(session, match_id)
        if "pick" not in buttons(found):
            return redirect(link("matching", "match", match_id=found.id), 303)
        return _ask_pick(session, found, {"button": ["pick"], BACK: [request.args.get("back", "")]})


@bp.post("/matches/<uuid:match_id>")
@changing
def move(session: Session, match_id: UUID) -> ResponseReturnValue:
    """One of the buttons was pressed, here, beside the need or in the work list."""
    found = queries.match(session, match_id)
    form = Form(Pressed, request.form)
    if (given := form.load()) is None:
        return _page(session, found, form), 422
    button = BUTTONS[given["button"]]
    if not is_sure() and (question := _question(session, found, form, given["button"])):
        return question
    cause, note = button.cause, given["reason"]
    named = request.form.getlist(REFUSED) if button.picks else None
    had_place, others = found.state in HOLDS_A_PLACE, len(queries.left_over(session, found))
    try:
        actions.move(session, match_id, button.click, signed_in(), cause=cause, note=note, refused=named)
    except Conflict as error:
        if error.code == actions.CHANGED_MEANWHILE:
            return _ask_pick(session, found, _carried(form), meanwhile=True), error.status
        return _page(session, found, form, meanwhile=error.detail), error.status
    takes_a_place = not had_place and found.state in HOLDS_A_PLACE
    return back_and_say(_back(found), given["button"], found, others if takes_a_place else 0)


def _question(session: Session, found: Match, form: Form, name: str) -> str | None:
    """What is asked before a button does what it says, if that cannot be taken back."""
    button = BUTTONS[name]
    if button.picks and name in buttons(found):
        return _ask_pick(session, found, _carried(form))
    if button.sure is None:
        return None
    sure = Sure(*(str(text) % {"name": found.name} for text in button.sure))
    return _ask(found, sure, _carried(form), kind="danger" if button.kind == "danger" else "primary")


def _ask_pick(session: Session, found: Match, typed: dict[str, list[str]], *, meanwhile: bool = False) -> str:
    """The question names whom the choice leaves out, and its form says whom it named."""
    refused = queries.left_over(session, found)
    named = {REFUSED: [str(other.id) for other in refused]}
    need = queries.need_of(session, found)
    about = _about(need, queries.site_of(session, need)) if need else []
    return _ask(found, sure_to_pick(found, refused), typed | named, meanwhile=meanwhile, about=about)


def _about(need: KnownNeed, site: KnownSite | None) -> list[dict[str, str]]:
    """What somebody is chosen for: what, where and when."""
    where = [site.name] if site else []
    return [
        {"term": _("Was"), "text": region().category_label(need.category)},
        {"term": _("Wo"), "text": ", ".join([*where, region().municipality_name(need.bfs_nr)])},
        {"term": _("Wann"), "text": words.when(need)},
    ]


def _ask(found: Match, sure: Sure, typed: dict[str, list[str]], kind: str = "primary", **more: Any) -> str:
    here = link("matching", "match", match_id=found.id)
    return ask(sure, here, typed, _ways_back(found).get(typed.get(BACK, [""])[0], here), kind=kind, **more)


def _carried(form: Form) -> dict[str, list[str]]:
    return form.typed() | ({BACK: [request.form[BACK]]} if BACK in request.form else {})


def _ways_back(found: Match) -> dict[str, str]:
    return {"need": link("matching", "need", need_id=found.need_id), "today": link("matching", "today")}


def _back(found: Match) -> str:
    return _ways_back(found).get(request.form.get(BACK, ""), link("matching", "match", match_id=found.id))


def _page(
    session: Session, found: Match, form: Form, *, shown_notice: str | None = None, meanwhile: str | None = None
) -> str:
    """The match as it stands; `meanwhile` says why a button that fitted a moment ago does nothing any more."""
    need = queries.need_of(session, found)
    return render_template(
        "matching/match.html",
        match=found,
        need=need,
        site=queries.site_of(session, need),
        choices=choices(found, need),
        answer_by=None if found.answer in DECIDED else found.answer_by,
        steps=timeline(queries.history(session, found.id)),
        form=form,
        notice=shown_notice,
        meanwhile=meanwhile,
    )
