"""The server as a process: what it says when it starts, whether that leads in, and how it ends."""

import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from deploy.instance import existing_instance
from services.accommodation.models import Need
from services.matching.models import KnownNeed
from services.volunteers.models import Volunteer
from shared.auth import Role
from shared.testing import Server, serving
from tests.deploy.conftest import Rif
from tests.deploy.visitor import Visitor

REAL = {"DEMO": "0", "RIF_SMTP_HOST": "127.0.0.1"}
SOMEBODY = {
    "first_name": "Anna", "last_name": "Meier", "email": "anna@example.org", "phone": "079 123 45 67",
    "postcode": "5620", "travel_km": 10, "mobility": "bike", "categories": ["german_conversation"], "consent": True,
}  # fmt: skip
PASSWORD = "Apfelbaum im Garten"


def links_in(said: str) -> dict[str, str]:
    """The lines that hold a link: what it is for, and where it leads."""
    return dict(re.findall(r"^ +(.+?) +(http://\S+)$", said, re.MULTILINE))


def test_a_demo_says_where_it_is_and_lets_three_people_in(data: Path) -> None:
    with serving(data) as server:
        links = links_in(server.said)

        assert f"http://localhost:{server.port}/" in server.said.split()
        first_pages = {who: enter(link) for who, link in links.items() if "/enter/" in link}
        assert first_pages == {
            "Koordination": ("Jetzt anmelden", "Heute"),
            "Unterkunft": ("Jetzt anmelden", "Meine Anfragen"),
            "Freiwillige": ("Jetzt anmelden", "Guten Tag, Verena"),
        }
        (mailbox,) = [link for link in links.values() if link.endswith("/notifications/mailbox")]
        assert Visitor().open(mailbox) == "Postfach der Demo"


def enter(link: str) -> tuple[str, str]:
    """The button behind a link, and the page it leads to."""
    visitor = Visitor()
    visitor.open(link)
    button = visitor.page.find("main").find("button").get_text(strip=True)
    return button, visitor.press(button)


def test_a_real_office_gets_its_first_administrator_by_a_link_that_works_once(data: Path) -> None:
    with serving(data, **REAL) as server:
        (link,) = re.findall(r"http://\S+/identity/invitation/\S+", server.said)
        server.process.send_signal(signal.SIGINT)  # Ctrl-C
        assert server.process.wait(10) == 0
    with serving(data, server.port, **REAL) as server:
        assert "/identity/invitation/" in server.said  # nobody has joined yet
        regula = Visitor()
        regula.open(link)
        typed = {"name": "Regula Huber", "email": "regula@example.org", "password": PASSWORD}
        joined = regula.press("Konto eröffnen", **typed)
        again = Visitor().open(link)

    with serving(data, server.port, **REAL) as server:
        said = server.said
        back = Visitor()
        back.open(f"http://localhost:{server.port}/identity/sign-in")
        signed_in = back.press("Anmelden", email="regula@example.org", password=PASSWORD)
        people = back.open("/identity/people")

    assert (joined, signed_in, people) == ("Heute", "Heute", "Personen")
    assert again == "Dieser Link wurde schon gebraucht"
    assert said.splitlines() == [f"Regionale Integrationsfachstelle Musterregion: http://localhost:{server.port}/"]


def test_it_ends_at_once_when_it_is_asked_to(data: Path) -> None:
    with serving(data, **REAL) as server, server.client(Role.COORDINATOR) as client:
        assert client.get("/matching/today")[0] == 200  # and the connection stays open
        begun = time.monotonic()

        server.process.terminate()

        assert server.process.wait(10) == 0
        assert time.monotonic() - begun < 10


def test_what_is_being_done_when_it_is_asked_to_stop_is_finished_and_answered(data: Path) -> None:
    with serving(data, **REAL) as server, ThreadPoolExecutor() as callers:
        with closing(sqlite3.connect(data / "volunteers.db", isolation_level=None)) as volunteers:
            volunteers.execute("BEGIN IMMEDIATE")  # whoever signs up waits for us
            signing_up = callers.submit(sign_up, server)
            read_by_the_server(server)

            server.process.terminate()
            with pytest.raises(subprocess.TimeoutExpired):
                server.process.wait(0.5)

        assert signing_up.result(10) == 202
        assert server.process.wait(10) == 0


def sign_up(server: Server) -> int:
    """A program signs somebody up; gives the status."""
    with server.client(Role.COORDINATOR) as client:
        return client.post("/volunteers/api/sign-ups", SOMEBODY)[0]


def read_by_the_server(server: Server) -> None:
    """What was sent before this has been taken up: the server reads its connections in turn."""
    for _ in range(20):
        with server.client() as client:
            assert client.get("/")[0] == 200


def test_the_demo_office_grows_by_exactly_what_is_asked_for(begin: Callable[..., None], run_rif: Rif) -> None:
    demo = {"DEMO": "1", "RIF_SMTP_HOST": ""}
    begin(**demo)
    seen = [people_and_needs()]

    for seed in ("1", "2"):
        result = run_rif("demo", "--volunteers", "5", "--needs", "2", "--seed", seed, **demo)
        assert result.exit_code == 0, result.exception
        seen.append(people_and_needs())

    assert seen == [(0, 0), (5, 2), (10, 4)]


def people_and_needs() -> tuple[int, int]:
    """How many volunteers there are and how many needs, in their own services and in matching's copies."""
    with existing_instance() as instance:
        counted = {}
        for table, service in ((Volunteer, "volunteers"), (Need, "accommodation"), (KnownNeed, "matching")):
            with instance.db(service).reading() as session:
                counted[table] = session.scalar(select(func.count()).select_from(table)) or 0
    assert counted[KnownNeed] == counted[Need]
    return counted[Volunteer], counted[Need]
