"""Invitations to a site: how somebody joins, and how an invitation is taken back."""

from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role, read_token
from shared.contracts.identity import AccountChanged
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from tests.identity.people import PASSWORD, People, form_to, own_form


def coordinator(people: People) -> TestApp:
    return people.world.browser(Role.COORDINATOR, name="Regula Muster")


def invite_to_site(people: People, site_id: UUID, email: str, name: str = "Nora Neu") -> Any:
    form = form_to(coordinator(people).get(f"/identity/sites/{site_id}"), f"/identity/sites/{site_id}")
    form["name"], form["email"] = name, email
    return form.submit(expect_errors=True)


def invited(people: People, email: str) -> UUID:
    """The person behind an address that was told to notifications."""
    told = [event for event in people.world.told("identity", RecipientChanged) if event.email == email]
    return told[-1].person_id


def join(people: People, person_id: UUID, **typed: str) -> Any:
    browser = people.world.visitor()
    form = own_form(browser.get(people.link("invitation", person_id, minutes=14 * 1440)))
    for name, value in {"name": "Nora Neu", "password": PASSWORD, **typed}.items():
        form[name] = value
    answer = form.submit(expect_errors=True)
    answer.browser = browser
    return answer


def test_somebody_invited_to_a_site_joins_and_is_staff_there(people: People) -> None:
    site_id = people.site("Unterkunft Bachmatt")

    invite_to_site(people, site_id, "Nora.Neu@example.org")
    (mail,) = people.mails("invitation")
    page = people.world.visitor().get(people.link("invitation", mail.person_id))
    joined = join(people, mail.person_id, name="Nora Neumann")

    assert mail.data == {"role": "staff", "site": "Unterkunft Bachmatt", "inviter": "Regula M."}
    assert "Sie sind eingeladen für: Unterkunft Bachmatt." in page
    assert "nora.neu@example.org" in page
    assert own_form(page)["name"].value == "Nora Neu"
    assert joined.location == "/accommodation"
    who = read_token(people.world.office.keys, joined.browser.cookies["rif"])
    assert who is not None
    assert (who.id, who.name, who.roles, who.site_ids) == (mail.person_id, "Nora Neumann", {Role.STAFF}, {site_id})
    assert people.try_password("nora.neu@example.org").status_int == 303


def test_an_account_is_told_only_when_its_owner_has_joined(people: People) -> None:
    site_id = people.site()
    invite_to_site(people, site_id, "nora@example.org")
    person_id = invited(people, "nora@example.org")
    before = people.world.told("identity", AccountChanged)

    join(people, person_id)

    (told,) = people.world.told("identity", AccountChanged)
    assert before == []
    assert (told.account_id, told.active, told.roles, told.site_ids) == (person_id, True, ["staff"], [site_id])


def test_somebody_invited_cannot_sign_in_before_joining(people: People) -> None:
    invite_to_site(people, people.site(), "nora@example.org")

    form = own_form(people.world.visitor().get("/identity/new-password"))
    form["email"] = "nora@example.org"
    form.submit()

    assert people.try_password("nora@example.org").status_int == 422
    assert people.mails("new_password") == []


def test_opening_an_invitation_changes_nothing(people: People) -> None:
    invite_to_site(people, people.site(), "nora@example.org")
    opened = people.link("invitation", invited(people, "nora@example.org"), minutes=14 * 1440)

    for _ in range(3):
        people.world.visitor().get(opened)

    assert people.world.told("identity", AccountChanged) == []


def test_who_has_an_account_gains_the_site_at_once_and_is_told(people: People) -> None:
    first, second = people.site("Bachmatt"), people.site("Sonnhalde")
    account_id = people.account("sandro@example.org", Role.STAFF, name="Sandro Beispiel", site_ids=[first])

    invite_to_site(people, second, "sandro@example.org", name="Jemand anders")

    told = people.world.told("identity", AccountChanged)[-1]
    (mail,) = people.mails("invitation")
    assert (told.account_id, told.name, set(told.site_ids)) == (account_id, "Sandro Beispiel", {first, second})
    assert (mail.person_id, mail.data["site"]) == (account_id, "Sonnhalde")
    answer = people.world.visitor().get(people.link("invitation", account_id), status=410)
    assert "Sie haben schon ein Konto" in answer


def test_a_volunteer_with_the_same_address_gets_an_account_beside(people: People) -> None:
    volunteer = people.volunteer("anna@example.org")

    invite_to_site(people, people.site(), "anna@example.org")

    assert invited(people, "anna@example.org") != volunteer


def test_who_is_there_already_is_not_invited_again(people: People) -> None:
    site_id = people.site()
    people.account("sandro@example.org", Role.STAFF, site_ids=[site_id])

    answer = invite_to_site(people, site_id, "sandro@example.org")

    assert answer.status_int == 409
    assert "Diese Person ist schon dabei." in answer
    assert people.mails("invitation") == []


def test_a_closed_account_is_not_opened_by_an_invitation(people: People) -> None:
    chief = people.account("chef@example.org", Role.ADMINISTRATOR)
    gone = people.account("weg@example.org", Role.COORDINATOR)
    page = people.world.browser(Role.ADMINISTRATOR, chief).get(f"/identity/people/{gone}")
    form_to(page, f"/identity/people/{gone}/close").submit()

    answer = invite_to_site(people, people.site(), "weg@example.org")

    assert answer.status_int == 409
    assert "Dieses Konto ist geschlossen" in answer


