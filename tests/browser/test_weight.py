"""What a page costs somebody whose telephone has never seen us: at most 100 kB."""

import pytest
from playwright.sync_api import Browser

from tests.browser.inventory import Page
from tests.browser.office import Office
from tests.browser.survey import told
from tests.browser.visits import visiting
from tests.browser.weight import LIMIT_KB, Scales

pytestmark = pytest.mark.needs("chromium")


def test_no_page_weighs_more_than_100_kb(office: Office, browser: Browser, every_page: list[Page]) -> None:
    heavy: list[str] = []

    for page in every_page:
        with visiting(office, browser, page.whom) as visit:
            scales = Scales(visit)
            visit.open(page.path)
            weight_kb = scales.weigh()
        heavy += [f"{page.name}: {weight_kb:.0f} kB"] if weight_kb > LIMIT_KB else []

    assert not heavy, told(heavy)
