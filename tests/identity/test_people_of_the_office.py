"""The administrator's list: who is there, who gets which role, whose account is closed."""

from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.identity import AccountChanged, SessionEnded
from shared.ids import new_id
from tests.identity.people import People, form_to, own_form


@pytest.fixture
def chief(people: People) -> UUID:
    return people.account("chef@example.org", Role.ADMINISTRATOR, name="Renata Leitung")


@pytest.fixture
def browser(people: People, chief: UUID) -> TestApp:
    return people.world.browser(Role.ADMINISTRATOR, chief, name="Renata Leitung")


def person(browser: TestApp, account_id: UUID) -> Any:
    return browser.get(f"/identity/people/{account_id}")


def press(browser: TestApp, account_id: UUID, what: str) -> Any:
    page = person(browser, account_id)
    return form_to(page, f"/identity/people/{account_id}/{what}").submit(expect_errors=True)


def set_roles(page: Any, *roles: str) -> Any:
    form = next(form for form in page.forms.values() if form.action.endswith("/roles"))
    for box in form.fields["roles"]:
        box.checked = box._value in roles
    return form.submit(expect_errors=True)


def ticked(page: Any) -> set[str]:
    return {box["value"] for box in page.html.select("input[name=roles]") if box.has_attr("checked")}


def invite(browser: TestApp, email: str, role: str = "coordinator") -> Any:
    form = own_form(browser.get("/identity/people/new"))
    form["name"], form["email"], form["role"] = "Kim Frei", email, role
    return form.submit(expect_errors=True)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STAFF, Role.VOLUNTEER])
def test_only_administrators_see_the_accounts(people: People, role: Role) -> None:
    browser = people.world.browser(role)

    assert browser.get("/identity/people", expect_errors=True).status_int == 403
    assert browser.get("/identity/people/new", expect_errors=True).status_int == 403
    assert browser.get(f"/identity/people/{new_id()}", expect_errors=True).status_int == 403


def test_the_list_shows_accounts_with_role_and_state_and_no_volunteers(people: People, browser: TestApp) -> None:
    people.account("sandro@example.org", Role.STAFF, name="Sandro Beispiel", site_ids=[people.site("Bachmatt")])
    people.volunteer("anna@example.org", name="Anna Keller")
    invite(browser, "kim@example.org")

    page = browser.get("/identity/people")

    rows = {row.th.text.strip(): row.text for row in page.html.tbody.find_all("tr")}
    assert sorted(rows) == ["Kim Frei", "Renata Leitung", "Sandro Beispiel"]
    assert "Bachmatt" in rows["Sandro Beispiel"]
    assert "eingeladen" in rows["Kim Frei"]
    assert "Administration" in rows["Renata Leitung"]


@pytest.mark.parametrize(
    ("text", "found"), [("eispi", ["Sandro Beispiel"]), ("CHEF@", ["Renata Leitung"]), ("%", []), ("_", [])]
)
def test_people_are_found_by_part_of_a_name_or_address(
    people: People, browser: TestApp, text: str, found: list[str]
) -> None:
    people.account("sandro@example.org", Role.STAFF, name="Sandro Beispiel")

    page = browser.get("/identity/people", params={"q": text})

    names = [row.th.text.strip() for row in page.html.tbody.find_all("tr")] if page.html.tbody else []
    assert names == found
    assert ("Niemand gefunden" in page) == (not found)


def test_a_long_list_has_pages_and_few_queries(people: People, browser: TestApp) -> None:
    people.many(60, site_ids=[people.site()])

    first = browser.get("/identity/people")
    second = browser.get("/identity/people?page=2")
    beyond = browser.get("/identity/people?page=99")

    assert len(first.html.tbody.find_all("tr")) == 50
    assert len(second.html.tbody.find_all("tr")) == 11
    assert beyond.html.tbody.text == second.html.tbody.text
    assert people.statements(lambda: browser.get("/identity/people")) <= 10


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_somebody_is_invited_to_the_office(people: People, browser: TestApp, role: str) -> None:
    answer = invite(browser, "kim@example.org", role).follow()

    (mail,) = people.mails("invitation")
    form = own_form(people.world.visitor().get(people.link("invitation", mail.person_id)))
    form["password"] = "lauter lose Woerter"
    joined = form.submit()

    assert "Die Einladung ist unterwegs." in answer
    assert mail.data == {"role": role, "site": "", "inviter": "Renata L."}
    assert joined.location == "/matching/today"
    assert people.world.told("identity", AccountChanged)[-1].roles == [role]


def test_staff_can_become_coordinators_and_stay_staff(people: People, browser: TestApp) -> None:
    site_id = people.site()
    account_id = people.account("sandro@example.org", Role.STAFF, site_ids=[site_id])

    set_roles(person(browser, account_id), "coordinator").follow()

    told = people.world.told("identity", AccountChanged)[-1]
    assert (told.account_id, told.roles, told.site_ids) == (account_id, ["coordinator", "staff"], [site_id])


def test_a_role_taken_away_counts_at_once_where_somebody_is_signed_in(people: People, browser: TestApp) -> None:
    account_id = people.account("lea@example.org", Role.ADMINISTRATOR)
    lea = people.signed_in("lea@example.org")
    before = lea.get("/identity/people").status_int

    set_roles(person(browser, account_id))

    assert (before, lea.get("/identity/people", expect_errors=True).status_int) == (200, 403)
    assert people.world.told("identity", AccountChanged)[-1].roles == []


