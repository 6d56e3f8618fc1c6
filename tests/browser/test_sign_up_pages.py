"""What scripts and style sheets do on the pages of the sign-up: less is shown, nothing is lost."""

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.office import Office
from tests.browser.visits import Visit, visiting

TYPED = {"#f-first_name": "Anna", "#f-last_name": "Meier", "#f-email": "anna@example.org", "#f-phone": "079 123 45 67"}


def begin(visit: Visit) -> None:
    """The first page, in a browser of its own: the demo's visitor has come further already, and is left alone."""
    visit.tab.context.clear_cookies()
    visit.open("/volunteers/sign-up/contact")


def go_on(tab: Tab) -> None:
    """Press «Weiter»."""
    tab.get_by_role("button", name="Weiter", exact=True).click()


def to_languages(tab: Tab) -> None:
    """The first three pages, filled in."""
    for field, text in TYPED.items():
        tab.fill(field, text)
    go_on(tab)
    tab.fill("#f-postcode", "5620")
    tab.select_option("#f-travel_km", "10")
    tab.get_by_label("mit dem Velo").check(force=True)
    go_on(tab)
    tab.get_by_label("Hausaufgabenhilfe").check(force=True)
    go_on(tab)


def to_times(tab: Tab) -> None:
    """German alone."""
    tab.locator("[name='speaks_1.level']").select_option("native")
    go_on(tab)


def test_empty_rows_of_languages_wait_behind_a_button(office: Office, browser: Browser) -> None:
    with visiting(office, browser, None) as visit:
        begin(visit)
        to_languages(visit.tab)
        rows = visit.tab.locator("[data-rows] > fieldset")

        shown_first = rows.filter(visible=True).count()
        visit.tab.get_by_role("button", name="Weitere Sprache").click()

        assert (shown_first, rows.filter(visible=True).count()) == (1, 2)
        expect(visit.tab.locator("[name='speaks_2.code']")).to_be_focused()
        assert visit.complaints == []


def test_without_scripts_all_rows_are_there(office: Office, browser: Browser) -> None:
    with visiting(office, browser, None, java_script_enabled=False) as visit:
        begin(visit)
        to_languages(visit.tab)

        assert visit.tab.locator("[data-rows] > fieldset").filter(visible=True).count() == 4


@pytest.mark.parametrize("scripts", [True, False])
def test_the_week_is_shown_only_to_those_who_want_to_say_exactly(
    office: Office, browser: Browser, scripts: bool
) -> None:
    with visiting(office, browser, None, java_script_enabled=scripts) as visit:
        begin(visit)
        to_languages(visit.tab)
        to_times(visit.tab)
        week = visit.tab.get_by_role("group", name="Dienstag")

        hidden = week.is_visible()
        visit.tab.get_by_label("genauer angeben").check(force=True)

        assert (hidden, week.is_visible()) == (False, True)


def test_the_language_switch_takes_what_was_typed_along(office: Office, browser: Browser) -> None:
    with visiting(office, browser, None) as visit:
        begin(visit)
        visit.tab.fill("#f-first_name", "Оксана")

        visit.tab.locator(".languages summary").click()
        visit.tab.get_by_role("button", name="Українська").click()

        assert visit.tab.locator("html").get_attribute("lang") == "uk"
        assert visit.tab.input_value("#f-first_name") == "Оксана"
        assert visit.tab.locator(".summary").count() == 0
