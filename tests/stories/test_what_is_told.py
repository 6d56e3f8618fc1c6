"""What the main job leaves behind in events and logs: nobody's contact, and one trace for all that follows a click."""

import json
import re

from shared.contracts.identity import AccountChanged
from shared.contracts.notifications import RecipientChanged
from shared.contracts.volunteers import ContactReleased
from shared.testing import World
from tests.stories import main_job
from tests.stories.carer import RECURRING, Carer
from tests.stories.conftest import Helps, Lines
from tests.stories.coordinator import Coordinator
from tests.stories.kept import told
from tests.stories.person import PASSWORD, Person

TRACE = "0af7651916cd43dd8448eb211c80319c"
SURNAMES = re.compile(r"\b(Meier|Keller|Frei|Huber)\b")
FIRST_NAMES = re.compile(r"\b(Anna|Bea|Lars|Regula)\b")
CONTACTS = re.compile(r"@example\.org|79\D?123\D?45\D?67")
REFERENCE, WISH = RECURRING["Ihr Zeichen"], RECURRING["Was sollte die freiwillige Person wissen?"]
SECRETS = re.compile(r"eyJ\w{20}|/(answer|enter|confirm|invitation|asked)/[.\w]|csrf_token|" + re.escape(PASSWORD))


def test_nobody_learns_more_of_people_than_they_need(lines: Lines, world: World, coordinator: Coordinator) -> None:
    main_job.play(world, coordinator)

    payloads = [(event.topic, event.payload) for event in told(world)]
    with_contact = {topic for topic, payload in payloads if CONTACTS.search(payload)}
    with_surname = {topic for topic, payload in payloads if SURNAMES.search(payload)}
    assert with_contact == {RecipientChanged.topic, ContactReleased.topic}
    assert with_surname == {RecipientChanged.topic, ContactReleased.topic, AccountChanged.topic}
    assert not [topic for topic, payload in payloads if REFERENCE in payload or SECRETS.search(payload)]

    logged = [json.dumps(line, ensure_ascii=False) for line in lines()]
    assert len(logged) > 100
    for private in (CONTACTS, SURNAMES, FIRST_NAMES, SECRETS, re.compile(f"{REFERENCE}|{re.escape(WISH)}")):
        assert not [line for line in logged if private.search(line)]


def test_contacts_go_only_where_they_are_used(world: World) -> None:
    hear = {name: member.service.topics for name, member in world.members.items()}

    assert {name for name in hear if RecipientChanged.topic in hear[name]} == {"identity", "notifications"}
    assert {name for name in hear if ContactReleased.topic in hear[name]} == {"accommodation"}


def test_one_trace_leads_from_a_posted_need_to_its_end(lines: Lines, world: World, carer: Carer) -> None:
    form = carer.my_needs().follow("Neue Anfrage")

    trace(carer)
    carer.press(form, "Anfrage senden", {**RECURRING, "Bis": "2026-11-24"})
    world.travel("2026-11-25 00:01")
    world.settle()

    traced = [event.topic for event in told(world) if event.trace == TRACE]
    assert traced == ["accommodation.need_changed.v1"] * 2  # posted, and run out two days later
    assert [event for event in told(world) if "need_changed" in event.topic and event.trace != TRACE] == []
    handled = [line for line in lines() if line.get("topic") == "accommodation.need_changed.v1"]
    assert len(handled) == 2 * 4 and {line["trace_id"] for line in handled} == {TRACE}


def test_one_trace_leads_from_a_click_through_all_services_to_the_mails(
    lines: Lines, world: World, coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> None:
    anna, need = ready_volunteer("Anna"), carer.post_need()
    coordinator.propose(need, anna)
    match = coordinator.move(need, anna, "Telefonisch Ja", "Auswählen")

    trace(coordinator)
    coordinator.press(match, "Einsatz vereinbaren")

    assert {event.topic for event in told(world) if event.trace == TRACE} == {
        "matching.match_changed.v1", "volunteers.contact_released.v1", "notifications.message_requested.v1",
    }  # fmt: skip
    sent = [line["template"] for line in lines() if line["event"] == "mail_sent" and line["trace_id"] == TRACE]
    assert sorted(sent) == ["agreed", "someone_comes"]


def trace(person: Person) -> None:
    """From now on this browser says of its requests that they belong to one trace."""
    person.browser.extra_environ["HTTP_TRACEPARENT"] = f"00-{TRACE}-b7ad6b7169203331-01"
