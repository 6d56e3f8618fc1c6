"""Going from page to page and noting what is found: a line each, with the page's name in front."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from playwright.sync_api import Browser

from tests.browser.checks import Check
from tests.browser.inventory import Page
from tests.browser.office import Office
from tests.browser.visits import visiting


def survey(
    office: Office, browser: Browser, pages: Iterable[Page], checks: Sequence[Check], language: str = "de", **more: Any
) -> list[str]:
    """Look at pages in one language, each as the person it is for; `more` is for the browser."""
    spoken = sorted((page for page in pages if language in page.languages), key=lambda page: page.whom or "")
    findings: list[str] = []
    for whom, of_one in groupby(spoken, key=lambda page: page.whom):
        with visiting(office, browser, whom, language, **more) as visit:
            for page in of_one:
                wrong = page.wrong(visit.open(page.path))
                findings += [
                    f"{page.name}: {found}" for found in [*wrong, *(one for check in checks for one in check(visit))]
                ]
    return findings


def told(findings: Sequence[str]) -> str:
    """The findings, a line each, for the message of a test that fails."""
    return "\n".join(["", *sorted(findings)])
