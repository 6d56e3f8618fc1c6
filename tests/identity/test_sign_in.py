"""Signing in with a password: who gets in, what the cookie is like, where it leads, and how often one may try."""

import re
from dataclasses import replace

import pytest
from webtest import TestApp

from services.identity.app import create_app
from services.identity.models import SignInAttempts
from shared.auth import Role, read_token
from shared.contracts.identity import SessionEnded
from tests.identity.people import PASSWORD, People, form_to, own_form

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "evil.example",
    " //evil.example",
    "/identity/sign-out",
]
WRONG = "Die E-Mail-Adresse oder das Passwort stimmt nicht."


def test_the_right_password_lets_in(people: People) -> None:
    account_id = people.account("regula@example.org", Role.COORDINATOR)
    browser = people.world.visitor()

    answer = people.try_password("regula@example.org", browser=browser)

    assert answer.status_int == 303
    assert answer.location == "/matching/today"
    who = read_token(people.world.office.keys, browser.cookies["rif"])
    assert who is not None
    assert (who.id, who.name, who.roles) == (account_id, "Regula Muster", {Role.COORDINATOR})
    browser.get("/identity/me", status=200)


def test_capitals_and_blanks_in_the_address_do_not_matter(people: People) -> None:
    people.account("Regula@Example.org", Role.COORDINATOR)

    answer = people.try_password(" REGULA@example.ORG ")

    assert answer.status_int == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("regula@example.org", "falsch geraten"),
        ("regula@example.org", PASSWORD.upper()),
        ("niemand@example.org", PASSWORD),
        ("freiwillig@example.org", PASSWORD),
    ],
)
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(people: People, email: str, password: str) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    people.volunteer("freiwillig@example.org")
    browser = people.world.visitor()

    answer = people.try_password(email, password, browser=browser)

    assert answer.status_int == 422
    assert WRONG in answer
    assert "rif" not in browser.cookies


def test_the_form_comes_back_with_the_address_and_without_the_password(people: People) -> None:
    answer = people.try_password("niemand@example.org", "falsch geraten")

    form = form_to(answer, "/identity/sign-in")
    assert form["email"].value == "niemand@example.org"
    assert form["password"].value == ""
    assert "falsch geraten" not in answer


def test_a_closed_account_is_told_so_only_with_the_right_password(people: People) -> None:
    chief = people.account("chef@example.org", Role.ADMINISTRATOR)
    gone = people.account("weg@example.org", Role.COORDINATOR)
    closing = people.world.browser(Role.ADMINISTRATOR, chief).get(f"/identity/people/{gone}")
    next(form for form in closing.forms.values() if form.action.endswith("/close")).submit()

    knows, guesses = people.try_password("weg@example.org"), people.try_password("weg@example.org", "falsch geraten")

    assert "Dieses Konto ist geschlossen" in knows
    assert WRONG in guesses
    assert "geschlossen" not in guesses


def test_the_cookie_is_for_http_only_and_for_this_host(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)

    cookie = people.try_password("regula@example.org").headers["Set-Cookie"]

    assert cookie.startswith("rif=")
    flags = {flag.strip() for flag in cookie.split(";")[1:]}
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= flags
    assert not any(flag.startswith("Domain") for flag in flags)
    (lasts_s,) = re.findall(r"Max-Age=(\d+)", cookie)
    assert 129_595 <= int(lasts_s) <= 129_600  # twelve hours, and a day in which a late form is kept


