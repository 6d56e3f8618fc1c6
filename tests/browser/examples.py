"""Examples: of everything that has a page of its own, one that stands in the demo office."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from deploy.demo import people
from deploy.instance import Instance
from services.accommodation import actions as accommodation
from services.accommodation.models import NEED_JOURNAL, SITE_JOURNAL, KnownContact, Need
from services.identity import actions as identity
from services.identity.models import Account
from services.matching.models import Match
from services.notifications.models import Message
from services.volunteers.models import JOURNAL, Volunteer
from shared import clock
from shared.auth import Role, Who
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import Answer, MatchState
from shared.ids import new_id
from shared.journal import EntryKind

UNCONFIRMED = "ursina.muster@example.org"
INVITED = "nadine.neu@example.org"
POSTER = {
    "name": "Petra Beispiel",
    "email": "petra.beispiel@example.org",
    "phone": "+41620001234",
    "organisation": "Kirchgemeinde Musterregion",
    "postcode": "5620",
}
JOURNALS = {
    "need": ("accommodation", NEED_JOURNAL),
    "site": ("accommodation", SITE_JOURNAL),
    "volunteer": ("volunteers", JOURNAL),
}
WISH = {"category": "german_conversation", "wish": "Eine Stunde in der Woche im Pfarrhaus."}


def examples(instance: Instance) -> dict[str, UUID]:
    """The ids of all examples. What is not part of a demo is added."""
    by = _administrator(instance)
    _add(instance, by)
    instance.settle()
    sites = _carer(instance).site_ids
    found = {name: _first(instance, service, wanted) for name, (service, wanted) in _wanted(sites).items()}
    found["site_id"] = sites[0]
    return {**found, **_entries(instance, found, by)}


def _entries(instance: Instance, found: dict[str, UUID], by: Who) -> dict[str, UUID]:
    """An entry in three journals, to come back to."""
    day = clock.today() + timedelta(days=3)
    added: dict[str, UUID] = {}
    for kind, (service, journal) in JOURNALS.items():
        with instance.db(service).transaction() as session:
            entry = journal.add_entry(
                session, found[f"{kind}_id"], "Beispiel", by, kind=EntryKind.CALL, text="Ruft am Montag an.", due_on=day
            )
            added[f"{kind}_entry_id"] = entry.id
    instance.settle()
    return added


def _wanted(sites: list[UUID]) -> dict[str, tuple[str, Select[Any]]]:
    """What an example is called, whose it is, and which: of several the first."""
    own, contacts = Need.site_id.in_(sites), select(KnownContact.need_id)
    open_needs = select(Need.id).where(own, Need.state.in_([NeedState.OPEN, NeedState.PROPOSED]))
    matches, proposed = select(Match.id), Match.state == MatchState.PROPOSED
    return {
        "account_id": ("identity", _account(people.SIGN_INS["Unterkunft"])),
        "invited_id": ("identity", _account(INVITED)),
        "volunteer_id": ("volunteers", select(Volunteer.id).where(Volunteer.email == people.SIGN_INS["Freiwillige"])),
        "unconfirmed_id": ("volunteers", select(Volunteer.id).where(Volunteer.email == UNCONFIRMED)),
        "need_id": ("accommodation", select(Need.id).where(own, Need.id.in_(contacts))),
        "open_need_id": ("accommodation", open_needs),
        "asked_id": ("accommodation", select(Need.id).where(Need.poster_id.is_not(None))),
        "poster_id": ("accommodation", select(Need.poster_id).where(Need.poster_id.is_not(None))),
        "match_id": ("matching", matches.where(Match.state == MatchState.ACTIVE)),
        "question_id": ("matching", matches.where(proposed, Match.answer.is_(None))),
        "willing_id": ("matching", matches.where(proposed, Match.answer == Answer.YES)),
        "message_id": ("notifications", select(Message.id).where(Message.html.is_not(None))),
    }


def _account(email: str) -> Select[Any]:
    return select(Account.id).where(Account.email == email)


def _add(instance: Instance, by: Who) -> None:
    region = instance.office.region
    bfs_nr, _ = region.find_postcode(POSTER["postcode"]).choices[0]
    with instance.db("accommodation").transaction() as session:
        accommodation.ask_for_help(session, region, {**WISH, "bfs_nr": bfs_nr}, POSTER)
    with instance.db("identity").transaction() as session:
        identity.invite(session, by, email=INVITED, name="Nadine Neu", role=Role.COORDINATOR)


def _administrator(instance: Instance) -> Who:
    with instance.db("identity").reading() as session:
        account = session.scalars(select(Account).where(Account.email == people.SIGN_INS["Koordination"])).one()
        roles = frozenset(Role(role) for role in account.roles)
        return Who(account.id, account.name, roles, frozenset(), new_id(), clock.end_of(clock.today()))


def _carer(instance: Instance) -> Account:
    with instance.db("identity").reading() as session:
        return session.scalars(select(Account).where(Account.email == people.SIGN_INS["Unterkunft"])).one()


def _first(instance: Instance, service: str, wanted: Select[Any]) -> UUID:
    with instance.db(service).reading() as session:
        found = session.scalars(wanted.order_by(wanted.selected_columns[0]).limit(1)).first()
    assert found is not None, f"the demo office has none of these: {wanted}"
    return UUID(str(found))
