"""The process is killed in the middle of 200 posts: every accepted one has its events handled, each exactly once."""

import http.client
import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.testing import Client, Server, serving

POSTS = 200
READERS = ("matching", "information")
"""The services that keep a copy of every need."""


@pytest.mark.parametrize("accepted_before_kill", [20, 90])
def test_every_accepted_need_reaches_every_reader_once(tmp_path: Path, accepted_before_kill: int) -> None:
    data = tmp_path / "var"
    accepted: dict[str, str] = {}
    with serving(data) as server:
        site_id = _a_site(server)
        _post_until_killed(server, site_id, accepted, accepted_before_kill)

    with serving(data) as server:
        for number in range(POSTS):
            _post(server.client(Role.COORDINATOR), server, site_id, number, accepted)
        _wait_until_carried(data)

    assert len(accepted) == len(set(accepted.values())) == POSTS
    assert _ids(data, "accommodation", "needs") >= set(accepted.values())
    for reader in READERS:
        assert _ids(data, reader, "known_needs") >= set(accepted.values())
        assert _unhandled(data, reader) == 0
    assert _posted(data) == POSTS


def _post_until_killed(server: Server, site_id: str, accepted: dict[str, str], limit: int) -> None:
    """Four clients post side by side; when enough were accepted the process is killed under them."""
    enough = Event()

    def post(number: int) -> None:
        if enough.is_set():
            return
        try:
            _post(server.client(Role.COORDINATOR), server, site_id, number, accepted)
        except (OSError, http.client.HTTPException, ValueError):
            enough.set()  # the connection broke: this one was not accepted as far as its sender knows
        if len(accepted) >= limit and not enough.is_set():
            enough.set()
            server.kill()

    with ThreadPoolExecutor(4) as clients:
        list(clients.map(post, range(POSTS)))
    assert server.process.poll() is not None


def _post(client: Client, server: Server, site_id: str, number: int, accepted: dict[str, str]) -> None:
    need = {"site_id": site_id, "category": "german_conversation", "timing": "flexible", "wish": f"Nummer {number}"}
    status, made = client.post("/accommodation/api/needs", need, key=f"need-{number}")
    assert status == 201, made
    accepted[f"need-{number}"] = made["id"]


def _a_site(server: Server) -> str:
    _, body = server.client(Role.COORDINATOR).get("/accommodation/api/sites")
    return str(json.loads(body)[0]["id"])


def _wait_until_carried(data: Path) -> None:
    limit = time.monotonic() + 30
    unsent = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"
    while any(_rows(data, name, unsent)[0][0] for name in ("accommodation", *READERS)):
        assert time.monotonic() < limit, "events still wait"
        Event().wait(0.05)


def _rows(data: Path, service: str, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(data / f"{service}.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def _ids(data: Path, service: str, table: str) -> set[str]:
    return {str(UUID(row[0])) for row in _rows(data, service, f"SELECT id FROM {table}")}  # noqa: S608


def _unhandled(data: Path, service: str) -> int:
    return int(_rows(data, service, "SELECT count(*) FROM inbox WHERE handled_at IS NULL")[0][0])


def _posted(data: Path) -> int:
    """Needs that these posts made: done twice would be counted twice."""
    return int(_rows(data, "accommodation", "SELECT count(*) FROM needs WHERE wish LIKE 'Nummer %'")[0][0])
