"""A password that was forgotten: a link asked for, and until when it chooses a new one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.testing import World, links_in
from tests.identity.people import PASSWORD, People, form_to, own_form

NEW = "ganz neue lange Woerter"


def ask_for_new_password(people: People, email: str) -> Any:
    form = own_form(people.world.visitor().get("/identity/new-password"))
    form["email"] = email
    return form.submit(expect_errors=True)


def choose(people: People, link: str) -> Any:
    """A new password, by the page behind a link."""
    form = own_form(people.world.visitor().get(link))
    form["password"] = NEW
    return form.submit(expect_errors=True)


def mailed_links(people: People) -> list[str]:
    """What stands in the mails about passwords."""
    mails = people.world.api(Role.COORDINATOR).get("/notifications/api/messages", template="new_password").json
    return [links_in(mail["text"])[0] for mail in mails]


def test_a_forgotten_password_is_chosen_anew(people: People) -> None:
    account_id = people.account("regula@example.org", Role.COORDINATOR)
    elsewhere, browser = people.signed_in("regula@example.org"), people.world.visitor()

    ask_for_new_password(people, "regula@example.org")
    (mail,) = people.mails("new_password")
    form = own_form(browser.get(people.link("new-password", mail.person_id, link_id=UUID(mail.data["link_id"]))))
    form["password"] = NEW
    entered = form.submit()

    assert mail.person_id == account_id
    assert entered.location == "/matching/today"
    assert browser.get("/identity/me").status_int == 200
    assert elsewhere.get("/identity/me").status_int == 303
    assert people.try_password("regula@example.org", PASSWORD).status_int == 422
    assert people.try_password("regula@example.org", NEW).status_int == 303


def test_asking_for_a_new_password_says_the_same_to_everybody(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    people.volunteer("anna@example.org")

    names = ("anna", "regula", "niemand")
    pages = [ask_for_new_password(people, f"{name}@example.org").follow().html.main for name in names]

    assert len({str(page) for page in pages}) == 1
    assert len(people.mails("new_password")) == 1


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("zu kurz 1", "Das Passwort muss mindestens 10 Zeichen haben."),
        ("Regula@Example.org", "Bitte nehmen Sie nicht Ihre E-Mail-Adresse als Passwort."),
    ],
)
def test_a_bad_password_does_not_use_up_the_link(people: People, password: str, sentence: str) -> None:
    link = people.link("new-password", people.account("regula@example.org", Role.COORDINATOR))
    form = own_form(people.world.visitor().get(link))

    form["password"] = password
    refused = form.submit(status=422)
    again = own_form(refused)
    again["password"] = NEW

    assert sentence in refused
    assert again.submit().status_int == 303


def test_a_used_password_link_offers_another(people: People) -> None:
    link = people.link("new-password", people.account("regula@example.org", Role.COORDINATOR))
    form = own_form(people.world.visitor().get(link))
    form["password"] = NEW
    form.submit()

    answer = people.world.visitor().get(link, status=410)

    assert answer.html.find("a", string="Neuen Link verlangen")["href"] == "/identity/new-password"


def test_once_a_password_is_chosen_every_other_open_link_is_dead(make_world: Callable[..., World]) -> None:
    people = People(make_world("identity", "notifications"))
    people.account("regula@example.org", Role.COORDINATOR)
    for _ in range(2):
        ask_for_new_password(people, "regula@example.org")
    people.world.settle()
    first, second = mailed_links(people)

    choose(people, first)

    assert "Dieser Link gilt nicht mehr" in people.world.visitor().get(second, status=410)
    ask_for_new_password(people, "regula@example.org")
    people.world.settle()
    [newest] = set(mailed_links(people)) - {first, second}
    assert choose(people, newest).status_int == 303


def test_a_page_opened_before_the_password_was_chosen_chooses_none(people: People) -> None:
    account = people.account("regula@example.org", Role.COORDINATOR)
    opened = own_form(people.world.visitor().get(people.link("new-password", account)))
    choose(people, people.link("new-password", account))

    opened["password"] = "von jemand anderem gewaehlt"

    assert opened.submit(expect_errors=True).status_int == 410
    assert people.try_password("regula@example.org", NEW).status_int == 303


def test_changing_the_password_ends_the_links_that_wait(people: People) -> None:
    waiting = people.link("new-password", people.account("regula@example.org", Role.COORDINATOR))
    form = own_form(people.signed_in("regula@example.org").get("/identity/me/password"))
    form["current"], form["password"] = PASSWORD, NEW

    form.submit()

    people.world.visitor().get(waiting, status=410)


def test_a_new_address_ends_the_links_mailed_to_the_old_one(people: People) -> None:
    waiting = people.link("new-password", people.account("regula@example.org", Role.COORDINATOR))
    form = own_form(people.signed_in("regula@example.org").get("/identity/me/details"))
    form["email"], form["current"] = "regula.muster@example.org", PASSWORD

    assert form.submit().status_int == 303

    assert "eine andere E-Mail-Adresse" in people.world.visitor().get(waiting, status=410)


def test_another_name_leaves_them_as_they_are(people: People) -> None:
    waiting = people.link("new-password", people.account("regula@example.org", Role.COORDINATOR))
    form = own_form(people.signed_in("regula@example.org").get("/identity/me/details"))
    form["name"] = "Regula Muster-Frei"

    assert form.submit().status_int == 303

    assert choose(people, waiting).status_int == 303


def test_a_mail_that_arrives_only_after_a_password_was_chosen_chooses_none(make_world: Callable[..., World]) -> None:
    people = People(make_world("identity", "notifications"))
    account = people.account("regula@example.org", Role.COORDINATOR)
    ask_for_new_password(people, "regula@example.org")
    choose(people, people.link("new-password", account))

    people.world.settle()

    [late] = mailed_links(people)
    people.world.visitor().get(late, status=410)


def test_a_closed_account_gets_no_link_and_a_link_it_has_is_dead(people: People) -> None:
    chief = people.account("chef@example.org", Role.ADMINISTRATOR)
    gone = people.account("weg@example.org", Role.COORDINATOR)
    link = people.link("new-password", gone)
    page = people.world.browser(Role.ADMINISTRATOR, chief).get(f"/identity/people/{gone}")
    form_to(page, f"/identity/people/{gone}/close").submit()

    ask_for_new_password(people, "weg@example.org")

    assert people.mails("new_password") == []
    people.world.visitor().get(link, status=410)