def test_a_closed_account_is_signed_out_everywhere_and_can_be_opened_again(people: People, browser: TestApp) -> None:
    account_id = people.account("lea@example.org", Role.COORDINATOR)
    lea = people.signed_in("lea@example.org")

    closed = press(browser, account_id, "close").follow()
    out = lea.get("/identity/me").status_int
    refused = people.try_password("lea@example.org").status_int
    reopened = press(browser, account_id, "reopen").follow()

    assert "Das Konto ist geschlossen." in closed
    assert (out, refused) == (303, 409)
    assert len(people.world.told("identity", SessionEnded)) == 1
    assert [told.active for told in people.world.told("identity", AccountChanged)[-2:]] == [False, True]
    assert "Das Konto ist wieder offen." in reopened
    assert lea.get("/identity/me").status_int == 303
    assert people.try_password("lea@example.org").status_int == 303


def test_nobody_changes_or_closes_their_own_account(people: People, browser: TestApp, chief: UUID) -> None:
    people.account("zweite@example.org", Role.ADMINISTRATOR)
    page = person(browser, chief)
    token = form_to(page, "/identity/sign-out")["csrf_token"].value

    answers = [
        browser.post(f"/identity/people/{chief}/{what}", {"csrf_token": token, "revision": "0"}, expect_errors=True)
        for what in ("close", "roles", "reopen")
    ]

    assert "Das ist Ihr eigenes Konto." in page
    assert [answer.status_int for answer in answers] == [409, 409, 409]
    assert len(people.world.told("identity", AccountChanged)) == 2


@pytest.mark.parametrize("how", ["close", "roles"])
def test_the_last_administrator_stays(people: People, browser: TestApp, chief: UUID, how: str) -> None:
    second = people.account("zweite@example.org", Role.ADMINISTRATOR)
    other = people.world.browser(Role.ADMINISTRATOR, second)
    page = person(other, chief)
    press(browser, second, "close")
    stranger = people.world.browser(Role.ADMINISTRATOR)

    page = person(stranger, chief)
    answer = press(stranger, chief, "close") if how == "close" else set_roles(page)

    assert answer.status_int == 409
    assert "Das ist das letzte Konto mit der Rolle Administration." in answer
    assert browser.get("/identity/people").status_int == 200


def test_an_invitation_to_the_office_is_sent_again_and_taken_back(people: People, browser: TestApp) -> None:
    invite(browser, "kim@example.org")
    kim = people.mails("invitation")[0].person_id

    press(browser, kim, "invite-again")
    after = press(browser, kim, "withdraw").follow()

    assert len(people.mails("invitation")) == 2
    assert "Die Einladung ist zurückgezogen." in after
    assert "Kim Frei" not in after
    people.world.visitor().get(people.link("invitation", kim), status=410)


def test_who_has_joined_cannot_be_uninvited(people: People, browser: TestApp) -> None:
    account_id = people.account("lea@example.org", Role.COORDINATOR)
    token = form_to(person(browser, account_id), "/identity/sign-out")["csrf_token"].value

    answers = [
        browser.post(f"/identity/people/{account_id}/{what}", {"csrf_token": token}, expect_errors=True)
        for what in ("withdraw", "invite-again", "reopen")
    ]

    assert [answer.status_int for answer in answers] == [409, 409, 409]


def test_roles_that_somebody_else_changed_meanwhile_are_not_written_over(people: People, browser: TestApp) -> None:
    account_id = people.account("lea@example.org", Role.COORDINATOR)
    seen = person(browser, account_id)
    set_roles(person(browser, account_id), "administrator")

    late = set_roles(seen, "coordinator", "administrator")
    again = set_roles(late, "coordinator")

    assert (late.status_int, again.status_int) == (409, 303)
    assert "In der Zwischenzeit" in late.html.select_one(".summary h2").text
    assert ticked(late) == {"coordinator", "administrator"}
    assert ticked(person(browser, account_id)) == {"coordinator"}


def test_a_role_that_administrators_do_not_give_is_refused(people: People, browser: TestApp) -> None:
    account_id = people.account("lea@example.org", Role.COORDINATOR)
    token = form_to(person(browser, account_id), "/identity/sign-out")["csrf_token"].value

    answer = browser.post(
        f"/identity/people/{account_id}/roles", {"csrf_token": token, "roles": "volunteer"}, expect_errors=True
    )

    assert answer.status_int == 422


def test_a_volunteers_account_is_not_managed_here(people: People, browser: TestApp) -> None:
    volunteer = people.volunteer("anna@example.org")
    token = form_to(browser.get("/identity/people"), "/identity/sign-out")["csrf_token"].value

    answers = [browser.get(f"/identity/people/{volunteer}", expect_errors=True)] + [
        browser.post(f"/identity/people/{volunteer}/{what}", {"csrf_token": token}, expect_errors=True)
        for what in ("close", "roles", "reopen", "withdraw", "invite-again")
    ]

    assert {answer.status_int for answer in answers} == {404}
