"""Loads the invented office through the services' own actions, at the moments at which people would have done it."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from deploy.demo import matches, people
from deploy.demo.moments import days_ago
from deploy.demo.needs import NEEDS, Wanted
from deploy.demo.volunteers import Invented, invent
from deploy.instance import Instance
from services.accommodation import actions as accommodation
from services.accommodation.models import Site
from services.identity import actions as identity
from services.identity import queries as identity_queries
from services.volunteers import actions as volunteering
from services.volunteers.models import Volunteer
from shared import clock
from shared.auth import Role, Who
from shared.contracts.notifications import MessageRequested
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind, Gender, Level, Mobility, Timing
from shared.ids import new_id
from shared.region import Region
from shared.tables import Outbox


def load_demo(instance: Instance, volunteers: int = 120, needs: int = 25, seed: int = 1) -> None:
    """Add so many volunteers and needs; accounts and sites only the first time. The same seed gives the same people."""
    rng = Random(seed)
    region = instance.office.region
    with clock.moved():
        coordinator, sites = _accounts_and_sites(instance, region)
        _volunteers(instance, region, volunteers, rng, coordinator)
        posted = _needs(instance, region, needs, sites, coordinator)
        _past_mail_was_read(instance)
        instance.settle()
        matches.tell_stories(instance, region, posted, coordinator)
        instance.settle()


def _accounts_and_sites(instance: Instance, region: Region) -> tuple[Who, list[UUID]]:
    with instance.db("identity").reading() as session:
        known = identity_queries.own_account_by_email(session, people.SIGN_INS["Koordination"])
    with instance.db("accommodation").transaction() as session:
        sites = list(session.scalars(select(Site.id).order_by(Site.id)))
        if known is not None:
            return _who(known.id), sites
        with days_ago(430):
            sites = [_site(session, region, number) for number in range(len(people.SITES))]
    with instance.db("identity").transaction() as session, days_ago(430):
        carer = (people.SIGN_INS["Unterkunft"], people.CARER, [Role.STAFF])
        identity.add_account(session, *carer, password=people.PASSWORD, site_ids=sites[:2])
        chief = (people.SIGN_INS["Koordination"], people.COORDINATOR, [Role.COORDINATOR, Role.ADMINISTRATOR])
        return _who(identity.add_account(session, *chief, password=people.PASSWORD).id), sites


def _who(account_id: UUID) -> Who:
    """The demo's coordinator, in whose name the office's part is done."""
    roles = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
    return Who(account_id, people.COORDINATOR, roles, frozenset(), new_id(), clock.now() + timedelta(hours=1))


def _site(session: Session, region: Region, number: int) -> UUID:
    organisation, name, kind, street, phone = people.SITES[number]
    municipality = region.municipalities[(number * 5) % len(region.municipalities)]
    locality = municipality.localities[0]
    given = {
        "organisation": organisation,
        "name": name,
        "kind": kind,
        "street": street,
        "postcode": locality.postcode,
        "town": locality.name,
        "bfs_nr": municipality.bfs_nr,
        "phone": phone,
        "email": None,
    }
    return accommodation.create_site(session, given, _who(new_id())).id


def _volunteers(instance: Instance, region: Region, count: int, rng: Random, by: Who) -> None:
    with instance.db("volunteers").transaction() as session:
        taken = set(session.scalars(select(Volunteer.email)))
        invented = invent(region, count, rng, clock.today(), taken)
        if people.SIGN_INS["Freiwillige"] not in taken and count:
            invented[0] = _signed_in_volunteer(region)
        for one in invented:
            _one_volunteer(session, region, one, by)


def _one_volunteer(session: Session, region: Region, one: Invented, by: Who) -> None:
    with days_ago(one.days_ago):
        made = volunteering.sign_up(session, region, one.form, by=None, confirmed_by_phone=False)
    if one.state is VolunteerState.REGISTERED:
        return
    with days_ago(one.days_ago, time(12)):
        volunteering.confirm(session, made.id, None)
    if one.state is VolunteerState.CONFIRMED:
        return
    with days_ago(max(1, one.days_ago - 10), time(15)):
        if one.state is VolunteerState.IN_CLEARANCE:
            volunteering.move(session, made.id, "talk", by)
            return
        volunteering.clear(session, made.id, one.clearances, by)
    if one.state is VolunteerState.PAUSED:
        with days_ago(3):
            volunteering.move(session, made.id, "pause", by)


def _past_mail_was_read(instance: Instance) -> None:
    """What was written to people over the last months is not asked for: the mailbox begins with what is going on."""
    asked = (Outbox.topic == MessageRequested.topic, Outbox.sent_at.is_(None))
    for member in instance.members:
        with member.db.transaction() as session:
            session.execute(delete(Outbox).where(*asked))


def _signed_in_volunteer(region: Region) -> Invented:
    """The volunteer behind the third sign-in link: somebody who fits much."""
    home = region.municipalities[0]
    form: dict[str, Any] = {
        "first_name": "Verena",
        "last_name": "Muster",
        "email": people.SIGN_INS["Freiwillige"],
        "phone": "+41790000001",
        "postcode": home.localities[0].postcode,
        "bfs_nr": home.bfs_nr,
        "gender": Gender.FEMALE,
        "notes": "",
        "consent": True,
        "categories": ["accompaniment", "everyday_admin", "german_conversation", "homework_help", "tandem"],
        "languages": {"de": Level.NATIVE, "en": Level.B2, "ti": Level.B1},
        "travel_km": 15,
        "mobility": Mobility.PUBLIC_TRANSPORT,
        "slots": [],
        "available_from": None,
        "away": [],
        "hours_per_week": 4,
    }
    valid_until = clock.today() + timedelta(days=700)
    return Invented(
        form, VolunteerState.READY, [{"kind": kind, "valid_until": valid_until} for kind in ClearanceKind], 410
    )


def _needs(instance: Instance, region: Region, count: int, sites: list[UUID], by: Who) -> list[UUID]:
    wanted = sorted((NEEDS[number % len(NEEDS)] for number in range(count)), key=lambda one: one.posted)
    with instance.db("accommodation").transaction() as session:
        return [_one_need(session, region, one, sites, by) for one in wanted]


def _one_need(session: Session, region: Region, one: Wanted, sites: list[UUID], by: Who) -> UUID:
    given = {
        "category": one.category,
        "headcount": one.headcount,
        "age_group": one.age_group,
        "persons": one.persons,
        "minors": one.minors,
        "alone": one.alone,
        "languages": list(one.languages),
        "timing": one.timing,
        "slots": list(one.slots) if one.timing is Timing.WEEKLY else [],
        "once_at": _moment(one),
        "first": None,
        "last": _day(one.last_in),
        "minutes": one.minutes,
        "urgency": one.urgency,
        "wish": one.wish,
        "wish_gender": one.wish_gender,
        "reference": "",
    }
    with days_ago(-one.posted, time(8, 10)):
        return accommodation.post_need(session, region, given, sites[one.site % len(sites)], by).id


def _moment(one: Wanted) -> datetime | None:
    day = _day(one.once_in)
    return clock.from_local(datetime.combine(day, time(one.hour))) if day else None


def _day(days: int | None) -> date | None:
    return clock.today() + timedelta(days=days) if days is not None else None
