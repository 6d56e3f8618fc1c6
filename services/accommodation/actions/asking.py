"""A need without an account: asked for on the public page, and the mail by which its poster confirms it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accommodation.actions.life import need_to_change, note
from services.accommodation.actions.needs import keep_new, new_need, selection
from services.accommodation.actions.telling import ask_to_confirm, tell, tell_poster
from services.accommodation.models import DRAFT, Actor, Move, Need, NeedCause, Poster
from shared import due
from shared.errors import Conflict
from shared.i18n import GERMAN, _
from shared.ids import new_id
from shared.region import Region

CONFIRM_WITHIN = timedelta(days=14)
UNCONFIRMED_AT_MOST = 5
SENT_AGAIN_AT_MOST = 3


def ask_for_help(
    session: Session, region: Region, given: Mapping[str, Any], poster: Mapping[str, Any], language: str = GERMAN
) -> Need:
    """A need without an account: a draft until its poster has confirmed it by mail and a coordinator has released it.

    `given` with `bfs_nr`; `poster`: name, email, phone, organisation, postcode; mails will be in `language`. Raises
    `Conflict` when too many wait for one address, so that nobody's mailbox is filled in their name.
    """
    _not_too_many(session, poster["email"])
    person = Poster(id=new_id(), revision=0, language=language, **poster)
    session.add(person)
    need = new_need(given, DRAFT, bfs_nr=given["bfs_nr"], poster_id=person.id)
    need.selection = selection(region, need, None, None)
    keep_new(session, need, Actor.POSTER, None)
    tell_poster(session, person)
    ask_to_confirm(session, need)
    due.schedule(session, "expire_unconfirmed", need.id, need.posted_at + CONFIRM_WITHIN)
    return need


def send_again(session: Session, need_id: UUID, email: str | None = None) -> Need:
    """Send the mail once more: to the same address, or to another one, because there was a slip in the first.

    Raises `NotFound`; `Conflict` once the need is confirmed or over, and when it was sent often enough.
    """
    need = need_to_change(session, need_id)
    person = session.get(Poster, need.poster_id) if need.poster_id else None
    if person is None or need.state is not DRAFT or need.confirmed_at is not None:
        raise Conflict("not_waiting", _("Diese Anfrage wartet nicht mehr auf eine Bestätigung."))
    times = _sent_again(session, need_id)
    if times >= SENT_AGAIN_AT_MOST:
        raise Conflict("sent_often", _("Wir haben die E-Mail schon mehrmals geschickt. Bitte rufen Sie uns an."))
    if email is not None and email != person.email:
        _not_too_many(session, email)
        person.email = email
        tell_poster(session, person)
    note(session, need, need.state, Actor.POSTER, None, cause=NeedCause.ASKED_AGAIN)
    tell(session, need)
    ask_to_confirm(session, need, times + 1)
    return need


def _sent_again(session: Session, need_id: UUID) -> int:
    moves = select(func.count()).select_from(Move)
    return session.scalar(moves.where(Move.need_id == need_id, Move.cause == NeedCause.ASKED_AGAIN)) or 0


def _not_too_many(session: Session, email: str) -> None:
    waiting = select(func.count()).select_from(Need).join(Poster, Poster.id == Need.poster_id)
    waiting = waiting.where(func.lower(Poster.email) == email.lower(), Need.state == DRAFT, Need.confirmed_at.is_(None))
    if (session.scalar(waiting) or 0) >= UNCONFIRMED_AT_MOST:
        raise Conflict("too_many_waiting", _("Bitte bestätigen Sie zuerst Ihre früheren Anfragen per E-Mail."))
