"""Forms that were sent with nothing in them: the page that says so is for everybody too."""

import pytest
from playwright.sync_api import Browser

from tests.browser.checks import axe, nothing_complained_of, reflows, speaks
from tests.browser.inventory import Page
from tests.browser.office import Office
from tests.browser.survey import told
from tests.browser.visits import Visit, visiting

pytestmark = pytest.mark.needs("chromium", "fonts")

EMPTY = (
    "volunteers sign_up_step",
    "volunteers sign_up_step (5)",
    "volunteers check_sign_up",
    "volunteers sign_up_by_phone coordinator",
    "accommodation ask",
    "accommodation new_need staff",
    "accommodation new_site coordinator",
    "identity forgotten",
    "identity new_person administrator",
)
SEND_EMPTY = """() => {
  const form = [...document.querySelectorAll("main form")].sort((a, b) => b.elements.length - a.elements.length)[0];
  form.noValidate = true;
  for (const field of form.elements) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = -1;
    else if (!["hidden", "submit", "button"].includes(field.type)) field.value = "";
  }
  form.requestSubmit();
}"""


def send_empty(visit: Visit) -> list[str]:
    """Send the page's form with nothing in it; a page has to come that says what is wrong."""
    with visit.tab.expect_navigation():
        visit.tab.evaluate(SEND_EMPTY)
    return [] if visit.tab.locator(".summary a").count() else ["no summary of errors"]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_page_that_shows_errors_is_for_everybody(
    language: str, office: Office, browser: Browser, every_page: list[Page]
) -> None:
    findings: list[str] = []

    for page in (page for page in every_page if page.name in EMPTY and language in page.languages):
        with visiting(office, browser, page.whom, language) as visit:
            visit.open(page.path)
            checks = [send_empty, speaks(language), axe, reflows, nothing_complained_of]
            findings += [f"{page.name}: {found}" for check in checks for found in check(visit)]

    assert not findings, told(findings)
