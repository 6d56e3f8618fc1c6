"""Every page, in every language it speaks: nobody is shut out, it fits small and zoomed, is light, and runs clean."""

import pytest
from playwright.sync_api import Browser

from shared.i18n import LANGUAGES
from tests.browser.checks import axe, nothing_complained_of, reflows, speaks, targets, zooms
from tests.browser.inventory import Page
from tests.browser.office import Office
from tests.browser.survey import survey, told
from tests.browser.visits import DESK
from tests.browser.weight import light

pytestmark = pytest.mark.needs("chromium", "fonts")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_for_everybody_on_a_phone(
    language: str, office: Office, browser: Browser, every_page: list[Page]
) -> None:
    checks = [speaks(language), axe, targets, reflows, zooms, nothing_complained_of]

    findings = survey(office, browser, every_page, checks, language)

    assert not findings, told(findings)


def test_no_page_weighs_more_than_100_kb(office: Office, browser: Browser, every_page: list[Page]) -> None:
    findings = survey(office, browser, every_page, [light()])

    assert not findings, told(findings)


def test_every_page_is_for_everybody_in_the_dark(office: Office, browser: Browser, every_page: list[Page]) -> None:
    findings = survey(office, browser, every_page, [axe, targets], viewport=DESK, color_scheme="dark")

    assert not findings, told(findings)
