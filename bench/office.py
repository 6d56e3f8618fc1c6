"""The demo office as a user meets it: start, memory, idle, pages, and a need from posting to ranking."""

import json
import sqlite3
import statistics
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.figures import Figure, median_ms, show
from shared.auth import Role
from shared.testing import Client, Server, serving

PAGES = {
    None: ["/", "/volunteers/sign-up", "/accommodation/ask", "/identity/sign-in"],
    Role.COORDINATOR: [
        "/matching/today",
        "/matching/desk",
        "/matching/desk/{need_id}",
        "/volunteers/desk",
        "/volunteers/desk/{volunteer_id}",
        "/accommodation/desk",
        "/accommodation/needs/{need_id}",
        "/accommodation/sites",
    ],
    Role.VOLUNTEER: ["/volunteers/me"],
    Role.STAFF: ["/accommodation", "/accommodation/needs/new"],
}
SOME = {
    "need_id": "/accommodation/api/needs?state=open",
    "volunteer_id": "/volunteers/api/volunteers?state=ready",
    "site_id": "/accommodation/api/sites",
}
PAGE_RATIO, WAY_RATIO = 120, 400
"""How many times a page that does nothing a page may cost, and how many durable commits a need's way to its ranking."""
NEED = {"category": "german_conversation", "timing": "flexible", "persons": 4}


def measure(folder: Path) -> None:
    """Start twice (first with loading the demo office), then measure the running one."""
    data = folder / "var"
    with serving(data) as first:
        first_start = first.first_page_s
    with serving(data) as server:
        start = [
            Figure("first page, empty directory (loads the demo)", first_start, "s", 3),
            Figure("first page, again", server.first_page_s, "s", 3),
        ]
        show("Start", start)
        _pages(server)
        _need_to_ranked(server, folder)
        show("The process", [Figure("memory", server.rss_mb(), "MB", 200), Figure("idle CPU", _idle(server), "%", 1)])


def _pages(server: Server) -> None:
    office = server.client(Role.COORDINATOR)
    ids = {name: _an_id(office, path) for name, path in SOME.items()}
    clients = {
        None: server.client(),
        Role.COORDINATOR: office,
        Role.VOLUNTEER: server.client(Role.VOLUNTEER, UUID(ids["volunteer_id"])),
        Role.STAFF: server.client(Role.STAFF, sites=[UUID(ids["site_id"])]),
    }
    nothing = _page_ms(clients[None], "/healthz")
    figures = [Figure("/healthz (does nothing)", nothing, "ms")]
    for role, paths in PAGES.items():
        for path in paths:
            took = _page_ms(clients[role], path.format(**ids))
            figures.append(Figure(path, took, "ms", 50, nothing, PAGE_RATIO))
    show("Pages, median", figures)


def _page_ms(client: Client, path: str) -> float:
    status, _ = client.get(path)
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return median_ms(lambda: client.get(path))


def _an_id(client: Client, path: str) -> str:
    _, body = client.get(path)
    return str(json.loads(body)[0]["id"])


def _need_to_ranked(server: Server, folder: Path) -> None:
    """From the moment the need is posted until the API shows ranked offers for it."""
    client = server.client(Role.COORDINATOR)
    site_id = _an_id(client, "/accommodation/api/sites")
    samples = [_one_need(client, {**NEED, "site_id": site_id}) for _ in range(25)]
    commit = commit_ms(folder)
    figures = [
        Figure("one durable commit (SQLite, two rows)", commit, "ms"),
        Figure("posted need -> ranked by the API, median", statistics.median(samples), "ms", 150, commit, WAY_RATIO),
        Figure("posted need -> ranked by the API, slowest", max(samples), "ms", None, commit),
    ]
    show("A need's way through the services", figures)


def _one_need(client: Client, need: dict[str, Any]) -> float:
    begun = time.perf_counter()
    status, made = client.post("/accommodation/api/needs", need)
    if status != 201:
        raise RuntimeError(f"post: {status} {made}")
    while client.get(f"/matching/api/needs/{made['id']}/offers?limit=5")[0] != 200:
        time.sleep(0.001)
    return (time.perf_counter() - begun) * 1000


def commit_ms(folder: Path) -> float:
    """Median milliseconds of one durable commit on this disk: what everything else is compared with."""
    connection = sqlite3.connect(folder / "commit.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE t (a, b)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES (1, 2)")
        connection.execute("INSERT INTO t VALUES (1, 2)")
        connection.execute("COMMIT")

    return median_ms(commit, times=50)


def _idle(server: Server) -> float:
    """Per cent of one core while nobody asks anything."""
    time.sleep(1)
    before, begun = server.cpu_s(), time.perf_counter()
    time.sleep(10)
    return 100 * (server.cpu_s() - before) / (time.perf_counter() - begun)
