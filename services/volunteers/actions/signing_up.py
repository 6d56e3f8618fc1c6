"""How somebody becomes a volunteer of this office: the form, the mail to confirm, and what is answered a second time.

The public is told the same whether or not an address is known here: who helps is nobody else's business.
"""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.actions.attempts import Try, count_attempt
from services.volunteers.actions.moving import keep_move, move
from services.volunteers.actions.offering import check_against_region, home_municipality, stored_offer
from services.volunteers.actions.telling import locked, request_message, tell
from services.volunteers.models import LIVING, REGISTERED, Offer, Volunteer
from shared import clock, due
from shared.auth import Who
from shared.db import insert_new
from shared.errors import NotPossible
from shared.finding import searchable
from shared.i18n import GERMAN, _
from shared.ids import new_id
from shared.region import Region

REMIND = "remind"
REMIND_AFTER = timedelta(hours=24)
CONFIRM = "confirm_sign_up"


def receive_sign_up(
    session: Session, region: Region, given: Mapping[str, Any], *, by: Who | None = None, place: str | None = None
) -> UUID:
    """A sign-up from outside; the id it gives back tells nothing about whether the e-mail was known already.

    `place` is where in the network it comes from, unless a program of ours brings it. Raises `Invalid` and `TooMany`.
    """
    if place is not None:
        count_attempt(session, Try.SEND, place)
    volunteer = _enter(session, region, given, by)
    if volunteer is None:
        _answer_known(session, given["email"])
        return new_id()
    _ask_to_confirm(session, volunteer, "first")
    return volunteer.id


def sign_up(
    session: Session,
    region: Region,
    given: Mapping[str, Any],
    *,
    by: Who | None = None,
    confirmed_by_phone: bool = False,
) -> Volunteer:
    """Enter a new volunteer; `given` is what the schema `SignUp` loads.

    Somebody of the office may have heard the confirmation on the telephone; otherwise it is asked for by mail.
    Raises `Invalid`, and `Conflict` when the address is known.
    """
    volunteer = _enter(session, region, given, by)
    if volunteer is None:
        raise NotPossible("already_registered", _("Diese E-Mail-Adresse ist schon angemeldet."))
    if confirmed_by_phone:
        return confirm(session, volunteer.id, by)
    _ask_to_confirm(session, volunteer, "first")
    return volunteer


def confirm(session: Session, volunteer_id: UUID, by: Who | None) -> Volunteer:
    """The address is right and the sign-up meant: by the link in the mail (`by` None) or told to the office."""
    return move(session, volunteer_id, "confirm", by)


def remind(session: Session, volunteer_id: UUID) -> None:
    """One reminder to somebody who has not confirmed."""
    volunteer = session.get(Volunteer, volunteer_id)
    if volunteer is not None and volunteer.state == REGISTERED:
        request_message(session, volunteer, "sign_up_reminder", "once", volunteer_id=str(volunteer.id))


def dismiss_asking_again(session: Session, volunteer_id: UUID) -> None:
    """The office has looked at somebody who signed up anew, and it stays as it was."""
    volunteer = locked(session, volunteer_id)
    volunteer.asked_again_at = None
    tell(session, volunteer)


def _enter(session: Session, region: Region, given: Mapping[str, Any], by: Who | None) -> Volunteer | None:
    """A new volunteer, or None if the address is known: one statement decides, so two sign-ups make one person."""
    check_against_region(region, given)
    volunteer_id, now = new_id(), clock.now()
    entry = {"id": volunteer_id, "revision": 0, "state": REGISTERED, "registered_at": now}
    consent = {"consent_at": now, "consent_version": consent_version(region)}
    entered_by = by.id if by and by.office else None
    if not insert_new(session, Volunteer, **entry, **consent, **_person(region, given), entered_by=entered_by):
        return None
    session.add(Offer(id=new_id(), volunteer_id=volunteer_id, **stored_offer(given)))
    session.flush()
    volunteer = session.get_one(Volunteer, volunteer_id)
    keep_move(session, volunteer, "sign_up", None, by)
    tell(session, volunteer, contact=True)
    return volunteer


def _person(region: Region, given: Mapping[str, Any]) -> dict[str, Any]:
    """Who somebody is, as it is stored."""
    return {
        **{name: given[name] for name in ("first_name", "last_name", "phone", "postcode")},
        "email": given["email"].lower(),
        "street": given.get("street", ""),
        "bfs_nr": home_municipality(region, given),
        "language": given.get("language", GERMAN),
        "gender": given.get("gender"),
        "notes": given.get("notes", ""),
        "search_text": searchable(given["last_name"], given["first_name"], given["email"]),
    }


def _ask_to_confirm(session: Session, volunteer: Volunteer, key: str) -> None:
    request_message(session, volunteer, CONFIRM, key, volunteer_id=str(volunteer.id))
    if key == "first":
        due.schedule(session, REMIND, volunteer.id, volunteer.registered_at + REMIND_AFTER)


def _answer_known(session: Session, email: str) -> None:
    """Write to the person whose address it is; whoever left or was turned down is for the office to look at."""
    volunteer = session.scalars(select(Volunteer).where(Volunteer.email == email.lower())).one()
    key = f"{clock.now():%Y%m%d%H}"  # at most one mail an hour, however often the form is sent
    if volunteer.state == REGISTERED:
        _ask_to_confirm(session, volunteer, key)
        return
    request_message(session, volunteer, "already_registered", key)
    if volunteer.state not in LIVING:
        volunteer.asked_again_at = clock.now()
        tell(session, volunteer)


def consent_version(region: Region) -> str:
    """Which words somebody agreed to: a fingerprint of the German text, which stands beside every translation."""
    words = region.texts.privacy
    return sha256((words.in_language(GERMAN) if words else "").encode()).hexdigest()[:12]
