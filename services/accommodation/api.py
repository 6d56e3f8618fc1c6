"""Sites and needs for programs: the same actions as the pages, in JSON."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, queries, schemas
from services.accommodation.models import Need
from services.accommodation.queries import NeedView, SiteView, Wanted
from shared.auth import Who
from shared.contracts.matching import HOLDS_A_PLACE, MatchState
from shared.web.api import ApiBlueprint
from shared.web.here import db, region, signed_in
from shared.web.once import changing

bp = ApiBlueprint("Sites and what they need.")

SHOWN_TO_SITES = HOLDS_A_PLACE | {MatchState.PROPOSED, MatchState.CLOSED}
"""Who turned a site down is between that volunteer and the office."""


@bp.post("/sites")
@bp.arguments(schemas.SiteFields)
@bp.response(201, schemas.SiteOut)
@changing
def post_site(session: Session, given: Mapping[str, Any]) -> ResponseReturnValue:
    """A new site; its organisation is made if there is none of that name."""
    site = actions.create_site(session, given, signed_in())
    return schemas.SiteOut().dump(_site(SiteView(site, given["organisation"]))), 201


@bp.get("/sites")
@bp.response(200, schemas.SiteOut(many=True))
def list_sites() -> list[dict[str, Any]]:
    """All sites for coordinators, their own for staff."""
    with db().reading() as session:
        return [_site(view) for view in queries.sites(session, _own_sites(signed_in()))]


@bp.post("/needs")
@bp.arguments(schemas.NewNeed)
@bp.response(201, schemas.NeedOut)
@changing
def post_need(session: Session, given: dict[str, Any]) -> ResponseReturnValue:
    """A site's need, open at once."""
    site_id = given.pop("site_id", None)
    need = actions.post_need(session, region(), given, site_id, signed_in())
    return _answer(need), 201


@bp.get("/needs")
@bp.arguments(schemas.StateFilter, location="query")
@bp.response(200, schemas.NeedOut(many=True))
def list_needs(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All needs for coordinators, those of their own sites for staff; the newest first."""
    someone = signed_in()
    states = [given["state"]] if "state" in given else None
    with db().reading() as session:
        views = queries.all_needs(session, Wanted(states=states, site_ids=_own_sites(someone)))
        return [_need(view.need, someone) for view in views]


@bp.get("/needs/<uuid:need_id>")
@bp.response(200, schemas.NeedWithMatches)
def get_need(need_id: UUID) -> dict[str, Any]:
    """One need, and who was asked for it."""
    someone = signed_in()
    with db().reading() as session:
        view = queries.need_with_all(session, need_id)
        shown = [match for match in view.matches if someone.office or match.state in SHOWN_TO_SITES]
        return {**_need(view.need, someone), "matches": [_match(view, match) for match in shown]}


@bp.post("/needs/<uuid:need_id>/cancel")
@bp.arguments(schemas.Reason)
@bp.response(200, schemas.NeedOut)
@changing
def cancel_need(session: Session, given: Mapping[str, Any], need_id: UUID) -> ResponseReturnValue:
    """Take a need back."""
    return _answer(actions.cancel_need(session, need_id, signed_in(), given["reason"]))


@bp.post("/needs/<uuid:need_id>/done")
@bp.arguments(schemas.Reason)
@bp.response(200, schemas.NeedOut)
@changing
def finish_need(session: Session, given: Mapping[str, Any], need_id: UUID) -> ResponseReturnValue:
    """Somebody came; no more is needed."""
    return _answer(actions.finish_need(session, need_id, signed_in(), given["reason"]))


@bp.post("/needs/<uuid:need_id>/release")
@bp.arguments(schemas.Reason)
@bp.response(200, schemas.NeedOut)
@changing
def release_need(session: Session, given: Mapping[str, Any], need_id: UUID) -> ResponseReturnValue:
    """Let a confirmed need without an account go out."""
    return _answer(actions.release_need(session, need_id, signed_in(), given["reason"]))


def _answer(need: Need) -> dict[str, Any]:
    dumped: dict[str, Any] = schemas.NeedOut().dump(_need(need, signed_in()))
    return dumped


def _need(need: Need, someone: Who) -> dict[str, Any]:
    """The need's own fields; its reference only for those whose it is."""
    shown = {name: getattr(need, name) for name in schemas.NeedOut().fields}
    if need.site_id not in someone.site_ids:
        del shown["reference"]
    return shown


def _match(view: NeedView, match: Any) -> dict[str, Any]:
    names = ("id", "state", "cause", "volunteer_id", "name", "answer", "answer_by", "agreed_at", "ended_at")
    return {**{name: getattr(match, name) for name in names}, "contact": view.contact(match)}


def _site(view: SiteView) -> dict[str, Any]:
    own = {name: getattr(view.site, name) for name in schemas.SiteOut().fields if name != "organisation"}
    return {**own, "organisation": view.organisation}


def _own_sites(someone: Who) -> frozenset[UUID] | None:
    """Whose needs somebody sees; None is everybody's."""
    return None if someone.office else someone.site_ids
