"""What a volunteer offers and who she is: entered with the sign-up, changed by herself or by the office for her."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.actions.journal import rename_journal
from services.volunteers.actions.meanwhile import check_unchanged
from services.volunteers.actions.moving import keep_move
from services.volunteers.actions.telling import locked, tell
from services.volunteers.models import Volunteer
from shared.auth import Who
from shared.contracts.words import Period
from shared.errors import Invalid
from shared.finding import searchable
from shared.i18n import _
from shared.region import Region

DETAILS = ("first_name", "last_name", "phone", "street", "postcode", "language")
OFFERED = ("categories", "languages", "travel_km", "mobility", "slots", "available_from", "hours_per_week")


def check_against_region(region: Region, given: Mapping[str, Any]) -> None:
    """What only the region's settings know to be right. Raises `Invalid` with everything that is not."""
    problems: dict[str, str] = {}
    for check in (check_categories, home_municipality):
        try:
            check(region, given)
        except Invalid as error:
            problems |= error.fields
    if problems:
        raise Invalid(problems)


def check_categories(region: Region, given: Mapping[str, Any]) -> None:
    """The kinds of help are the region's. Raises `Invalid`."""
    known = {category.code for category in region.categories}
    if strangers := sorted(set(given["categories"]) - known):
        raise Invalid({"categories": _("Das gibt es in dieser Region nicht: %(codes)s.", codes=", ".join(strangers))})


def home_municipality(region: Region, given: Mapping[str, Any]) -> int:
    """The number of the municipality somebody lives in, by postcode and, where that spans several, by choice.

    Raises `Invalid`, which names the choices, or whoever is responsible beyond the region.
    """
    found, chosen = region.find_postcode(given["postcode"]), given.get("bfs_nr")
    numbers = [number for number, _ in found.choices]
    if not found.inside:
        raise Invalid({"postcode": found.sentence})
    if chosen is None and len(numbers) > 1:
        raise Invalid({"bfs_nr": found.sentence})
    if chosen is not None and chosen not in numbers:
        raise Invalid({"bfs_nr": _("Diese Gemeinde passt nicht zur Postleitzahl. %(choices)s", choices=found.sentence)})
    return chosen or numbers[0]


def stored_offer(given: Mapping[str, Any]) -> dict[str, Any]:
    """An offer's columns from what a schema loaded."""
    values = {name: given.get(name) for name in OFFERED}
    values["slots"] = [str(slot) for slot in given.get("slots", [])]
    values["languages"] = {code: str(level) for code, level in given.get("languages", {}).items()}
    values["away"] = [stored_period(**period) for period in given.get("away", [])]
    return values


def stored_period(first: date | None = None, last: date | None = None) -> dict[str, Any]:
    """A period as JSON holds it."""
    return {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}


def change_offer(
    session: Session, region: Region, volunteer_id: UUID, given: Mapping[str, Any], by: Who, known_moves: int
) -> Volunteer:
    """What somebody offers is different from now on; her periods away stay. Raises `Invalid`, `Conflict`."""
    check_categories(region, given)
    volunteer = locked(session, volunteer_id)
    check_unchanged(session, volunteer, known_moves)
    for name, value in stored_offer(given).items():
        if name != "away":
            setattr(volunteer.offer, name, value)
    return _changed(session, volunteer, "change_offer", by)


def add_away(session: Session, volunteer_id: UUID, period: Period, by: Who) -> Volunteer:
    """Somebody is away for some days."""
    volunteer = locked(session, volunteer_id)
    periods = [*volunteer.offer.away, stored_period(period.first, period.last)]
    volunteer.offer.away = sorted(periods, key=lambda stored: stored["first"] or "")
    return _changed(session, volunteer, "change_offer", by)


def remove_away(session: Session, volunteer_id: UUID, period: Period, by: Who) -> Volunteer:
    """Somebody is there after all; nothing happens when the period is gone already."""
    volunteer = locked(session, volunteer_id)
    gone = stored_period(period.first, period.last)
    volunteer.offer.away = [stored for stored in volunteer.offer.away if stored != gone]
    return _changed(session, volunteer, "change_offer", by)


def change_details(
    session: Session, region: Region, volunteer_id: UUID, given: Mapping[str, Any], by: Who, known_moves: int
) -> Volunteer:
    """Name, address, language and, by the office only, the e-mail address that she signs in with.

    Raises `Invalid`, and `Conflict` when something was done with her that the form did not know of.
    """
    bfs_nr = home_municipality(region, given)
    volunteer = locked(session, volunteer_id)
    check_unchanged(session, volunteer, known_moves)
    for name in DETAILS:
        setattr(volunteer, name, given.get(name, getattr(volunteer, name)))
    volunteer.gender = given.get("gender")
    volunteer.bfs_nr = bfs_nr
    if "email" in given:
        _change_email(session, volunteer, given["email"].lower())
    volunteer.search_text = searchable(volunteer.last_name, volunteer.first_name, volunteer.email)
    rename_journal(session, volunteer)
    return _changed(session, volunteer, "change_details", by, contact=True)


def _change_email(session: Session, volunteer: Volunteer, email: str) -> None:
    taken = select(Volunteer.id).where(Volunteer.email == email, Volunteer.id != volunteer.id)
    if session.scalar(taken):
        raise Invalid({"email": _("Mit dieser E-Mail-Adresse ist schon jemand anders angemeldet.")})
    volunteer.email = email


def _changed(session: Session, volunteer: Volunteer, what: str, by: Who, *, contact: bool = False) -> Volunteer:
    keep_move(session, volunteer, what, volunteer.state, by)
    tell(session, volunteer, contact=contact)
    return volunteer
