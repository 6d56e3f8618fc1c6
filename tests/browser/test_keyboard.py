"""Every page with the keyboard alone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.inventory import Page
from tests.browser.keyboard import keyboard
from tests.browser.office import Office
from tests.browser.survey import survey, told
from tests.browser.visits import DESK, PHONE

pytestmark = pytest.mark.needs("chromium")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "360"])
def test_every_page_can_be_walked_with_the_tab_key(
    size: dict[str, int], office: Office, browser: Browser, every_page: list[Page]
) -> None:
    findings = survey(office, browser, every_page, [keyboard], viewport=size)

    assert not findings, told(findings)
