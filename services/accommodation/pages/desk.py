"""The coordinators' desk of needs: what waits for a release on top, all others below with filters."""

from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, queries
from services.accommodation.models import LIVING
from services.accommodation.pages.frame import bp, notice
from services.accommodation.words import NEED_STATES
from shared.contracts.accommodation import NeedState
from shared.links import link
from shared.web.here import db, number_of_a_municipality, region, signed_in
from shared.web.once import changing

CHOICES = {"living": LIVING, "all": frozenset(NeedState), **{str(state): frozenset({state}) for state in NeedState}}
LABELS = {"living": "alle laufenden", "all": "alle", **{str(state): label for state, label in NEED_STATES.items()}}


@bp.get("/desk")
def desk() -> ResponseReturnValue:
    """All needs. Anything odd in the address counts as not chosen."""
    chosen = request.args.get("state", "living")
    chosen = chosen if chosen in CHOICES else "living"
    bfs_nr = request.args.get("bfs", None, number_of_a_municipality)
    with db().reading() as session:
        return render_template(
            "accommodation/desk.html",
            waiting=queries.waiting_for_release(session),
            found=queries.needs(session, states=CHOICES[chosen], bfs_nr=bfs_nr, page=request.args.get("page", 1, int)),
            chosen=chosen,
            bfs_nr=bfs_nr,
            labels=LABELS,
            municipalities=[(place.bfs_nr, place.name) for place in region().municipalities],
            notice=notice(),
        )


@bp.post("/needs/<uuid:need_id>/release")
@changing
def release_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Let a need without an account go out."""
    actions.release_need(session, need_id, signed_in())
    return _back_to(need_id, "released")


@bp.post("/needs/<uuid:need_id>/confirm")
@changing
def confirm_by_phone(session: Session, need_id: UUID) -> ResponseReturnValue:
    """The poster said on the telephone that the need is theirs."""
    actions.confirm_need(session, need_id, signed_in())
    return _back_to(need_id, "confirmed")


def _back_to(need_id: UUID, done: str) -> ResponseReturnValue:
    return redirect(f"{link('accommodation', 'need', need_id=need_id)}?notice={done}", 303)
