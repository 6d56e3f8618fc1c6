"""Every page with the keyboard alone: on a large screen in German, on a small one from right to left."""

import pytest
from playwright.sync_api import Browser

from tests.browser.inventory import Page
from tests.browser.keyboard import keyboard
from tests.browser.office import Office
from tests.browser.survey import survey, told
from tests.browser.visits import DESK, PHONE

pytestmark = pytest.mark.needs("chromium")


@pytest.mark.parametrize(("size", "language"), [(DESK, "de"), (PHONE, "ar")], ids=["1280 de", "360 ar"])
def test_every_page_can_be_walked_with_the_tab_key(
    size: dict[str, int], language: str, office: Office, browser: Browser, every_page: list[Page]
) -> None:
    findings = survey(office, browser, every_page, [keyboard], language, viewport=size)

    assert not findings, told(findings)
