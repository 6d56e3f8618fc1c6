"""The back button: who follows a link in the middle of a form and comes back finds everything as it was typed."""

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from shared.auth import Role
from tests.browser.office import Office
from tests.browser.visits import visiting

pytestmark = pytest.mark.needs("chromium")

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
NEED = {"#f-headcount": "2", "#f-wish": "Mathe am «Mittwoch»\nund Lesen", "#f-reference": "Zimmer 12-B"}
CONTACT = {"#f-first_name": "Oksana", "#f-email": "oksana@example", "#f-phone": "079 12"}


def typed_in(tab: Tab, fields: dict[str, str]) -> None:
    """Fill in what is filled in; the rest stays empty."""
    for field, text in fields.items():
        tab.fill(field, text)


def there_and_back(tab: Tab) -> None:
    """Follow the link to the privacy page at the foot of every page, and go back."""
    here = tab.url
    with tab.expect_navigation():
        tab.locator("footer a[href$='/privacy']").first.click()
    assert tab.url != here
    tab.go_back()
    assert tab.url == here


def shown(tab: Tab, fields: dict[str, str]) -> dict[str, str]:
    """What stands in the same fields now."""
    return {field: tab.input_value(field) for field in fields}


@SCRIPTS
def test_a_need_half_typed_is_there_after_going_back(office: Office, browser: Browser, scripts: bool) -> None:
    with visiting(office, browser, Role.STAFF, java_script_enabled=scripts) as visit:
        visit.open("/accommodation/needs/new")
        typed_in(visit.tab, NEED)
        visit.tab.select_option("#f-category", "homework_help")
        visit.tab.locator("[name=minors]").check(force=True)

        there_and_back(visit.tab)

        assert shown(visit.tab, NEED) == NEED
        assert visit.tab.input_value("#f-category") == "homework_help"
        assert visit.tab.locator("[name=minors]").is_checked()


@SCRIPTS
def test_a_page_of_the_sign_up_half_typed_is_there_after_going_back(
    office: Office, browser: Browser, scripts: bool
) -> None:
    with visiting(office, browser, None, java_script_enabled=scripts) as visit:
        visit.tab.context.clear_cookies()  # a visitor who has not begun yet
        visit.open("/volunteers/sign-up/contact")
        typed_in(visit.tab, CONTACT)

        there_and_back(visit.tab)

        assert shown(visit.tab, CONTACT) == CONTACT


@pytest.mark.parametrize(
    ("whom", "path"), [(Role.STAFF, "/accommodation/needs/new"), (None, "/volunteers/sign-up/contact")]
)
def test_a_page_with_a_form_may_be_kept_by_this_browser_alone(office: Office, whom: Role | None, path: str) -> None:
    assert office.browser(whom).get(path).headers["Cache-Control"] == "private, no-cache"
