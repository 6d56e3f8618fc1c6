"""What somebody with a slow telephone waits for: the largest paint of a page, at a quarter of the processor's speed."""

import json
import statistics
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser

from bench.figures import Figure, show
from shared.auth import Role
from shared.testing import Server, serving
from tests.browser import chromium
from tests.needs import chromium as program

PAGES = {
    "home": (None, "/"),
    "sign-up, first page": (None, "/volunteers/sign-up/contact"),
    "my needs": (Role.STAFF, "/accommodation"),
    "desk with a need": (Role.COORDINATOR, "/matching/desk/{need_id}"),
}
NOTHING = "/healthz"
SLOWER, TIMES, PHONE = 4, 7, {"width": 360, "height": 740}
RATIO, LIMIT_MS = 12, 1000
"""How many times the paint of one line of text a page may take, and the second that none may take anywhere."""
LARGEST_PAINT = """() => new Promise(resolve => new PerformanceObserver(
    list => resolve(list.getEntries().at(-1).startTime)
).observe({type: "largest-contentful-paint", buffered: true}))"""


def measure(folder: Path) -> None:
    """The demo office as it runs by default; each page in a browser that has seen nothing before."""
    if program() is None:
        print("\nLargest paint: not measured, there is no Chromium (make setup-tests)")
        return
    with serving(folder / "var") as server, chromium.running() as browser:
        nothing = _paint_ms(server, browser, None, NOTHING)
        figures = [Figure("one line of text", nothing, "ms")]
        for name, (role, path) in PAGES.items():
            took = _paint_ms(server, browser, role, path.format(need_id=_an_id(server, "needs?state=open")))
            figures.append(Figure(name, took, "ms", LIMIT_MS, nothing, RATIO, below=LIMIT_MS))
    show("Largest paint at 4x CPU throttling, 360 px, empty cache, median", figures)


def _paint_ms(server: Server, browser: Browser, role: Role | None, path: str) -> float:
    return statistics.median(_one_paint_ms(server, browser, role, path) for _ in range(TIMES))


def _one_paint_ms(server: Server, browser: Browser, role: Role | None, path: str) -> float:
    url = f"http://localhost:{server.port}"
    context = browser.new_context(viewport=PHONE)
    try:
        if role:
            sites = [UUID(_an_id(server, "sites"))]
            context.add_cookies([{"name": "rif", "value": server.token(role, sites=sites), "url": url}])
        tab = context.new_page()
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        answer = tab.goto(url + path)
        if answer is None or answer.status != 200:
            raise RuntimeError(f"{path}: {answer and answer.status}")
        return float(tab.evaluate(LARGEST_PAINT))
    finally:
        context.close()


def _an_id(server: Server, what: str) -> str:
    with server.client(Role.COORDINATOR) as client:
        _, body = client.get(f"/accommodation/api/{what}")
    found: list[dict[str, Any]] = json.loads(body)
    return str(found[0]["id"])
