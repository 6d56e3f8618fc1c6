"""A demo office that answers, a browser, and visitors to send there. Both are shared by the tests of this folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.inventory import Page, pages
from tests.browser.office import Office, demo_office, serving


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo office; nobody changes anything in it."""
    with demo_office(tmp_path_factory.mktemp("office")) as office, serving(office.wsgi, office.port):
        yield office


@pytest.fixture(scope="package")
def every_page(office: Office) -> list[Page]:
    """Every page of the demo office."""
    return pages(office)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium. It ends with this folder's tests, because its event loop would be in the way of others."""
    with chromium.running() as browser:
        yield browser
