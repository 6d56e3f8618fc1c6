"""One's own account: details, password, and where one is signed in."""

from typing import Any

from webtest import TestApp

from shared.auth import Role, read_token
from shared.contracts.identity import AccountChanged, SessionEnded
from shared.contracts.notifications import RecipientChanged
from shared.ids import new_id
from tests.identity.people import PASSWORD, People, form_to, own_form

NEW = "ganz neue lange Woerter"


def save_details(browser: TestApp, **typed: str) -> Any:
    form = own_form(browser.get("/identity/me/details"))
    for name, value in typed.items():
        form[name] = value
    return form.submit(expect_errors=True)


def change_password(browser: TestApp, current: str, new: str) -> Any:
    form = own_form(browser.get("/identity/me/password"))
    form["current"], form["password"] = current, new
    return form.submit(expect_errors=True)


def test_a_new_name_and_language_are_told(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR, name="Regula Muster")

    page = save_details(people.signed_in("regula@example.org"), name="Regula Neu", language="fr").follow()

    recipient = people.world.told("identity", RecipientChanged)[-1]
    assert page.request.path_qs == "/identity/me?done=saved"
    assert "Regula Neu" in page.html.header.text
    assert people.world.told("identity", AccountChanged)[-1].name == "Regula Neu"
    assert (recipient.name, recipient.language, recipient.kind) == ("Regula Neu", "fr", "account")


def test_the_language_of_the_account_is_that_of_the_pages_from_now_on(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")

    page = save_details(browser, language="it").follow()

    assert page.html.html["lang"] == "it-CH"
    assert "Italiano" in page.html.main.text
    assert browser.get("/identity/people", expect_errors=True).html.html["lang"] == "it-CH"


def test_who_works_here_chooses_among_the_languages_all_pages_have(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    form = own_form(people.signed_in("regula@example.org").get("/identity/me/details"))

    form["language"].force_value("ti")

    assert [code for code, _, _ in form["language"].options] == ["de", "fr", "it", "en"]
    assert form.submit(expect_errors=True).status_int == 422


def test_another_address_needs_the_password(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")

    without = save_details(browser, email="neu@example.org")
    wrong = save_details(browser, email="neu@example.org", current="falsch geraten")
    right = save_details(browser, email="Neu@example.org", current=PASSWORD)

    assert (without.status_int, wrong.status_int, right.status_int) == (422, 422, 303)
    assert "brauchen wir Ihr aktuelles Passwort" in without
    assert "Das aktuelle Passwort stimmt nicht." in wrong
    assert people.world.told("identity", RecipientChanged)[-1].email == "neu@example.org"
    assert people.try_password("neu@example.org").status_int == 303


def test_an_address_that_belongs_to_another_account_is_refused(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    people.account("sandro@example.org", Role.STAFF)

    answer = save_details(people.signed_in("regula@example.org"), email="Sandro@example.org", current=PASSWORD)

    assert answer.status_int == 422
    assert "Diese E-Mail-Adresse gehört schon zu einem Konto." in answer


def test_a_new_password_needs_the_current_one_and_ends_other_sign_ins(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser, elsewhere = people.signed_in("regula@example.org"), people.signed_in("regula@example.org")

    wrong = change_password(browser, "falsch geraten", NEW)
    short = change_password(browser, PASSWORD, "zu kurz")
    right = change_password(browser, PASSWORD, NEW)

    assert "Das aktuelle Passwort stimmt nicht." in wrong
    assert "mindestens 10 Zeichen" in short
    assert "Ihr neues Passwort gilt ab sofort." in right.follow()
    assert elsewhere.get("/identity/me").status_int == 303
    assert people.try_password("regula@example.org", PASSWORD).status_int == 422
    assert people.try_password("regula@example.org", NEW).status_int == 303


def test_the_current_password_cannot_be_guessed_without_end(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser = people.signed_in("regula@example.org")

    statuses = [change_password(browser, "falsch geraten", NEW).status_int for _ in range(6)]

    assert statuses == [422] * 5 + [429]


def test_my_sign_ins_are_listed_and_one_can_be_ended(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browser, elsewhere = people.signed_in("regula@example.org"), people.signed_in("regula@example.org")

    page = browser.get("/identity/me")
    (form,) = [form for form in page.forms.values() if form.action.endswith("/end")]
    after = form.submit().follow()

    assert len(page.html.tbody.find_all("tr")) == 2
    assert "diese hier" in page
    assert len(after.html.tbody.find_all("tr")) == 1
    assert elsewhere.get("/identity/me").status_int == 303
    assert len(people.world.told("identity", SessionEnded)) == 1


def test_all_other_sign_ins_end_with_one_click(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    browsers = [people.signed_in("regula@example.org") for _ in range(4)]

    form_to(browsers[0].get("/identity/me"), "/identity/me/sign-ins/end-others").submit()

    assert [browser.get("/identity/me").status_int for browser in browsers] == [200, 303, 303, 303]


def test_nobody_ends_the_sign_in_of_another(people: People) -> None:
    people.account("regula@example.org", Role.COORDINATOR)
    people.account("sandro@example.org", Role.STAFF)
    people.signed_in("regula@example.org")
    regula, sandro = people.signed_in("regula@example.org"), people.signed_in("sandro@example.org")
    (theirs,) = [form.action for form in regula.get("/identity/me").forms.values() if form.action.endswith("/end")]
    token = form_to(sandro.get("/identity/me"), "/identity/sign-out")["csrf_token"].value

    answers = [
        sandro.post(path, {"csrf_token": token}, expect_errors=True)
        for path in (theirs, f"/identity/me/sign-ins/{new_id()}/end")
    ]

    assert [answer.status_int for answer in answers] == [404, 404]
    assert people.world.told("identity", SessionEnded) == []


def test_volunteers_see_their_sign_ins_and_change_their_details_elsewhere(people: People) -> None:
    volunteer = people.volunteer("anna@example.org", name="Anna Keller")
    browser = people.world.browser(Role.VOLUNTEER, volunteer)

    page = browser.get("/identity/me")

    assert "anna@example.org" in page
    assert page.html.find("a", string="Ihrer Seite")["href"] == "/volunteers/me"
    assert browser.get("/identity/me/details", expect_errors=True).status_int == 404
    assert browser.get("/identity/me/password", expect_errors=True).status_int == 404


def test_who_is_not_signed_in_is_asked_to(people: People) -> None:
    answer = people.world.visitor().get("/identity/me")

    assert answer.location == "/identity/sign-in?next=%2Fidentity%2Fme"


def test_a_form_made_for_a_cookie_that_names_my_sign_in_is_not_mine(people: People) -> None:
    """Whoever learned the id of a sign-in cannot have us make forms that count for it."""
    people.account("regula@example.org", Role.COORDINATOR)
    mine, stranger = people.signed_in("regula@example.org"), people.world.visitor()
    me = read_token(people.world.office.keys, mine.cookies["rif"])
    assert me is not None
    stranger.set_cookie("rif_form", str(me.session_id))

    made = form_to(stranger.get("/identity/sign-in"), "/identity/sign-in")["csrf_token"].value
    answer = mine.post("/identity/me/sign-ins/end-others", {"csrf_token": made}, expect_errors=True)

    assert answer.status_int == 400
