"""What identity tells so that roles and ended sign-ins count everywhere, and what programs get."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.identity import actions
from services.identity.app import service
from shared.auth import Role, read_token
from shared.contracts.identity import AccountChanged
from shared.contracts.notifications import RecipientChanged
from shared.errors import Conflict, Invalid
from shared.ids import new_id
from shared.testing import ApiClient
from tests.identity.people import PASSWORD, People


def token(people: People, role: Role, person_id: UUID | None = None, days: int = 30) -> str:
    with people.world.db("identity").transaction() as session:
        keys = people.world.office.keys
        return actions.issue_api_token(session, keys, role, person_id, [], "Ein Programm", timedelta(days=days))


def test_a_resync_tells_everybody_again_and_raises_no_revision(people: People) -> None:
    site_id = people.site()
    people.account("sandro@example.org", Role.STAFF, site_ids=[site_id])
    people.account("regula@example.org", Role.COORDINATOR)
    people.volunteer("anna@example.org")
    accounts, recipients = (people.world.told("identity", kind) for kind in (AccountChanged, RecipientChanged))

    with people.world.db("identity").transaction() as session:
        for emit_all in service.present_state:
            emit_all(session)
    people.world.settle()

    again = people.world.told("identity", AccountChanged)[len(accounts) :]
    assert sorted(again, key=str) == sorted(accounts, key=str)
    assert len(people.world.told("identity", RecipientChanged)) == 2 * len(recipients) == 4


def test_every_change_raises_the_revision_by_one(people: People) -> None:
    first, second = people.site("Bachmatt"), people.site("Sonnhalde")
    account_id = people.account("sandro@example.org", Role.STAFF, site_ids=[first, second])

    with people.world.db("identity").transaction() as session:
        actions.remove_member(session, first, account_id)
        actions.set_office_roles(session, account_id, [Role.COORDINATOR], by=new_id())

    assert [event.revision for event in people.world.told("identity", AccountChanged)] == [1, 2, 3]


def test_an_address_makes_one_account(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)

    with pytest.raises(Conflict), people.world.db("identity").transaction() as session:
        actions.add_account(session, "Regula@Example.org", "Andere", [Role.STAFF])


@pytest.mark.parametrize(("role", "password"), [(Role.COORDINATOR, "zu kurz"), (Role.VOLUNTEER, PASSWORD)])
def test_an_account_needs_a_good_password_and_a_role_that_accounts_have(
    people: People, role: Role, password: str
) -> None:
    with pytest.raises(Invalid), people.world.db("identity").transaction() as session:
        actions.add_account(session, "regula@example.org", "Regula", [role], password=password)

    assert people.world.told("identity", AccountChanged) == []


def test_an_account_without_password_is_reached_by_a_link_only(people: People) -> None:
    with people.world.db("identity").transaction() as session:
        account_id = actions.add_account(session, "regula@example.org", "Regula Muster", [Role.COORDINATOR]).id

    assert people.try_password("regula@example.org", "").status_int == 422
    assert people.try_password("regula@example.org", "nobody has this password").status_int == 422
    assert people.world.visitor().get(people.link("new-password", account_id)).status_int == 200


def test_a_program_finds_out_for_whom_it_speaks(people: People) -> None:
    site_id = people.site()
    account_id = people.account("sandro@example.org", Role.STAFF, name="Sandro Beispiel", site_ids=[site_id])

    answer = ApiClient(people.world.visitor(), token(people, Role.STAFF, account_id)).get("/identity/api/me")

    assert answer.json == {
        "id": str(account_id),
        "name": "Sandro Beispiel",
        "roles": ["staff"],
        "site_ids": [str(site_id)],
    }


def test_a_program_may_speak_for_nobody_in_particular(people: People) -> None:
    answer = ApiClient(people.world.visitor(), token(people, Role.COORDINATOR)).get("/identity/api/me")

    assert (answer.json["name"], answer.json["roles"]) == ("Ein Programm", ["coordinator"])


def test_without_a_token_the_api_says_nothing(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    cookie_only = people.signed_in("regula@example.org").get("/identity/api/me", expect_errors=True)
    made_up = ApiClient(people.world.visitor(), "abc.def.ghi").get("/identity/api/me")

    assert (cookie_only.status_int, made_up.status_int) == (401, 401)
    assert made_up.content_type == "application/problem+json"


def test_a_programs_token_can_be_ended_like_any_sign_in(people: People) -> None:
    account_id = people.account("regula@example.org", Role.COORDINATOR)
    made = token(people, Role.COORDINATOR, account_id)
    who = read_token(people.world.office.keys, made)
    assert who is not None
    browser = people.signed_in("regula@example.org")

    page = browser.get("/identity/me")
    (form,) = [form for form in page.forms.values() if form.action.endswith(f"/{who.session_id}/end")]
    form.submit()

    assert "Ein Programm" in page
    assert ApiClient(people.world.visitor(), made).get("/identity/api/me").status_int == 401


def test_a_programs_token_runs_out(people: People) -> None:
    made = token(people, Role.COORDINATOR, days=30)

    people.world.advance(days=31)

    assert ApiClient(people.world.visitor(), made).get("/identity/api/me").status_int == 401


def test_the_description_of_the_api_names_what_it_answers(people: People) -> None:
    described = people.world.visitor().get("/identity/api/openapi.json").json

    assert set(described["paths"]) == {"/api/me"}
