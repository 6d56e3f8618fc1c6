"""`make screenshots`: pictures of the demo office, the same every time, since people, texts and the moment are.

A dozen chosen ones, small enough for the README, go to `docs/screenshots`; every page at both widths, from top to
bottom, to `build/screenshots` (not with ALL=0).
"""

import os
import tempfile
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.inventory import Page, pages
from tests.browser.office import Office, demo_office, serving
from tests.browser.visits import DESK, PHONE, Visit, visiting

ROOT = Path(__file__).parent.parent.parent
FOR_THE_README, ALL = ROOT / "docs/screenshots", ROOT / "build/screenshots"
AT_MOST_KB = 60
QUALITIES = (90, 80, 70, 60, 50, 40, 30)


@dataclass(frozen=True)
class Chosen:
    """A picture for the README: of which page of the inventory, and how it is looked at."""

    file: str
    page: str
    size: dict[str, int]
    language: str = "de"
    colours: str = "light"


CHOSEN = (
    Chosen("home", "information home", DESK),
    Chosen("home-phone", "information home", PHONE),
    Chosen("sign-up-phone", "volunteers sign_up_step (4)", PHONE),
    Chosen("sign-up-arabic", "volunteers sign_up_step (6)", PHONE, "ar"),
    Chosen("sign-up-check-phone", "volunteers check_sign_up", PHONE),
    Chosen("my-page-phone", "volunteers me volunteer", PHONE),
    Chosen("answer-phone", "matching answer", PHONE),
    Chosen("my-needs", "accommodation needs staff", DESK),
    Chosen("new-need", "accommodation new_need staff", DESK),
    Chosen("today", "matching today coordinator", DESK),
    Chosen("desk", "matching need coordinator (2)", DESK),
    Chosen("desk-dark", "matching need coordinator (2)", DESK, colours="dark"),
)


def main() -> None:
    """Make them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_office(Path(folder)) as office,
        serving(office.wsgi, office.port),
        chromium.running() as browser,
    ):
        every_page = pages(office)
        _choose(office, browser, {page.name: page for page in every_page})
        if os.environ.get("ALL", "1") != "0":
            for size in (DESK, PHONE):
                _take_all(office, browser, every_page, size)


def _choose(office: Office, browser: Browser, by_name: dict[str, Page]) -> None:
    for one in CHOSEN:
        page = by_name[one.page]
        sharp = {"viewport": one.size, "device_scale_factor": 2 if one.size == PHONE else 1}
        with visiting(office, browser, page.whom, one.language, color_scheme=one.colours, **sharp) as visit:
            visit.open(page.path)
            _keep(FOR_THE_README / f"{one.file}.webp", _small(visit))


def _small(visit: Visit) -> bytes:
    """What the window shows, as well as so many kilobytes can."""
    camera = visit.tab.context.new_cdp_session(visit.tab)
    for quality in QUALITIES:
        picture = b64decode(camera.send("Page.captureScreenshot", {"format": "webp", "quality": quality})["data"])
        if len(picture) <= AT_MOST_KB * 1000:
            break
    return picture


def _take_all(office: Office, browser: Browser, every_page: list[Page], size: dict[str, Any]) -> None:
    for page in every_page:
        with visiting(office, browser, page.whom, viewport=size) as visit:
            visit.open(page.path)
            name = page.name.replace(" ", "-").replace("(", "").replace(")", "")
            _keep(ALL / f"{name}-{size['width']}.png", visit.tab.screenshot(full_page=True))


def _keep(file: Path, picture: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture)
    print(f"{file.relative_to(ROOT)}: {len(picture) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
