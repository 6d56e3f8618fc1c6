"""Posting a need: by a site, by a coordinator for a site, or by somebody without an account; and changing it later."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accommodation.actions.life import actor_of, expire_in_time, need_to_change, note
from services.accommodation.actions.news import recount
from services.accommodation.actions.telling import ask_to_confirm, tell, tell_poster
from services.accommodation.models import DRAFT, LIVING, OPEN, ORDINARY, Actor, Need, NeedCause, Poster, Site
from shared import clock, due
from shared.auth import Who
from shared.contracts.accommodation import NeedState
from shared.contracts.words import AgeGroup, Selection, Timing
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.ids import new_id
from shared.region import Region

MINORS = (AgeGroup.PRESCHOOL, AgeGroup.SCHOOL, AgeGroup.YOUTH)
"""Age groups that are with minors whether the box was ticked or not: safer once too often than once too little."""
OPTIONAL = ("once_at", "first", "last", "minutes", "wish_gender")
EDITABLE = ("headcount", "timing", "once_at", "slots", "first", "last", "minutes", "urgency", "wish")
CONFIRM_WITHIN = timedelta(days=14)
UNCONFIRMED_AT_MOST = 5


def post_need(session: Session, region: Region, given: Mapping[str, Any], site_id: UUID | None, by: Who) -> Need:
    """A site's need, open at once. `given` as in `schemas.NewNeed`; what lacks is taken from `ORDINARY`.

    `site_id` may lack for staff of one site, `bfs_nr` defaults to the site's. Raises `Invalid`, `NotFound`,
    `Forbidden`, `Conflict`.
    """
    site = _own_site(session, site_id, by)
    need = _new(given, OPEN, site_id=site.id, bfs_nr=given.get("bfs_nr") or site.bfs_nr)
    need.selection = _selection(region, need, given.get("selection"), by)
    need.entered_by, need.posted_by = (by.id, None) if by.office else (None, by.id)
    _kept(session, need, actor_of(by), by)
    return need


def ask_for_help(session: Session, region: Region, given: Mapping[str, Any], poster: Mapping[str, Any]) -> Need:
    """A need without an account: a draft until its poster has confirmed it by mail and a coordinator has released it.

    `given` with `bfs_nr`; `poster`: name, email, phone, organisation, postcode. Raises `Conflict` when too many wait
    for one address, so that nobody's mailbox is filled in their name.
    """
    _not_too_many(session, poster["email"])
    person = Poster(id=new_id(), revision=0, language="de", **poster)
    session.add(person)
    need = _new(given, DRAFT, bfs_nr=given["bfs_nr"], poster_id=person.id)
    need.selection = _selection(region, need, None, None)
    _kept(session, need, Actor.POSTER, None)
    tell_poster(session, person)
    ask_to_confirm(session, need)
    due.schedule(session, "expire_unconfirmed", need.id, need.posted_at + CONFIRM_WITHIN)
    return need


def edit_need(session: Session, region: Region, need_id: UUID, given: Mapping[str, Any], by: Who) -> Need:
    """Change what may change while a need lives (`EDITABLE`). Raises `NotFound`, `Conflict`, `Invalid`.

    Help that is no longer needed once, or now is, is given out by the rule for that.
    """
    need = need_to_change(session, need_id)
    if need.state not in LIVING:
        raise Conflict("need_ended", "Diese Anfrage ist abgeschlossen. Sie können sie kopieren.")
    if given["headcount"] < need.filled:
        raise Invalid({"headcount": f"Es sind schon {need.filled} Plätze besetzt."})
    before = need.timing
    for name in EDITABLE:
        setattr(need, name, given.get(name))
    _tidy(need)
    if need.timing is not before:
        need.selection = _selection(region, need, None, by)
    note(session, need, need.state, actor_of(by), by, cause=NeedCause.EDITED)
    tell(session, need)
    recount(session, need, None)
    expire_in_time(session, need)
    return need


def _own_site(session: Session, site_id: UUID | None, by: Who) -> Site:
    if site_id is None and not by.office and len(by.site_ids) == 1:
        (site_id,) = by.site_ids
    if site_id is None:
        raise Invalid({"site_id": "Bitte wählen Sie einen Standort."})
    site = session.get(Site, site_id)
    if site is None:
        raise NotFound("Diesen Standort gibt es nicht.")
    if not by.office and site_id not in by.site_ids:
        raise Forbidden("Sie gehören nicht zu diesem Standort.")
    if not site.active:
        raise Conflict("site_inactive", "Für diesen Standort können zurzeit keine Anfragen gestellt werden.")
    return site


def _new(given: Mapping[str, Any], state: NeedState, **values: Any) -> Need:
    fields = {name: given.get(name, ordinary) for name, ordinary in ORDINARY.items()}
    fields |= {name: given.get(name) for name in OPTIONAL}
    now = clock.now()
    need = Need(
        id=new_id(), revision=0, filled=0, state=state, category=given["category"], posted_at=now, **fields, **values
    )
    _tidy(need)
    return need


def _tidy(need: Need) -> None:
    """What follows from what was said: children are minors, a moment is for *once*, parts of the week for *weekly*."""
    need.minors = need.minors or need.age_group in MINORS
    if need.timing is not Timing.ONCE:
        need.once_at = None
    if need.timing is not Timing.WEEKLY:
        need.slots = []


def _kept(session: Session, need: Need, actor: Actor, by: Who | None) -> None:
    session.add(need)
    note(session, need, None, actor, by)
    tell(session, need)
    expire_in_time(session, need)


def _selection(region: Region, need: Need, wanted: Selection | None, by: Who | None) -> Selection:
    """Who gets the place: the first yes for what is once, and for what the region names as quick (transport, for one).

    What comes back every week, and everything with minors, is the office's choice; otherwise a coordinator may decide.
    """
    quick = need.timing is Timing.ONCE or region.category(need.category).first_yes
    first_yes = quick and need.timing is not Timing.WEEKLY and not need.minors
    derived = Selection.FIRST_YES if first_yes else Selection.OFFICE
    if wanted is None or wanted is derived:
        return derived
    if by is None or not by.office:
        raise Invalid({"selection": "Das legt die Fachstelle fest."})
    if need.minors:
        raise Invalid({"selection": "Wo es um Minderjährige geht, wählt immer die Fachstelle aus."})
    return wanted


def _not_too_many(session: Session, email: str) -> None:
    waiting = select(func.count()).select_from(Need).join(Poster, Poster.id == Need.poster_id)
    waiting = waiting.where(func.lower(Poster.email) == email.lower(), Need.state == DRAFT, Need.confirmed_at.is_(None))
    if (session.scalar(waiting) or 0) >= UNCONFIRMED_AT_MOST:
        raise Conflict("too_many_waiting", "Bitte bestätigen Sie zuerst Ihre früheren Anfragen per E-Mail.")
