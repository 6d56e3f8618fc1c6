"""Links in mails: asked for without a word about who is known, opened without effect, used once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from services.identity.models import SignIn, SignInAttempts, UsedLink
from shared.auth import Role, read_token
from shared.contracts.identity import SessionEnded
from shared.contracts.notifications import MessageRequested
from shared.ids import new_id
from shared.testing import World, links_in
from tests.identity.people import PASSWORD, People, form_to, own_form

NEW = "ganz neue lange Woerter"


def sign_ins(people: People) -> int:
    with people.world.db("identity").reading() as session:
        return session.scalar(select(func.count()).select_from(SignIn)) or 0


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


def test_a_volunteer_walks_in_by_a_mailed_link(people: People) -> None:
    volunteer = people.volunteer("anna@example.org")
    browser = people.world.visitor()

    asked = people.ask_for_link("Anna@Example.org").follow()
    (mail,) = people.mails("sign_in_link")
    page = browser.get(people.link("enter", mail.person_id))
    entered = own_form(page).submit()

    assert "Bitte schauen Sie in Ihre Mails" in asked
    assert (mail.person_id, mail.data) == (volunteer, {})
    assert "Guten Tag, Anna K." in page
    assert entered.location == "/volunteers/me"
    who = read_token(people.world.office.keys, browser.cookies["rif"])
    assert who is not None
    assert (who.id, who.roles) == (volunteer, {Role.VOLUNTEER})


def test_a_volunteers_sign_in_lasts_thirty_days(people: People) -> None:
    volunteer = people.volunteer("anna@example.org")
    browser = people.world.visitor()
    own_form(browser.get(people.link("enter", volunteer))).submit()

    people.world.advance(days=29, hours=23)
    still = browser.get("/identity/me").status_int
    people.world.advance(hours=2)

    assert (still, browser.get("/identity/me").status_int) == (200, 303)


def test_asking_for_a_link_says_the_same_to_everybody(people: People) -> None:
    people.volunteer("anna@example.org")
    people.account("regula@example.org", Role.COORDINATOR)

    pages = [people.ask_for_link(f"{name}@example.org").follow().html.main for name in ("anna", "regula", "niemand")]

    assert len({str(page) for page in pages}) == 1
    assert [mail.template for mail in people.world.told("identity", MessageRequested)] == ["sign_in_link"]


def test_an_address_is_not_flooded_with_links_and_nobody_is_told(people: People) -> None:
    people.volunteer("anna@example.org")

    answers = [people.ask_for_link("anna@example.org") for _ in range(5)]

    assert {answer.status_int for answer in answers} == {303}
    assert len(people.mails("sign_in_link")) == 3


def test_one_network_address_may_ask_thirty_times(people: People) -> None:
    statuses = [people.ask_for_link(f"person{n}@example.org").status_int for n in range(31)]

    assert statuses == [303] * 30 + [429]


def test_two_volunteers_with_one_address_both_get_their_link(people: People) -> None:
    both = {people.volunteer("paar@example.org", name=name) for name in ("Anna Keller", "Beat Keller")}

    people.ask_for_link("paar@example.org")

    assert {mail.person_id for mail in people.mails("sign_in_link")} == both


def test_opening_a_link_changes_nothing_however_often(people: People) -> None:
    link = people.link("enter", people.volunteer("anna@example.org"))

    for _ in range(3):
        scanner = people.world.visitor()
        scanner.get(link)
        scanner.head(link)
        assert "rif" not in scanner.cookies

    assert sign_ins(people) == 0
    assert own_form(people.world.visitor().get(link)).submit().status_int == 303


def test_a_link_works_once_and_then_offers_another(people: People) -> None:
    link = people.link("enter", people.volunteer("anna@example.org"))
    late = own_form(people.world.visitor().get(link))
    own_form(people.world.visitor().get(link)).submit()

    again, opened = late.submit(expect_errors=True), people.world.visitor().get(link, expect_errors=True)

    assert (again.status_int, opened.status_int) == (410, 410)
    for answer in (again, opened):
        assert "Dieser Link wurde schon gebraucht" in answer
        assert answer.html.find("a", string="Neuen Link verlangen")["href"] == "/identity/sign-in"
    assert sign_ins(people) == 1


def test_who_is_in_already_may_open_the_mail_again(people: People) -> None:
    link = people.link("enter", people.volunteer("anna@example.org"))
    browser = people.world.visitor()
    own_form(browser.get(link)).submit()

    assert browser.get(link).location == "/volunteers/me"


def test_an_impatient_thumb_gets_in_once(people: People) -> None:
    form = own_form(people.world.visitor().get(people.link("enter", people.volunteer("anna@example.org"))))

    first, second = form.submit(), form.submit()

    assert (first.location, second.location) == ("/volunteers/me", "/volunteers/me")
    assert sign_ins(people) == 1


def test_the_same_form_an_hour_later_gets_nobody_in(people: People) -> None:
    form = own_form(people.world.visitor().get(people.link("enter", people.volunteer("anna@example.org"), minutes=600)))
    form.submit()

    people.world.advance(hours=1)

    assert form.submit(expect_errors=True).status_int == 410


def test_of_two_who_use_a_link_at_once_one_gets_in(people: People) -> None:
    link = people.link("enter", people.volunteer("anna@example.org"))
    forms = [own_form(people.world.visitor().get(link)) for _ in range(6)]
    barrier = Barrier(len(forms))

    def use(form: Any) -> int:
        barrier.wait()
        return int(form.submit(expect_errors=True).status_int)

    with ThreadPoolExecutor(len(forms)) as threads:
        statuses = sorted(threads.map(use, forms))

    assert statuses == [303, 410, 410, 410, 410, 410]
    assert sign_ins(people) == 1


@pytest.mark.parametrize("page", ["enter", "new-password", "invitation"])
def test_a_link_that_came_too_late_says_so(people: People, page: str) -> None:
    link = people.link(page, people.volunteer("anna@example.org"))
    people.world.advance(hours=1, minutes=1)

    answer = people.world.visitor().get(link, status=410)

    assert "Dieser Link ist abgelaufen" in answer


@pytest.mark.parametrize("page", ["enter", "new-password", "invitation"])
def test_a_broken_link_says_so_and_changes_nothing(people: People, page: str) -> None:
    link = people.link(page, people.volunteer("anna@example.org"))

    broken = people.world.visitor().get(link[:-4], status=410)
    wrong = people.world.visitor().get(f"/identity/{page}/abc", status=410)

    assert "Dieser Link ist nicht vollständig" in broken
    assert "Dieser Link ist nicht vollständig" in wrong


def test_a_link_made_for_something_else_opens_nothing(people: People) -> None:
    link = people.link("new-password", people.volunteer("anna@example.org"))

    people.world.visitor().get(link.replace("new-password", "enter"), status=410)


def test_a_link_for_somebody_unknown_opens_nothing(people: People) -> None:
    answer = people.world.visitor().get(people.link("enter", new_id()), status=410)

    assert "Dieser Link gilt nicht mehr" in answer


def test_a_forgotten_password_is_chosen_anew(people: People) -> None:
    account_id = people.account("regula@example.org", Role.COORDINATOR)
    elsewhere, browser = people.signed_in("regula@example.org"), people.world.visitor()

    ask_for_new_password(people, "regula@example.org")
    (mail,) = people.mails("new_password")
    form = own_form(browser.get(people.link("new-password", mail.person_id)))
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
    people.world.advance(minutes=5)
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
    people.world.advance(minutes=5)
    choose(people, people.link("new-password", account))

    opened["password"] = "von jemand anderem gewaehlt"

    assert opened.submit(expect_errors=True).status_int == 410
    assert people.try_password("regula@example.org", NEW).status_int == 303


def test_changing_the_password_ends_the_links_that_wait(people: People) -> None:
    account = people.account("regula@example.org", Role.COORDINATOR)
    people.world.advance(minutes=5)
    waiting = people.link("new-password", account)
    people.world.advance(minutes=5)
    form = own_form(people.signed_in("regula@example.org").get("/identity/me/password"))
    form["current"], form["password"] = PASSWORD, NEW

    form.submit()

    people.world.visitor().get(waiting, status=410)


def test_a_closed_account_gets_no_link_and_a_link_it_has_is_dead(people: People) -> None:
    chief = people.account("chef@example.org", Role.ADMINISTRATOR)
    gone = people.account("weg@example.org", Role.COORDINATOR)
    link = people.link("new-password", gone)
    page = people.world.browser(Role.ADMINISTRATOR, chief).get(f"/identity/people/{gone}")
    form_to(page, f"/identity/people/{gone}/close").submit()

    ask_for_new_password(people, "weg@example.org")

    assert people.mails("new_password") == []
    people.world.visitor().get(link, status=410)


def test_used_links_and_old_attempts_are_forgotten_in_time(people: People) -> None:
    volunteer = people.volunteer("anna@example.org")
    own_form(people.world.visitor().get(people.link("enter", volunteer))).submit()
    people.ask_for_link("anna@example.org")

    people.world.advance(days=95)

    with people.world.db("identity").reading() as session:
        rows = [session.scalar(select(func.count()).select_from(model)) for model in (UsedLink, SignInAttempts, SignIn)]
    assert rows == [0, 0, 0]
    assert people.world.told("identity", SessionEnded) == []
