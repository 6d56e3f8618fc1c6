"""The desk: open needs on the left; the chosen one with ranked offers, whom to ask is ticked and sent."""

from collections import Counter
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions, words
from services.matching.actions.proposing import usual_deadline
from services.matching.models import STILL_WANTED, KnownNeed
from services.matching.pages.frame import bp, notice
from services.matching.queries import desk as queries
from services.matching.queries import matches, ranking
from services.matching.schemas import MOST_OFFERS, USUAL_OFFERS, Proposal
from shared.contracts.accommodation import NeedState
from shared.errors import Conflict, Invalid
from shared.links import link
from shared.web.forms import Form
from shared.web.here import db, number_of_a_municipality, region, signed_in
from shared.web.once import changing

STATES = {state: words.NEED_STATES[state] for state in (NeedState.OPEN, NeedState.PROPOSED, NeedState.FILLED)}
MOST_EXCLUDED = 100


@bp.get("/desk")
def desk() -> ResponseReturnValue:
    """The list alone: choose a need."""
    with db().reading() as session:
        return render_template("matching/desk.html", **_list(session), notice=notice())


@bp.get("/desk/<uuid:need_id>")
def need(need_id: UUID) -> ResponseReturnValue:
    """One need, who could help, and who was asked already."""
    with db().reading() as session:
        chosen = queries.need(session, need_id)
        form = Form(Proposal, initial={"answer_by": usual_deadline(region(), chosen)})
        return _need_page(session, chosen, form, notice=notice())


@bp.post("/desk/<uuid:need_id>")
@changing
def propose(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Ask those who are ticked."""
    chosen = queries.need(session, need_id)
    form = Form(Proposal, request.form)
    if (given := form.load()) is None:
        return _need_page(session, chosen, form), 422
    try:
        actions.propose(session, region(), need_id, by=signed_in(), **given)
    except Invalid as error:
        form.add_errors(error.fields)
        return _need_page(session, chosen, form), error.status
    except Conflict as error:
        form.add_error("", error.detail)
        return _need_page(session, chosen, form), error.status
    return redirect(link("matching", "need", need_id=need_id) + "?notice=asked", 303)


def _need_page(session: Session, chosen: KnownNeed, form: Form, **more: Any) -> str:
    limit = _number("limit", USUAL_OFFERS, MOST_OFFERS)
    wanted = chosen.state in STILL_WANTED
    found = ranking.ranking(session, region(), chosen, limit=limit) if wanted else None
    return render_template(
        "matching/need.html",
        **_list(session),
        line=queries.line(session, chosen.id),
        demanded=[region().clearance(code).label for code in ranking.demanded(region(), chosen)],
        asked=matches.matches(session, need_id=chosen.id),
        found=found,
        ranked=found.ranked if found else [],
        excluded=found.excluded[:MOST_EXCLUDED] if found else [],
        why=Counter(one.rule.sentence for one in found.excluded) if found else {},
        limit=limit,
        more_limit=min(limit * 2, MOST_OFFERS),
        form=form,
        **more,
    )


def _list(session: Session) -> dict[str, Any]:
    """The list with the filters in the address; anything odd there counts as not chosen."""
    state = request.args.get("state", "")
    chosen = {
        "category": request.args.get("category", ""),
        "bfs": request.args.get("bfs", None, number_of_a_municipality),
        "state": NeedState(state) if state in STATES else None,
    }
    kept = {name: str(value) for name, value in chosen.items() if value}
    return {
        "needs": queries.open_needs(session, **chosen, page=_number("page", 1, 10_000)),
        "chosen": chosen,
        "kept": kept,
        "states_of_needs": STATES,
        "title_of": words.need_title,
    }


def _number(name: str, usual: int, most: int) -> int:
    return min(max(request.args.get(name, usual, int), 1), most)
