"""An empty office: how its first administrator begins."""

from datetime import timedelta

import pytest

from services.identity import actions
from shared.auth import Role
from shared.contracts.identity import AccountChanged
from shared.contracts.notifications import RecipientChanged
from shared.errors import Conflict
from shared.links import link
from tests.identity.people import PASSWORD, People, own_form


def test_the_first_administrator_gives_name_address_and_password(people: People) -> None:
    with people.world.db("identity").transaction() as session:
        token = actions.invite_administrator(session, people.world.office)
    browser = people.world.visitor()

    form = own_form(browser.get(link("identity", "invitation", token=token)))
    form["name"], form["email"], form["password"] = "Regula Muster", "Regula@example.org", PASSWORD
    joined = form.submit()

    assert joined.location == "/matching/today"
    (told,) = people.world.told("identity", AccountChanged)
    assert (told.name, told.roles) == ("Regula Muster", ["administrator"])
    assert [event.email for event in people.world.told("identity", RecipientChanged)] == ["regula@example.org"]
    assert browser.get("/identity/people").status_int == 200
    people.world.visitor().get(link("identity", "invitation", token=token), status=410)


def test_the_first_administrator_cannot_leave_out_the_address_or_take_anothers(people: People) -> None:
    people.account("sandro@example.org", Role.STAFF)
    with people.world.db("identity").transaction() as session:
        token = actions.invite_administrator(session, people.world.office)
    form = own_form(people.world.visitor().get(link("identity", "invitation", token=token)))

    form["name"], form["password"] = "Regula Muster", PASSWORD
    missing = form.submit(status=422)
    form["email"] = "sandro@example.org"
    taken = form.submit(status=422)

    assert "Bitte ausfüllen." in missing
    assert "Diese E-Mail-Adresse gehört schon zu einem Konto." in taken


def test_asked_again_the_first_link_is_for_the_same_account(people: People) -> None:
    with people.world.db("identity").transaction() as session:
        tokens = [actions.invite_administrator(session, people.world.office) for _ in range(2)]

    subjects = {people.world.office.links.read("invitation", token).subject for token in tokens}

    assert len(subjects) == 1


def test_there_is_no_first_link_once_there_is_an_administrator(people: People) -> None:
    people.account("chef@example.org", Role.ADMINISTRATOR)

    with pytest.raises(Conflict), people.world.db("identity").transaction() as session:
        actions.invite_administrator(session, people.world.office)


def test_the_link_of_the_first_administrator_lasts_as_long_as_the_invitation(people: People) -> None:
    with people.world.db("identity").transaction() as session:
        token = actions.invite_administrator(session, people.world.office)

    expires_at = people.world.office.links.read("invitation", token).expires_at

    people.world.travel(expires_at - timedelta(minutes=1))
    assert people.world.visitor().get(link("identity", "invitation", token=token)).status_int == 200
