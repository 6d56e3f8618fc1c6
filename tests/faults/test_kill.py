"""The process is killed under its callers: what was accepted is all there afterwards, and had its effect once."""

import http.client
import json
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.auth import Role
from shared.testing import Server, serving

CLIENTS = 4
POSTS, PLACES = 200, 30
KILLS = (20, 90, 160)
"""After so many accepted posts the process is killed."""
READERS = ("volunteers", "matching", "information")
"""The services that keep a copy of every need."""
ALL = ("identity", "accommodation", "notifications", *READERS)
NO_DEMO = {"DEMO": "0", "RIF_SMTP_HOST": "127.0.0.1"}
SITE = {
    "organisation": "Gemeinde Bremgarten", "name": "Birkenweg", "kind": "municipal", "street": "Birkenweg 4",
    "postcode": "5620", "town": "Bremgarten", "bfs_nr": 4063, "phone": "056 000 00 01",
}  # fmt: skip
VOLUNTEER = {
    "first_name": "Anna", "last_name": "Meier", "phone": "079 123 45 67", "postcode": "5620", "travel_km": 10,
    "mobility": "bike", "categories": ["german_conversation"], "consent": True,
}  # fmt: skip

Call = Callable[[Server, int], Any]
BROKEN = (OSError, http.client.HTTPException, ValueError)
"""The connection broke: as far as the sender knows, this one was not accepted."""


def test_every_accepted_need_reaches_every_reader_once_however_often_the_process_is_killed(tmp_path: Path) -> None:
    data = tmp_path / "var"
    accepted: dict[int, Any] = {}
    with serving(data, **NO_DEMO) as server:
        post = posting(call(server, "/accommodation/api/sites", SITE)["id"])
        until_killed(server, post, POSTS, accepted, KILLS[0])
    for kill in KILLS[1:]:
        with serving(data, **NO_DEMO) as server:
            until_killed(server, post, POSTS, accepted, kill)

    with serving(data, **NO_DEMO) as server:
        answers = all_again(server, post, POSTS)
        until_carried(data)

    assert {number: answers[number] for number in accepted} == accepted
    ids = {need["id"] for need in answers.values()}
    assert ids == uuids(data, "accommodation", "SELECT id FROM needs") and len(ids) == POSTS
    for reader in READERS:
        assert uuids(data, reader, "SELECT id FROM known_needs") == ids
        assert ask(data, reader, "SELECT count(*) FROM inbox WHERE topic LIKE '%need_changed%'") == [(POSTS,)]


def test_a_burst_that_was_being_carried_is_carried_on_and_has_its_effects_once(tmp_path: Path) -> None:
    data = tmp_path / "var"
    with serving(data, **NO_DEMO) as server:
        matches = many_matches(server)
        until_killed(server, agreeing(matches), PLACES, {}, PLACES - CLIENTS)

    with serving(data, **NO_DEMO) as server:
        all_again(server, agreeing(matches), PLACES)
        until_carried(data)

    assert ask(data, "matching", "SELECT count(*) FROM moves WHERE went_to = 'agreed'") == [(PLACES,)]
    assert ask(data, "accommodation", "SELECT state, filled FROM needs") == [("filled", PLACES)]
    assert ask(data, "accommodation", "SELECT count(*) FROM known_contacts") == [(PLACES,)]
    letters = ask(data, "notifications", "SELECT key FROM messages WHERE template = 'agreed'")
    assert sorted(key for (key,) in letters) == sorted(f"agreed:{match_id}" for match_id in matches)


def posting(site_id: str) -> Call:
    """Post the need with a number; asked twice it is done once."""

    def post(server: Server, number: int) -> Any:
        need = {"site_id": site_id, "category": "german_conversation", "timing": "flexible", "wish": f"Nummer {number}"}
        return call(server, "/accommodation/api/needs", need, key=f"need-{number}")

    return post


def agreeing(matches: list[str]) -> Call:
    """Agree upon the match with a number; asked twice it is done once."""
    return lambda server, number: call(
        server, f"/matching/api/matches/{matches[number]}/agree", {}, key=f"agree-{number}"
    )


def many_matches(server: Server) -> list[str]:
    """A need with many places, and a ready volunteer asked for each."""
    site_id = call(server, "/accommodation/api/sites", SITE)["id"]
    need = {"site_id": site_id, "category": "german_conversation", "timing": "flexible", "headcount": PLACES}
    need_id = call(server, "/accommodation/api/needs", need)["id"]
    side_by_side(lambda number: a_volunteer(server, number), range(PLACES))
    offers = f"/matching/api/needs/{need_id}/offers?limit={PLACES}"
    with server.client(Role.COORDINATOR) as client:
        until(lambda: len(json.loads(client.get(offers)[1])) == PLACES)
        ranked = json.loads(client.get(offers)[1])
    proposal = {"need_id": need_id, "offer_ids": [offer["offer_id"] for offer in ranked]}
    return [match["id"] for match in call(server, "/matching/api/matches", proposal)]


def a_volunteer(server: Server, number: int) -> None:
    """Somebody signs up and is cleared."""
    signed_up = call(server, "/volunteers/api/sign-ups", {**VOLUNTEER, "email": f"volunteer{number}@example.org"})
    for click in ("confirm", "clear"):
        call(server, f"/volunteers/api/volunteers/{signed_up['id']}/{click}", {})


def until_killed(server: Server, do: Call, count: int, accepted: dict[int, Any], enough: int) -> None:
    """Some clients ask for what was not accepted so far; when enough was, the process is killed under them."""
    killed = threading.Event()

    def one(number: int) -> None:
        if killed.is_set():
            return
        try:
            accepted[number] = do(server, number)
        except BROKEN:
            return
        if len(accepted) >= enough and not killed.is_set():
            killed.set()
            server.kill()

    side_by_side(one, [number for number in range(count) if number not in accepted])
    assert server.process.returncode == -signal.SIGKILL
    assert enough <= len(accepted) < count


def all_again(server: Server, do: Call, count: int) -> dict[int, Any]:
    """Whoever got no answer asks again, and so does everybody else."""
    answers: dict[int, Any] = {}
    side_by_side(lambda number: answers.update({number: do(server, number)}), range(count))
    return answers


def side_by_side(do: Callable[[int], None], numbers: Iterable[int]) -> None:
    """Some threads, each with the next number; what one of them raises is raised here."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(do, numbers))


def call(server: Server, path: str, body: dict[str, Any], key: str | None = None) -> Any:
    """One POST as a coordinator, accepted or an error."""
    with server.client(Role.COORDINATOR) as client:
        status, answer = client.post(path, body, key=key)
    assert status in (200, 201, 202), answer
    return answer


def until_carried(data: Path) -> None:
    """Every event has reached everybody, and none has failed."""
    until(lambda: not any(ask(data, name, "SELECT 1 FROM outbox WHERE sent_at IS NULL LIMIT 1") for name in ALL))
    assert not any(ask(data, name, "SELECT error FROM inbox WHERE handled_at IS NULL") for name in ALL)


def until(done: Callable[[], bool]) -> None:
    """Wait for another process; there is nothing else to wait on than looking again."""
    limit = time.monotonic() + 30
    while not done():
        assert time.monotonic() < limit, "it takes too long"
        threading.Event().wait(0.05)


def uuids(data: Path, service: str, query: str) -> set[str]:
    """Ids as the API writes them."""
    return {str(UUID(row[0])) for row in ask(data, service, query)}


def ask(data: Path, service: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Look into a service's database from outside."""
    connection = sqlite3.connect(data / f"{service}.db", timeout=15)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()
