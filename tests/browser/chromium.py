"""Debian's Chromium, as the tests, the pictures and the bench start it. It asks nobody outside this machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.needs import chromium

ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-sandbox",  # root and containers cannot have one, and it only ever sees pages of ours
    "--font-render-hinting=none",  # the same letters on every machine
]


@contextmanager
def running() -> Iterator[Browser]:
    """A browser without a window; each test opens a context of its own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
