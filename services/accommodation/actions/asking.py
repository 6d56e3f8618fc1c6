"""A need without an account: asked for on the public page, and the mail by which its poster confirms it.

Anybody can type anybody's address. So the link in a mail confirms only while the need has the address it went to, and
one address gets a few mails a day, whoever asks.
"""

import hmac
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accommodation.actions.life import need_to_change, note
from services.accommodation.actions.needs import keep_new, new_need, selection
from services.accommodation.actions.telling import ask_to_confirm, tell, tell_poster, tell_poster_gone
from services.accommodation.models import DRAFT, Actor, ConfirmationMail, Move, Need, NeedCause, Poster
from shared import clock, due
from shared.db import office_of
from shared.errors import Conflict, NotPossible
from shared.i18n import GERMAN, _
from shared.ids import new_id
from shared.region import Region

CONFIRM_WITHIN = timedelta(days=14)
UNCONFIRMED_AT_MOST = 5
SENT_AGAIN_AT_MOST = 3
MAILS_AT_MOST = 5
WITHIN = timedelta(hours=24)


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
    _mail(session, need, person)
    due.schedule(session, "expire_unconfirmed", need.id, need.posted_at + CONFIRM_WITHIN)
    return need


def send_again(session: Session, need_id: UUID, email: str | None = None) -> Need:
    """Send the mail once more: to the same address, or to another one, because there was a slip in the first.

    With another address the links in earlier mails confirm nothing any more. Raises `NotFound`; `Conflict` once the
    need is confirmed or over, and when it was sent often enough.
    """
    need = need_to_change(session, need_id)
    person = session.get(Poster, need.poster_id) if need.poster_id else None
    if person is None or need.state is not DRAFT or need.confirmed_at is not None:
        raise Conflict("not_waiting", _("Diese Anfrage wartet nicht mehr auf eine Bestätigung."))
    times = _sent_again(session, need_id)
    if times >= SENT_AGAIN_AT_MOST:
        raise NotPossible("sent_often", _("Wir haben die E-Mail schon mehrmals geschickt. Bitte rufen Sie uns an."))
    if email is not None and email != person.email:
        _not_too_many(session, email)
        person = _at_another_address(session, need, person, email)
    note(session, need, need.state, Actor.POSTER, None, cause=NeedCause.ASKED_AGAIN)
    tell(session, need)
    _mail(session, need, person, times + 1)
    return need


def _at_another_address(session: Session, need: Need, before: Poster, email: str) -> Poster:
    """The same poster as a person with an id of its own: no link that went to the first address is the second's."""
    same = {name: getattr(before, name) for name in ("name", "phone", "organisation", "postcode", "language")}
    person = Poster(id=new_id(), revision=0, email=email, **same)
    session.add(person)
    need.poster_id = person.id
    tell_poster(session, person)
    tell_poster_gone(session, before)
    session.delete(before)
    return person


def _mail(session: Session, need: Need, person: Poster, again: int = 0) -> None:
    """Ask for confirmation, unless this address got enough mails in the last hours, for whatever need."""
    address = _fingerprint(session, person.email)
    lately = select(func.count()).select_from(ConfirmationMail)
    lately = lately.where(ConfirmationMail.address == address, ConfirmationMail.at > clock.now() - WITHIN)
    if (session.scalar(lately) or 0) >= MAILS_AT_MOST:
        raise NotPossible(
            "too_many_mails",
            _("An diese Adresse haben wir heute schon mehrere E-Mails geschickt. Bitte rufen Sie uns an."),
        )
    about = {"need_id": need.id, "poster_id": person.id, "address": address}
    session.add(ConfirmationMail(id=new_id(), at=clock.now(), **about))
    ask_to_confirm(session, need, again)


def _fingerprint(session: Session, email: str) -> str:
    """What tells one address from another, and tells nobody which it is."""
    secret = office_of(session).keys.secret
    return hmac.new(secret.encode(), b"address:" + email.lower().encode(), sha256).hexdigest()


def _sent_again(session: Session, need_id: UUID) -> int:
    moves = select(func.count()).select_from(Move)
    return session.scalar(moves.where(Move.need_id == need_id, Move.cause == NeedCause.ASKED_AGAIN)) or 0


def _not_too_many(session: Session, email: str) -> None:
    waiting = select(func.count()).select_from(Need).join(Poster, Poster.id == Need.poster_id)
    waiting = waiting.where(func.lower(Poster.email) == email.lower(), Need.state == DRAFT, Need.confirmed_at.is_(None))
    if (session.scalar(waiting) or 0) >= UNCONFIRMED_AT_MOST:
        raise NotPossible("too_many_waiting", _("Bitte bestätigen Sie zuerst Ihre früheren Anfragen per E-Mail."))
