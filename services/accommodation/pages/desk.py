"""The coordinators' desk of needs: what waits for a release on top, all others below with filters."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, queries
from services.accommodation.models import LIVING
from services.accommodation.pages.frame import address, bp, notice
from services.accommodation.queries import Wanted
from services.accommodation.words import NEED_STATES
from shared.contracts.accommodation import NeedState
from shared.i18n import lazy
from shared.web.address import back_to, page_asked
from shared.web.here import db, number_of_a_municipality, region, signed_in
from shared.web.once import changing

CHOICES = {"living": LIVING, "all": frozenset(NeedState), **{str(state): frozenset({state}) for state in NeedState}}
EACH = {str(state): NEED_STATES[state] for state in NeedState}
LABELS = {"living": lazy("alle laufenden"), "all": lazy("alle"), **EACH}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of the list is wanted, as the address says it. Anything odd in there counts as not chosen."""

    state: str = "living"
    bfs: int | None = None
    category: str | None = None
    site: UUID | None = None

    def wanted(self) -> Wanted:
        """The same for the query."""
        site_ids = {self.site} if self.site else None
        return Wanted(states=CHOICES[self.state], site_ids=site_ids, bfs_nr=self.bfs, category=self.category)


def _filters() -> Filters:
    state, category = request.args.get("state", ""), request.args.get("category", "")
    return Filters(
        state=state if state in CHOICES else "living",
        bfs=request.args.get("bfs", None, number_of_a_municipality),
        category=category if category in {each.code for each in region().categories} else None,
        site=request.args.get("site", None, UUID),
    )


@bp.get("/desk")
def desk() -> ResponseReturnValue:
    """All needs."""
    chosen = _filters()
    with db().reading() as session:
        sites = queries.sites(session)
        return render_template(
            "accommodation/desk.html",
            waiting=queries.waiting_for_release(session),
            found=queries.needs(session, chosen.wanted(), page_asked()),
            chosen=chosen,
            address=address(**vars(chosen)),
            labels=LABELS,
            municipalities=[(place.bfs_nr, place.name) for place in region().municipalities],
            categories=[(category.code, str(category.label)) for category in region().categories],
            sites=[(view.site.id, view.site.name) for view in sites],
            notice=notice(),
        )


@bp.post("/needs/<uuid:need_id>/release")
@changing
def release_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Let a need without an account go out."""
    actions.release_need(session, need_id, signed_in())
    return back_to(url_for("pages.need", need_id=need_id), "released")


@bp.post("/needs/<uuid:need_id>/confirm")
@changing
def confirm_by_phone(session: Session, need_id: UUID) -> ResponseReturnValue:
    """The poster said on the telephone that the need is theirs."""
    actions.confirm_need(session, need_id, signed_in())
    return back_to(url_for("pages.need", need_id=need_id), "confirmed")
