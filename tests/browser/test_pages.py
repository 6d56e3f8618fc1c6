"""Every page, in every language it speaks: nobody is shut out, it fits a small screen, and the browser is content."""

import pytest
from playwright.sync_api import Browser

from shared.i18n import LANGUAGES
from tests.browser.checks import axe, nothing_complained_of, reflows, speaks, zooms
from tests.browser.inventory import Page
from tests.browser.office import Office
from tests.browser.survey import survey, told
from tests.browser.visits import DESK

pytestmark = pytest.mark.needs("chromium", "fonts")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_for_everybody_on_a_phone(
    language: str, office: Office, browser: Browser, every_page: list[Page]
) -> None:
    checks = [speaks(language), axe, reflows, nothing_complained_of]

    findings = survey(office, browser, every_page, checks, language)

    assert not findings, told(findings)


def test_every_page_is_for_everybody_in_the_dark(office: Office, browser: Browser, every_page: list[Page]) -> None:
    findings = survey(office, browser, every_page, [axe], viewport=DESK, color_scheme="dark")

    assert not findings, told(findings)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_page_can_be_read_at_twice_its_size(
    language: str, office: Office, browser: Browser, every_page: list[Page]
) -> None:
    findings = survey(office, browser, every_page, [zooms], language, viewport=DESK)

    assert not findings, told(findings)
