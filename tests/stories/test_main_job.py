"""The whole main job, and what it leaves behind in events and logs: nobody's contact, and one trace for each click."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from shared import log
from shared.contracts.identity import AccountChanged
from shared.contracts.notifications import RecipientChanged
from shared.contracts.volunteers import ContactReleased
from shared.testing import World
from tests.stories import main_job
from tests.stories.carer import RECURRING, Carer
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator
from tests.stories.kept import told

TRACE = "0af7651916cd43dd8448eb211c80319c"
PEOPLE = ("Anna", "Bea", "Lars", "Regula", "Meier", "Keller", "Frei", "Huber")
SURNAMES = re.compile("Meier|Keller|Frei\\b|Huber")
CONTACTS = re.compile(r"example\\.org|79\\D?123\\D?45\\D?67")
FREE_TEXT = (RECURRING["Was sollte die freiwillige Person wissen?"], RECURRING["Ihr Zeichen"])

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """What was logged so far, down to DEBUG: the dictionaries that the lines are."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    before = logging.root.handlers[:], logging.root.level
    log.configure(level="DEBUG")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.root.handlers[:], level = before
    logging.root.setLevel(level)


def test_a_recurring_need_from_sign_up_to_done(world: World, coordinator: Coordinator) -> None:
    main_job.play(world, coordinator)


def test_events_say_no_more_of_people_than_their_readers_need(world: World, coordinator: Coordinator) -> None:
    main_job.play(world, coordinator)

    events = told(world)
    with_contact = {event.topic for event in events if CONTACTS.search(event.payload)}
    with_surname = {event.topic for event in events if SURNAMES.search(event.payload)}
    with_reference = {event.topic for event in events if RECURRING["Ihr Zeichen"] in event.payload}
    assert with_contact == {RecipientChanged.topic, ContactReleased.topic}
    assert with_surname == {RecipientChanged.topic, ContactReleased.topic, AccountChanged.topic}
    assert with_reference == set()


def test_contacts_go_only_where_they_are_used(world: World) -> None:
    hear = {name: member.service.topics for name, member in world.members.items()}

    assert {name for name in hear if RecipientChanged.topic in hear[name]} == {"identity", "notifications"}
    assert {name for name in hear if ContactReleased.topic in hear[name]} == {"accommodation"}


def test_no_line_of_the_log_says_who_somebody_is(
    lines: Lines, make_world: Callable[..., World], request: pytest.FixtureRequest
) -> None:
    world: World = request.getfixturevalue("world")  # made only now, so that it logs from its first moment on

    main_job.play(world, request.getfixturevalue("coordinator"))

    logged = lines()
    assert len(logged) > 100 and {"debug", "info"} <= {line["level"] for line in logged}
    for line in logged:
        text = json.dumps(line, ensure_ascii=False)
        assert not CONTACTS.search(text), text
        assert not [word for word in (*PEOPLE, *FREE_TEXT) if word in text], text
        assert "eyJ" not in text and "/answer/." not in text, f"a signed link or token: {text}"


def test_one_trace_leads_from_a_posted_need_to_all_that_follows(
    lines: Lines, world: World, coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> None:
    ready_volunteer("Anna")
    before = len(told(world))
    form = carer.my_needs().follow("Neue Anfrage")
    carer.browser.extra_environ["HTTP_TRACEPARENT"] = f"00-{TRACE}-b7ad6b7169203331-01"

    carer.press(form, "Anfrage senden", {**RECURRING, "Bis": "2026-11-24"})
    world.travel("2026-11-25 00:01")
    world.settle()

    del before
    followed = [line for line in lines() if line.get("trace_id") == TRACE]
    print([e.topic for e in told(world) if e.trace == TRACE])
    print(followed)
    assert 0
