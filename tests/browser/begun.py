"""A sign-up that somebody has begun in this browser: every question is answered, nothing is sent yet."""

import re
from typing import Any

from webtest import TestApp

from shared.region import Region

STEP = "/volunteers/sign-up/{}"
BROWSER = "somebody-at-the-kitchen-table"
"""What tells this browser from others; visitors that nobody has signed in with carry it."""


def answers(region: Region) -> dict[str, dict[str, Any]]:
    """What is typed on each page; the postcode is one that several municipalities share."""
    postcodes = [locality.postcode for each in region.municipalities for locality in each.localities]
    shared = next(code for code in postcodes if len(region.find_postcode(code).choices) > 1)
    (bfs_nr, _), *_rest = region.find_postcode(shared).choices
    return {
        "contact": {
            "first_name": "Selina",
            "last_name": "Muster",
            "email": "selina.muster@example.org",
            "phone": "079 123 45 67",
        },
        "place": {"postcode": shared, "travel_km": 10, "mobility": "bike"},
        "municipality": {"bfs_nr": bfs_nr},
        "help": {"categories": ["german_conversation", "homework_help"]},
        "languages": {
            "speaks_1.code": "de",
            "speaks_1.level": "native",
            "speaks_2.code": "ti",
            "speaks_2.level": "B1",
        },
        "times": {"when": "evenings", "hours_per_week": 2},
        "more": {"notes": "Ich war früher Lehrerin."},
    }


def begin(browser: TestApp, region: Region, **changes: str) -> None:
    """Answer page after page; `changes` to name and contact."""
    for slug, typed in answers(region).items():
        _send(browser, slug, typed | changes if slug == "contact" else typed)


def finish(browser: TestApp) -> None:
    """Send it; a mail will ask whether it was really meant."""
    _send(browser, "check", {"consent": "1"})


def _send(browser: TestApp, slug: str, typed: dict[str, Any]) -> None:
    page = browser.get(STEP.format(slug))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([\w-]*)"', page.text))
    answer = browser.post(STEP.format(slug), hidden | typed, status="*")
    assert answer.status_int == 303, f"{slug}: {answer.status}"
