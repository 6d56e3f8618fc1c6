"""Examples: of everything that has a page of its own, one that stands in the demo office."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from deploy.demo import people
from deploy.instance import Instance
from services.accommodation import actions as accommodation
from services.accommodation.models import KnownContact, Need
from services.identity import actions as identity
from services.identity.models import Account
from services.matching.models import Match
from services.notifications.models import Message
from services.volunteers.models import Volunteer
from shared import clock
from shared.auth import Role, Who
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import MatchState
from shared.contracts.volunteers import VolunteerState
from shared.ids import new_id

INVITED = "nadine.neu@example.org"
POSTER = {
    "name": "Petra Beispiel",
    "email": "petra.beispiel@example.org",
    "phone": "+41620001234",
    "organisation": "Kirchgemeinde Musterregion",
    "postcode": "5620",
}
WISH = {"category": "german_conversation", "wish": "Eine Stunde in der Woche im Pfarrhaus."}


def examples(instance: Instance) -> dict[str, UUID]:
    """The ids of all examples. Two are not part of a demo and are added: somebody invited, and a need from outside."""
    _add(instance, _administrator(instance))
    instance.settle()
    sites = _carer(instance).site_ids
    found = {name: _first(instance, service, wanted) for name, (service, wanted) in _wanted(sites).items()}
    return {**found, "site_id": sites[0]}


def _wanted(sites: list[UUID]) -> dict[str, tuple[str, Select[Any]]]:
    """What an example is called, whose it is, and which: of several the first."""
    own, contacts = Need.site_id.in_(sites), select(KnownContact.need_id)
    matches, asked = select(Match.id), (Match.state == MatchState.PROPOSED, Match.answer.is_(None))
    return {
        "account_id": ("identity", _account(people.SIGN_INS["Unterkunft"])),
        "invited_id": ("identity", _account(INVITED)),
        "volunteer_id": ("volunteers", select(Volunteer.id).where(Volunteer.email == people.SIGN_INS["Freiwillige"])),
        "unconfirmed_id": ("volunteers", select(Volunteer.id).where(Volunteer.state == VolunteerState.REGISTERED)),
        "need_id": ("accommodation", select(Need.id).where(own, Need.id.in_(contacts))),
        "open_need_id": ("accommodation", select(Need.id).where(own, Need.state == NeedState.PROPOSED)),
        "asked_id": ("accommodation", select(Need.id).where(Need.poster_id.is_not(None))),
        "match_id": ("matching", matches.where(Match.state == MatchState.ACTIVE)),
        "question_id": ("matching", matches.where(*asked)),
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
