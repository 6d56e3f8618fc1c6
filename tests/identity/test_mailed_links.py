"""Links in mails: asked for without a word about who is known, opened without effect, used once."""

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
from tests.identity.people import People, own_form


def sign_ins(people: People) -> int:
    with people.world.db("identity").reading() as session:
        return session.scalar(select(func.count()).select_from(SignIn)) or 0


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


def test_used_links_and_old_attempts_are_forgotten_in_time(people: People) -> None:
    volunteer = people.volunteer("anna@example.org")
    own_form(people.world.visitor().get(people.link("enter", volunteer))).submit()
    people.ask_for_link("anna@example.org")

    people.world.advance(days=95)

    with people.world.db("identity").reading() as session:
        rows = [session.scalar(select(func.count()).select_from(model)) for model in (UsedLink, SignInAttempts, SignIn)]
    assert rows == [0, 0, 0]
    assert people.world.told("identity", SessionEnded) == []
