"""Matching by JSON: ranked offers for a need, proposals, and every move of a match."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.engine import Ranked
from services.matching.models import CLICKS, Match
from services.matching.queries import desk, ranking
from services.matching.queries import matches as queries
from services.matching.schemas import MatchQuery, MatchShown, MoveGiven, NewMatches, OfferQuery, RankedOffer
from shared.web.api import ApiBlueprint
from shared.web.here import db, region, signed_in
from shared.web.once import changing

bp = ApiBlueprint("Who could help, who was asked, and where that stands.")
CLICK = f"<any({', '.join(CLICKS)}):click>"


@bp.get("/needs/<uuid:need_id>/offers")
@bp.arguments(OfferQuery, location="query")
@bp.response(200, RankedOffer(many=True))
def get_offers(query: Mapping[str, Any], need_id: UUID) -> Sequence[Ranked]:
    """Offers that may be asked for a need, best first."""
    with db().reading() as session:
        need = desk.need(session, need_id)
        return ranking.ranking(session, region(), need, limit=query["limit"]).ranked


@bp.post("/matches")
@bp.arguments(NewMatches)
@bp.response(201, MatchShown(many=True))
@changing
def post_matches(session: Session, given: Mapping[str, Any]) -> ResponseReturnValue:
    """Ask volunteers for a need: all of them, or nobody where a rule excludes one."""
    made = actions.propose(session, region(), by=signed_in(), **given)
    return MatchShown(many=True).dump(made), 201


@bp.get("/matches")
@bp.arguments(MatchQuery, location="query")
@bp.response(200, MatchShown(many=True))
def get_matches(query: Mapping[str, Any]) -> Sequence[Match]:
    """Matches, newest first (at most 500); volunteers get their own."""
    someone = signed_in()
    with db().reading() as session:
        return queries.matches(session, **query, volunteer_id=None if someone.office else someone.id)


@bp.get("/matches/<uuid:match_id>")
@bp.response(200, MatchShown)
def get_match(match_id: UUID) -> Match:
    """One match as it stands now."""
    with db().reading() as session:
        return queries.match(session, match_id)


@bp.post(f"/matches/<uuid:match_id>/{CLICK}")
@bp.arguments(MoveGiven)
@bp.response(200, MatchShown)
@changing
def move_match(session: Session, given: Mapping[str, Any], match_id: UUID, click: str) -> ResponseReturnValue:
    """Move a match; 409 where its state does not allow it, and when the place is taken (`place_taken`)."""
    match = actions.move(session, match_id, click, signed_in(), cause=given["cause"], note=given["reason"])
    return MatchShown().dump(match), 200
