"""Posting a need: by a site, or by a coordinator for a site; and changing it later."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.accommodation.actions.life import actor_of, expire_in_time, need_to_change, note
from services.accommodation.actions.news import recount
from services.accommodation.actions.telling import tell
from services.accommodation.models import LIVING, OPEN, ORDINARY, WITH_MINORS, Actor, Need, NeedCause, Site
from shared import clock
from shared.auth import Who
from shared.contracts.accommodation import NeedState
from shared.contracts.words import Selection, Timing
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.finding import searchable
from shared.i18n import _, ngettext
from shared.ids import new_id
from shared.region import Region

OPTIONAL = ("once_at", "first", "last", "minutes", "wish_gender")
CHANGED_MEANWHILE = "changed_meanwhile"
EDITABLE = ("headcount", "timing", "once_at", "slots", "first", "last", "minutes", "urgency", "wish")


def post_need(session: Session, region: Region, given: Mapping[str, Any], site_id: UUID | None, by: Who) -> Need:
    """A site's need, open at once. `given` as in `schemas.NewNeed`; what lacks is taken from `ORDINARY`.

    `site_id` may lack for staff of one site, `bfs_nr` defaults to the site's. Raises `Invalid`, `NotFound`,
    `Forbidden`, `Conflict`.
    """
    site = _own_site(session, site_id, by)
    need = new_need(given, OPEN, site_id=site.id, bfs_nr=given.get("bfs_nr") or site.bfs_nr)
    need.selection = selection(region, need, given.get("selection"), by)
    need.entered_by, need.posted_by = (by.id, None) if by.office else (None, by.id)
    keep_new(session, need, actor_of(by), by)
    return need


def edit_need(
    session: Session, region: Region, need_id: UUID, given: Mapping[str, Any], by: Who, revision: int
) -> Need:
    """Change what may change while a need lives (`EDITABLE`). Raises `NotFound`, `Conflict`, `Invalid`.

    `revision` is the one that was looked at: what has changed since must not be undone unseen. Help that is no longer
    needed once, or now is, is given out by the rule for that.
    """
    need = need_to_change(session, need_id)
    if need.state not in LIVING:
        raise Conflict("need_ended", _("Diese Anfrage ist abgeschlossen. Sie können sie kopieren."))
    if revision != need.revision:
        raise Conflict(CHANGED_MEANWHILE, _("In der Zwischenzeit hat sich diese Anfrage geändert."))
    if given["headcount"] < need.filled:
        taken = ngettext("Es ist schon %(num)s Platz besetzt.", "Es sind schon %(num)s Plätze besetzt.", need.filled)
        raise Invalid({"headcount": taken})
    _write_down(region, need, given, by)
    note(session, need, need.state, actor_of(by), by, cause=NeedCause.EDITED)
    tell(session, need)
    recount(session, need, None)
    expire_in_time(session, need)
    return need


def _write_down(region: Region, need: Need, given: Mapping[str, Any], by: Who) -> None:
    before = need.timing
    for name in EDITABLE:
        setattr(need, name, given.get(name))
    _tidy(need)
    if need.timing is not before:
        need.selection = selection(region, need, None, by)


def _own_site(session: Session, site_id: UUID | None, by: Who) -> Site:
    if site_id is None and not by.office and len(by.site_ids) == 1:
        (site_id,) = by.site_ids
    if site_id is None:
        raise Invalid({"site_id": _("Bitte wählen Sie einen Standort.")})
    site = session.get(Site, site_id)
    if site is None:
        raise NotFound(_("Diesen Standort gibt es nicht."))
    if not by.office and site_id not in by.site_ids:
        raise Forbidden(_("Sie gehören nicht zu diesem Standort."))
    if not site.active:
        closed = _("Für diesen Standort können zurzeit keine Anfragen gestellt werden.")
        raise Conflict("site_inactive", closed)
    return site


def new_need(given: Mapping[str, Any], state: NeedState, **values: Any) -> Need:
    """A need with what was said of it; what was not is ordinary."""
    fields = {name: given.get(name, ordinary) for name, ordinary in ORDINARY.items()}
    fields |= {name: given.get(name) for name in OPTIONAL}
    now = clock.now()
    need = Need(
        id=new_id(), revision=0, filled=0, state=state, category=given["category"], posted_at=now, **fields, **values
    )
    _tidy(need)
    return need


def _tidy(need: Need) -> None:
    """What follows from what was said: children are minors, a moment is for *once*, parts of the week for *weekly*.

    So do the day by which lists go, and the text that it is found by.
    """
    need.minors = need.minors or need.age_group in WITH_MINORS
    if need.timing is Timing.ONCE:
        need.first = need.last = None
    else:
        need.once_at = None
    if need.timing is not Timing.WEEKLY:
        need.slots = []
    need.day = clock.local(need.once_at).date() if need.once_at else need.first
    need.search_text = searchable(need.wish)


def keep_new(session: Session, need: Need, actor: Actor, by: Who | None) -> None:
    """Write a new need down and tell of it."""
    session.add(need)
    note(session, need, None, actor, by)
    tell(session, need)
    expire_in_time(session, need)


def selection(region: Region, need: Need, wanted: Selection | None, by: Who | None) -> Selection:
    """Who gets the place: the first yes for what is once, and for what the region names as quick (transport, for one).

    What comes back every week, and everything with minors, is the office's choice; otherwise a coordinator may decide.
    """
    quick = need.timing is Timing.ONCE or region.category(need.category).first_yes
    first_yes = quick and need.timing is not Timing.WEEKLY and not need.minors
    derived = Selection.FIRST_YES if first_yes else Selection.OFFICE
    if wanted is None or wanted is derived:
        return derived
    if by is None or not by.office:
        raise Invalid({"selection": _("Das legt die Fachstelle fest.")})
    if need.minors:
        raise Invalid({"selection": _("Wo es um Minderjährige geht, wählt immer die Fachstelle aus.")})
    return wanted
