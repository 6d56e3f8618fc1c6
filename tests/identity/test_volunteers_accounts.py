"""Volunteers' accounts: made, changed and closed by what volunteers tells, in any order and as often as it comes."""

from itertools import permutations
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.identity import AccountChanged, SessionEnded
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.ids import new_id
from shared.message import Message
from tests.identity.people import People, own_form


def told(person_id: UUID, revision: int, email: str, kind: str = "volunteer") -> Message:
    values = {"email": email, "language": "de", "name": "Anna Keller", "kind": kind}
    return Message.wrap(RecipientChanged(person_id=person_id, revision=revision, **values), "volunteers")


def asks(people: People, email: str) -> int:
    """How many links an address gets."""
    before = len(people.mails("sign_in_link"))
    people.ask_for_link(email)
    return len(people.mails("sign_in_link")) - before


def signs_in(people: People, person_id: UUID) -> TestApp:
    browser = people.world.visitor()
    own_form(browser.get(people.link("enter", person_id))).submit()
    return browser


def test_others_hear_of_a_volunteers_account_when_it_is_first_used_by_short_name(people: People) -> None:
    volunteer = people.volunteer("anna@example.org", name="Anna Maria von Keller")
    before = people.world.told("identity", AccountChanged)

    signs_in(people, volunteer)
    signs_in(people, volunteer)

    assert before == []
    (event,) = people.world.told("identity", AccountChanged)
    assert (event.account_id, event.active, event.name, event.roles) == (volunteer, True, "Anna K.", [Role.VOLUNTEER])


def test_a_volunteers_address_is_published_by_volunteers_alone(people: People) -> None:
    people.volunteer("anna@example.org")

    assert people.world.told("identity", RecipientChanged) == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_whatever_order_news_arrive_the_newest_counts(people: People, order: tuple[int, ...]) -> None:
    person_id = new_id()
    news = [told(person_id, number + 1, f"anna{number + 1}@example.org") for number in range(3)]

    for index in order:
        people.world.deliver([news[index]])
        people.world.deliver([news[index]])
    people.world.settle()

    assert [asks(people, f"anna{number}@example.org") for number in (1, 2, 3)] == [0, 0, 1]


def test_another_name_is_told_and_the_same_news_again_is_not(people: People) -> None:
    person_id = people.volunteer("anna@example.org", name="Anna Keller")
    signs_in(people, person_id)
    people.volunteer("anna@example.org", name="Anna Meier", revision=2, id=person_id)
    people.volunteer("anna@example.org", name="Anna Meier", revision=2, id=person_id)

    events = people.world.told("identity", AccountChanged)

    assert [(event.revision, event.name) for event in events] == [(2, "Anna K."), (3, "Anna M.")]


@pytest.mark.parametrize("kind", ["account", "poster"])
def test_the_addresses_of_others_make_no_account(people: People, kind: str) -> None:
    people.world.deliver([told(new_id(), 1, "jemand@example.org", kind=kind)])

    assert asks(people, "jemand@example.org") == 0
    assert people.world.told("identity", AccountChanged) == []


def test_a_volunteer_who_is_gone_is_signed_out_everywhere_and_forgotten(people: People) -> None:
    person_id = people.volunteer("anna@example.org")
    browser = signs_in(people, person_id)

    people.world.tell(RecipientRemoved(person_id=person_id, revision=2))

    last = people.world.told("identity", AccountChanged)[-1]
    assert (last.account_id, last.active, last.name) == (person_id, False, "")
    assert len(people.world.told("identity", SessionEnded)) == 1
    assert browser.get("/identity/me").status_int == 303
    assert asks(people, "anna@example.org") == 0
    people.world.visitor().get(people.link("enter", person_id), status=410)


@pytest.mark.parametrize("removed_first", [True, False])
def test_old_news_bring_no_forgotten_volunteer_back(people: People, removed_first: bool) -> None:
    person_id = new_id()
    gone = Message.wrap(RecipientRemoved(person_id=person_id, revision=3), "volunteers")
    changed, late = (told(person_id, revision, "anna@example.org") for revision in (1, 2))

    people.world.deliver([gone, changed, late] if removed_first else [changed, gone, late])
    people.world.settle()

    assert asks(people, "anna@example.org") == 0


def test_the_removal_of_somebody_unknown_leaves_nothing(people: People) -> None:
    people.world.tell(RecipientRemoved(person_id=new_id(), revision=2))

    assert people.world.told("identity", AccountChanged) == []
    assert people.world.told("identity", MessageRequested) == []


def test_an_account_of_the_office_is_not_removed_from_outside(people: People) -> None:
    account_id = people.account("regula@example.org", Role.COORDINATOR)

    people.world.tell(RecipientRemoved(person_id=account_id, revision=9))

    assert people.try_password("regula@example.org").status_int == 303