def test_a_site_that_is_closed_takes_nobody_in(people: People) -> None:
    site_id = people.site()
    form = form_to(coordinator(people).get(f"/identity/sites/{site_id}"), f"/identity/sites/{site_id}")
    people.site(site_id=site_id, revision=2, active=False)

    form["name"], form["email"] = "Nora Neu", "nora@example.org"
    answer = form.submit(expect_errors=True)

    assert answer.status_int == 409
    assert people.mails("invitation") == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "zu kurz"}, "mindestens 10 Zeichen"),
        ({"password": "nora@example.org"}, "nicht Ihre E-Mail-Adresse"),
        ({"name": " "}, "Bitte ausfüllen."),
    ],
)
def test_what_is_wrong_while_joining_is_said_and_nothing_is_lost(
    people: People, typed: dict[str, str], sentence: str
) -> None:
    invite_to_site(people, people.site(), "nora@example.org")
    person_id = invited(people, "nora@example.org")

    refused = join(people, person_id, **typed)

    assert refused.status_int == 422
    assert sentence in refused
    assert people.world.told("identity", AccountChanged) == []
    assert join(people, person_id).status_int == 303


def test_an_invitation_is_accepted_once(people: People) -> None:
    invite_to_site(people, people.site(), "nora@example.org")
    opened = people.link("invitation", invited(people, "nora@example.org"), minutes=14 * 1440)
    forms = [own_form(people.world.visitor().get(opened)) for _ in range(2)]
    for form in forms:
        form["name"], form["password"] = "Nora Neu", PASSWORD

    answers = [form.submit(expect_errors=True) for form in forms]

    assert [answer.status_int for answer in answers] == [303, 410]
    assert "Sie haben schon ein Konto" in answers[1]


def test_an_older_mail_is_no_use_once_the_account_is_there(people: People) -> None:
    invite_to_site(people, people.site(), "nora@example.org")
    person_id = invited(people, "nora@example.org")
    other_mail = people.link("invitation", person_id, minutes=14 * 1440)
    join(people, person_id)

    people.world.visitor().get(other_mail, status=410)


def test_an_impatient_thumb_joins_once(people: People) -> None:
    invite_to_site(people, people.site(), "nora@example.org")
    form = own_form(people.world.visitor().get(people.link("invitation", invited(people, "nora@example.org"))))
    form["name"], form["password"] = "Nora Neu", PASSWORD

    answers = [form.submit(), form.submit()]

    assert [answer.location for answer in answers] == ["/accommodation", "/accommodation"]
    assert len(people.world.told("identity", AccountChanged)) == 1


def test_an_invitation_runs_out_after_fourteen_days_and_can_be_sent_again(people: People) -> None:
    site_id = people.site()
    invite_to_site(people, site_id, "nora@example.org")
    person_id = invited(people, "nora@example.org")
    people.world.advance(days=14, minutes=1)
    late = people.world.visitor().get(people.link("invitation", person_id), status=410)

    page = coordinator(people).get(f"/identity/sites/{site_id}")
    form_to(page, f"/identity/sites/{site_id}/members/{person_id}/invite-again").submit()

    assert "Bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung" in late
    assert "Einladung abgelaufen" in page
    first, second = people.mails("invitation")
    assert (first.person_id, first.data) == (second.person_id, second.data)
    assert first.key != second.key
    assert join(people, person_id).status_int == 303


def test_an_invitation_is_taken_back_and_leaves_nothing_behind(people: People) -> None:
    site_id = people.site()
    invite_to_site(people, site_id, "nora@example.org")
    person_id = invited(people, "nora@example.org")

    page = coordinator(people).get(f"/identity/sites/{site_id}")
    after = form_to(page, f"/identity/sites/{site_id}/members/{person_id}/remove").submit().follow()

    assert "nora@example.org" not in after
    assert [told.person_id for told in people.world.told("identity", RecipientRemoved)] == [person_id]
    people.world.visitor().get(people.link("invitation", person_id), status=410)
    assert invite_to_site(people, site_id, "nora@example.org").status_int == 303
    assert invited(people, "nora@example.org") != person_id


def test_of_two_open_invitations_one_taken_back_leaves_the_other(people: People) -> None:
    first, second = people.site("Bachmatt"), people.site("Sonnhalde")
    invite_to_site(people, first, "nora@example.org")
    invite_to_site(people, second, "nora@example.org")
    person_id = invited(people, "nora@example.org")

    page = coordinator(people).get(f"/identity/sites/{first}")
    form_to(page, f"/identity/sites/{first}/members/{person_id}/remove").submit()
    join(people, person_id)

    (told,) = people.world.told("identity", AccountChanged)
    assert told.site_ids == [second]


def test_an_invitation_sent_twice_is_mailed_once(people: People) -> None:
    site_id = people.site()
    form = form_to(coordinator(people).get(f"/identity/sites/{site_id}"), f"/identity/sites/{site_id}")
    form["name"], form["email"] = "Nora Neu", "nora@example.org"

    answers = [form.submit(), form.submit()]

    assert [answer.status_int for answer in answers] == [303, 303]
    assert len(people.world.told("identity", MessageRequested)) == 1
