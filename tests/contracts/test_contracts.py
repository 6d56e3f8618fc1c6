"""Contracts: what was ever sent can still be read, and what is personal stays where it belongs.

`examples/` has one message per version of every event, as it was when that version began. Examples are never changed:
a new optional field is not in them, and anything else is a new version with an example of its own.
"""

import importlib
import pkgutil
import typing
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import shared.contracts
from shared import events
from shared.events import PERSON, Event, PersonId, event
from shared.message import Message

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.json"))
MEMBERS = {"specversion", "id", "source", "type", "time", "datacontenttype", "traceparent", "data"}

for module in pkgutil.iter_modules(shared.contracts.__path__):
    importlib.import_module(f"shared.contracts.{module.name}")
CONTRACTS = [kind for kind in events.BY_TOPIC.values() if kind.__module__.startswith("shared.contracts.")]

CONTACT_FIELDS = {"email", "phone", "street"}
MAY_CARRY_CONTACTS = {
    "notifications.recipient_changed.v1",
    "volunteers.contact_released.v1",
    "accommodation.site_changed.v1",  # an institution's own
}
NAMES_A_PERSON = {"volunteer_id", "person_id", "account_id"}
"""And an id whose name ends in `_by`."""
CALLS_SOMEBODY = CONTACT_FIELDS | {"name", "label", "wish"}

by_topic = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.topic)


def parts(hint: Any, path: str) -> Iterator[tuple[str, Any]]:
    """What an annotation says, and everything inside it, with the way there."""
    yield path, hint
    for inner in typing.get_args(hint):
        if not isinstance(inner, str):
            yield from parts(inner, path)
    if is_dataclass(hint):
        yield from fields_of(hint, f"{path}.")


def fields_of(cls: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of a contract, however deep."""
    for name, hint in typing.get_type_hints(cls, include_extras=True).items():
        yield from parts(hint, path + name)


def persons_in(cls: Any) -> set[str]:
    """Where a contract names persons."""
    return {path for path, hint in fields_of(cls) if PERSON in getattr(hint, "__metadata__", ())}


def names_in(cls: Any) -> set[str]:
    """What a contract's fields are called, however deep."""
    return {path.rpartition(".")[2] for path, _ in fields_of(cls)}


def example_of(contract: type[Event]) -> Event:
    return Message.read((Path(__file__).parent / "examples" / f"{contract.topic}.json").read_text()).event()


def leaves_the_office_with(cls: Any) -> set[str]:
    """What of an event that may leave the office should not."""
    return persons_in(cls) | (names_in(cls) & CALLS_SOMEBODY)


# --- messages of old ---


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_message_of_old_can_be_read_today_and_nothing_of_it_is_lost(path: Path) -> None:
    message = Message.read(path.read_text())

    told = message.envelope["data"]
    assert events.dump(message.event()) == {**events.dump(message.event()), **told}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_a_whole_message(path: Path) -> None:
    message = Message.read(path.read_text())

    assert message.topic == path.stem
    assert message.envelope.keys() == MEMBERS


@by_topic
def test_every_version_of_every_event_has_an_example(contract: type[Event]) -> None:
    assert contract.topic in {path.stem for path in EXAMPLES}


@by_topic
def test_fields_that_came_later_may_be_missing(contract: type[Event]) -> None:
    data = events.dump(example_of(contract))
    optional = {name for name, field in contract.schema.fields.items() if not field.required}

    events.load(contract.topic, {name: value for name, value in data.items() if name not in optional})


@by_topic
def test_fields_nobody_knows_yet_do_no_harm(contract: type[Event]) -> None:
    told = example_of(contract)

    assert events.load(contract.topic, {**events.dump(told), "of_tomorrow": {"a": [1]}}) == told


# --- the shape of events ---


@by_topic
def test_what_is_known_by_revision_begins_with_its_id(contract: type[Event]) -> None:
    hints = typing.get_type_hints(contract)

    if "revision" in hints:
        assert hints["revision"] is int
        assert hints[next(iter(hints))] is UUID


@by_topic
def test_a_removal_is_of_something_that_is_told_under_the_same_id(contract: type[Event]) -> None:
    name = contract.__name__.removesuffix("Removed")
    told = {kind.__name__: kind for kind in CONTRACTS if kind.__module__ == contract.__module__}

    if name != contract.__name__:
        state = told.get(f"{name}Changed") or told[name]
        assert next(iter(typing.get_type_hints(state))) == next(iter(typing.get_type_hints(contract)))
        assert "revision" in typing.get_type_hints(contract)


# --- persons ---


@by_topic
def test_every_person_an_event_names_is_found_for_erasure(contract: type[Event]) -> None:
    assert len(list(events.persons(example_of(contract)))) == len(persons_in(contract))


@by_topic
def test_ids_of_persons_are_marked_as_such(contract: type[Event]) -> None:
    ids = {path for path, hint in fields_of(contract) if hint is UUID or UUID in typing.get_args(hint)}
    of_persons = {path for path in ids if path in NAMES_A_PERSON or path.endswith("_by")}

    assert of_persons <= persons_in(contract)


@by_topic
def test_contacts_travel_in_their_own_events_only(contract: type[Event]) -> None:
    assert contract.topic in MAY_CARRY_CONTACTS or not names_in(contract) & CONTACT_FIELDS


@by_topic
def test_what_may_leave_the_office_says_nothing_of_anybody(contract: type[Event]) -> None:
    assert not contract.shareable or leaves_the_office_with(contract) == set()


def test_persons_in_a_made_up_event_that_may_leave_the_office_are_noticed() -> None:
    @dataclass
    class Helper:
        helper_id: PersonId
        phone: str

    @event(shareable=True)
    class Crowded:
        total: int
        helpers: list[Helper]
        others: list[PersonId]

    assert leaves_the_office_with(Crowded) == {"helpers.helper_id", "others", "phone"}
