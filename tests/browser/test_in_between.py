"""Errors, warnings and questions are for everybody too; somebody who reads one is stuck already."""

import pytest
from playwright.sync_api import Browser

from tests.browser.checks import axe, nothing_complained_of, reflows, speaks
from tests.browser.in_between import IN_BETWEEN, InBetween
from tests.browser.office import Office
from tests.browser.survey import told
from tests.browser.visits import visiting

pytestmark = pytest.mark.needs("chromium", "fonts")

CASES = [(page, language) for page in IN_BETWEEN for language in page.languages]


@pytest.mark.parametrize(("page", "language"), CASES, ids=[f"{page.name} {language}" for page, language in CASES])
def test_a_page_in_between_is_for_everybody(page: InBetween, language: str, office: Office, browser: Browser) -> None:
    with visiting(office, browser, page.whom, language) as visit:
        page.reach(visit, office)
        shown = visit.tab.locator(page.shows).count()
        checks = [speaks(language), axe, reflows, nothing_complained_of]
        findings = [found for check in checks for found in check(visit)]

    assert shown, f"{page.name} was not reached"
    assert not findings, told(findings)
