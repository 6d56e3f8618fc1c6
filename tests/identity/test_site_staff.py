"""The people of a site: who sees them, and how somebody leaves."""

from shared.auth import Role
from shared.contracts.identity import AccountChanged
from shared.ids import new_id
from tests.identity.people import People, form_to


def test_colleagues_of_a_site_see_each_other_and_change_nothing(people: People) -> None:
    site_id = people.site("Unterkunft Bachmatt")
    people.account("sandro@example.org", Role.STAFF, name="Sandro Beispiel", site_ids=[site_id])
    people.account("lea@example.org", Role.STAFF, name="Lea Wegmann", site_ids=[site_id])

    page = people.signed_in("sandro@example.org").get(f"/identity/sites/{site_id}")

    assert "Mitarbeitende: Unterkunft Bachmatt" in page
    assert "Lea Wegmann" in page
    assert "Sandro Beispiel" in page
    assert {form.action for form in page.forms.values()} == {"/identity/sign-out", "/language"}


def test_staff_of_another_site_see_nothing_and_change_nothing(people: People) -> None:
    site_id = people.site()
    account_id = people.account("lea@example.org", Role.STAFF, site_ids=[site_id])
    people.account("sandro@example.org", Role.STAFF, site_ids=[people.site("Sonnhalde")])
    browser = people.signed_in("sandro@example.org")

    page = browser.get("/identity/me")
    token = form_to(page, "/identity/sign-out")["csrf_token"].value

    assert browser.get(f"/identity/sites/{site_id}", expect_errors=True).status_int == 403
    for path in ("", f"/members/{account_id}/remove", f"/members/{account_id}/invite-again"):
        answer = browser.post(f"/identity/sites/{site_id}{path}", {"csrf_token": token}, expect_errors=True)
        assert answer.status_int == 403


def test_an_unknown_site_is_not_found(people: People) -> None:
    browser = people.world.browser(Role.COORDINATOR)

    assert browser.get(f"/identity/sites/{new_id()}", expect_errors=True).status_int == 404


def test_a_site_without_anybody_says_so(people: People) -> None:
    page = people.world.browser(Role.COORDINATOR).get(f"/identity/sites/{people.site()}")

    assert "Hier ist noch niemand" in page


def test_who_leaves_the_last_site_is_no_staff_any_more_at_once(people: People) -> None:
    site_id = people.site()
    account_id = people.account("sandro@example.org", Role.STAFF, name="Sandro Beispiel", site_ids=[site_id])
    browser = people.signed_in("sandro@example.org")

    page = people.world.browser(Role.COORDINATOR).get(f"/identity/sites/{site_id}")
    after = form_to(page, f"/identity/sites/{site_id}/members/{account_id}/remove").submit().follow()

    told = people.world.told("identity", AccountChanged)[-1]
    assert "Die Person gehört nicht mehr zu diesem Standort." in after
    assert "Sandro Beispiel" not in after
    assert (told.account_id, told.active, told.roles, told.site_ids) == (account_id, True, [], [])
    assert browser.get(f"/identity/sites/{site_id}", expect_errors=True).status_int == 403


def test_who_leaves_one_of_two_sites_stays_staff_of_the_other(people: People) -> None:
    first, second = people.site("Bachmatt"), people.site("Sonnhalde")
    account_id = people.account("sandro@example.org", Role.STAFF, site_ids=[first, second])

    page = people.world.browser(Role.COORDINATOR).get(f"/identity/sites/{first}")
    form_to(page, f"/identity/sites/{first}/members/{account_id}/remove").submit()

    told = people.world.told("identity", AccountChanged)[-1]
    assert (told.roles, told.site_ids) == (["staff"], [second])


def test_nobody_is_removed_twice(people: People) -> None:
    site_id = people.site()
    account_id = people.account("sandro@example.org", Role.STAFF, site_ids=[site_id])
    browser = people.world.browser(Role.COORDINATOR)
    first, second = (browser.get(f"/identity/sites/{site_id}") for _ in range(2))
    path = f"/identity/sites/{site_id}/members/{account_id}/remove"
    form_to(first, path).submit()

    answer = form_to(second, path).submit(expect_errors=True)

    assert answer.status_int == 404


def test_the_list_of_a_site_asks_the_database_a_few_times_whatever_its_size(people: People) -> None:
    few, many = people.site("Klein"), people.site("Gross")
    browser = people.world.browser(Role.COORDINATOR)
    people.many(2, site_ids=[few, many])
    people.many(30, site_ids=[many])

    counts = [people.statements(lambda site=site: browser.get(f"/identity/sites/{site}")) for site in (few, many)]

    assert counts[0] == counts[1] <= 10


def test_a_sites_name_is_the_newest_we_were_told(people: People) -> None:
    site_id = people.site("Neuer Name", revision=3)
    people.site("Alter Name", site_id=site_id, revision=2)

    page = people.world.browser(Role.COORDINATOR).get(f"/identity/sites/{site_id}")

    assert "Neuer Name" in page
    assert "Alter Name" not in page