def test_over_https_the_cookie_is_secure_and_tied_to_the_host(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    settings = replace(people.world.office.settings, url="https://rif.example.org")
    app = create_app(replace(people.world.office, settings=settings), people.world.db("identity"))
    browser = TestApp(app, extra_environ={"HTTP_HOST": "rif.example.org", "wsgi.url_scheme": "https"})

    form = form_to(browser.get("/sign-in"), "/sign-in")
    form["email"], form["password"] = "regula@example.org", PASSWORD
    cookie = form.submit().headers["Set-Cookie"]

    assert cookie.startswith("__Host-rif=")
    assert "Secure" in {flag.strip() for flag in cookie.split(";")}


def test_a_sign_in_of_the_office_ends_after_twelve_hours(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")

    people.world.advance(hours=11, minutes=59)
    still = browser.get("/identity/me")
    people.world.advance(minutes=2)
    over = browser.get("/identity/me")

    assert still.status_int == 200
    assert over.location == "/identity/sign-in?next=%2Fidentity%2Fme"


@pytest.mark.parametrize(
    ("roles", "goal"),
    [
        ([Role.ADMINISTRATOR], "/matching/today"),
        ([Role.STAFF, Role.COORDINATOR], "/matching/today"),
        ([Role.STAFF], "/accommodation"),
        ([], "/identity/me"),
    ],
)
def test_everybody_begins_at_the_first_page_of_their_role(people: People, roles: list[Role], goal: str) -> None:
    people.account("regula@example.org", *roles)

    assert people.try_password("regula@example.org").location == goal


def test_who_wanted_to_go_somewhere_goes_there(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)

    answer = people.try_password("regula@example.org", to="/matching/desk?category=tandem")

    assert answer.location == "/matching/desk?category=tandem"


def test_nobody_is_led_to_another_host(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)

    goals = {elsewhere: people.try_password("regula@example.org", to=elsewhere).location for elsewhere in ELSEWHERE}

    assert goals == dict.fromkeys(ELSEWHERE, "/matching/today")


def test_who_is_signed_in_is_not_asked_again_and_not_led_elsewhere(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")

    assert browser.get("/identity/sign-in").location == "/matching/today"
    assert browser.get("/identity/sign-in?next=/volunteers/desk").location == "/volunteers/desk"
    assert browser.get("/identity/sign-in?next=//evil.example").location == "/matching/today"


def test_after_five_failures_even_the_right_password_has_to_wait(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)

    answers = [people.try_password("regula@example.org", "falsch geraten") for _ in range(6)]
    right = people.try_password("regula@example.org")

    assert [answer.status_int for answer in answers] == [422] * 5 + [429]
    assert right.status_int == 429
    assert "Bitte warten Sie bis 09.16\u00a0Uhr" in right


def test_after_a_quarter_of_an_hour_it_goes_on(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    for _ in range(6):
        people.try_password("regula@example.org", "falsch geraten")

    people.world.advance(minutes=15)

    assert people.try_password("regula@example.org").status_int == 303


def test_a_success_forgives_the_failures_before_it(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)

    for _ in range(3):
        for _ in range(4):
            people.try_password("regula@example.org", "falsch geraten")
        assert people.try_password("regula@example.org").status_int == 303


def test_others_are_not_kept_waiting_by_somebodys_failures(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    people.account("sandro@example.org", Role.STAFF)
    for _ in range(6):
        people.try_password("regula@example.org", "falsch geraten")

    assert people.try_password("sandro@example.org").status_int == 303


def test_one_network_address_may_fail_forty_times_whatever_the_e_mail(people: People) -> None:
    statuses = [people.try_password(f"person{n}@example.org", "falsch geraten").status_int for n in range(41)]

    assert statuses == [422] * 40 + [429]


def test_no_address_is_kept_where_attempts_are_counted(people: People) -> None:
    people.try_password("niemand@example.org", "falsch geraten")

    with people.world.db("identity").reading() as session:
        keys = [row.key for row in session.query(SignInAttempts)]
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_signing_out_takes_the_cookie_and_is_told_to_all(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")
    token = browser.cookies["rif"]
    who = read_token(people.world.office.keys, token)
    assert who is not None

    answer = form_to(browser.get("/identity/me"), "/identity/sign-out").submit()

    assert "rif" not in browser.cookies
    assert "Sie sind abgemeldet" in answer.follow()
    assert [told.session_id for told in people.world.told("identity", SessionEnded)] == [who.session_id]


def test_a_copied_cookie_is_worthless_after_signing_out(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser, thief = people.signed_in("regula@example.org"), people.world.visitor()
    thief.set_cookie("rif", browser.cookies["rif"])

    form_to(browser.get("/identity/me"), "/identity/sign-out").submit()

    assert thief.get("/identity/me").status_int == 303


def test_opening_the_sign_out_page_ends_nothing(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")

    page = browser.get("/identity/sign-out")

    assert "Abmelden?" in page
    assert browser.get("/identity/me").status_int == 200
    assert people.world.told("identity", SessionEnded) == []


def test_signing_out_in_a_second_tab_says_that_one_is_out_already(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")
    first, second = browser.get("/identity/me"), browser.get("/identity/me")
    form_to(first, "/identity/sign-out").submit()

    answer = form_to(second, "/identity/sign-out").submit()

    assert "Sie sind abgemeldet" in answer.follow()


def test_a_sign_in_page_that_was_open_too_long_comes_back_fresh(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.world.visitor()
    form = form_to(browser.get("/identity/sign-in"), "/identity/sign-in")
    browser.reset()  # the cookie the form was bound to has run out

    form["email"], form["password"] = "regula@example.org", PASSWORD
    answer = form.submit()

    assert "Diese Seite war lange offen" in answer.follow()
    assert people.world.told("identity", SessionEnded) == []


def test_somebody_else_signing_in_ends_the_sign_in_before(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    volunteer = people.volunteer("anna@example.org")
    browser = people.signed_in("regula@example.org")
    before = read_token(people.world.office.keys, browser.cookies["rif"])
    assert before is not None

    page = browser.get(people.link("enter", volunteer))
    own_form(page).submit()

    assert "Regula Muster" in page
    assert [told.session_id for told in people.world.told("identity", SessionEnded)] == [before.session_id]
