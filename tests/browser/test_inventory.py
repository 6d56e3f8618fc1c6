"""No page can be forgotten: what is looked at is compared with what the services answer."""

from deploy.parts import NAMES
from shared.testing import World
from tests.browser.inventory import PAGES, Page, pages_of
from tests.browser.office import Office


def test_every_page_has_an_example(world: World) -> None:
    there = {f"{service} {endpoint}" for service in NAMES for endpoint in pages_of(world.apps[service])}

    assert sorted(there - PAGES.keys()) == [], "add an example to tests/browser/inventory.py"
    assert sorted(PAGES.keys() - there) == [], "these pages are no more"


def test_every_example_is_shown_to_whom_it_is_for(office: Office, every_page: list[Page]) -> None:
    browsers = {page.whom: office.browser(page.whom) for page in every_page}

    refused = [
        f"{page.name}: {found}"
        for page in every_page
        for found in page.wrong(browsers[page.whom].get(page.path, status="*").status_int)
    ]

    assert refused == []
