"""What is looked at on a page. Each check gives its findings as sentences; none means that all is well."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH

from shared.i18n import LANGUAGES
from tests.browser.visits import Visit

Check = Callable[[Visit], list[str]]

SCRIPTS = {file.stem: file.read_text() for file in (Path(__file__).parent / "scripts").glob("*.js")}
AXE_SOURCE = AXE_FILE_PATH.read_text()
AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
"""All of axe's rules, and targets of at least 24 px, which it does not look at by itself. Preloading, a third of its
time, is for style sheets and media of other hosts; we have none."""
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 640, "height": 400}
"""A window of 1280 × 800 at 200 %."""
NODES = 4


def axe(visit: Visit) -> list[str]:
    """Nobody is shut out, as far as a program can tell."""
    visit.tab.evaluate(AXE_SOURCE)
    found: list[Any] = visit.tab.evaluate("options => axe.run(options).then(found => found.violations)", AXE)
    return [f"{rule['id']}: {_where(node)}" for rule in found for node in rule["nodes"][:NODES]]


def _where(node: Any) -> str:
    why = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return f"{' '.join(map(str, node['target']))} – {'; '.join(why)[:200]}"


def nothing_complained_of(visit: Visit) -> list[str]:
    """The browser found nothing odd: no script failed, nothing was missing, nothing was forbidden."""
    return list(visit.complaints)


def speaks(language: str) -> Check:
    """The page says that it is in the language asked for, and which way that is written."""
    wanted = LANGUAGES[language]

    def check(visit: Visit) -> list[str]:
        said = visit.tab.evaluate("() => [document.documentElement.lang, document.documentElement.dir || 'ltr']")
        return [] if said == [wanted.tag, wanted.direction] else [f"language: says it is {said}"]

    return check


def targets(visit: Visit) -> list[str]:
    """What can be clicked is at least 24 px high and wide, without axe's exception for what stands apart."""
    small: list[str] = visit.tab.evaluate(SCRIPTS["targets"])
    return [f"target: {one}" for one in small]


def reflows(visit: Visit) -> list[str]:
    """At 320 px nothing makes the page scroll sideways."""
    return _fits(visit, NARROW)


def zooms(visit: Visit) -> list[str]:
    """At 200 % neither."""
    return _fits(visit, ZOOMED)


def _fits(visit: Visit, size: Any) -> list[str]:
    before = visit.tab.viewport_size
    visit.tab.set_viewport_size(size)
    found: list[str] = visit.tab.evaluate(SCRIPTS["reflow"])
    if before:
        visit.tab.set_viewport_size(before)
    return [f"reflow at {size['width']}: {one}" for one in found]
