"""Messages: an event in a CloudEvents envelope, and what becomes of bytes that are none."""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import clock, log
from shared.events import Unreadable
from shared.message import Message
from tests.shared.garden import HarvestPicked

PICKED = HarvestPicked(label="Zwölf Äpfel", picked_by=uuid4())

ODD_PAYLOADS = [
    "",
    "no json",
    "null",
    "5",
    "[]",
    '"text"',
    "{}",
    '{"id": 5, "type": "garden.harvest_picked.v1"}',
    '{"id": null, "type": null, "data": {}}',
    '{"id": "00000000-0000-0000-0000-000000000007"}',
    "[" * 100_000,
]


def test_the_envelope_is_a_cloud_event() -> None:
    clock.travel(datetime(2026, 11, 21, 13, 30, tzinfo=UTC))

    message = Message.wrap(PICKED, "garden")

    envelope = json.loads(message.payload)
    assert envelope.pop("time").startswith("2026-11-21T13:30:00")
    assert envelope.pop("traceparent").startswith("00-")
    assert envelope == {
        "specversion": "1.0",
        "id": str(message.id),
        "source": "/garden",
        "type": "garden.harvest_picked.v1",
        "datacontenttype": "application/json",
        "data": {"label": "Zwölf Äpfel", "picked_by": str(PICKED.picked_by)},
    }


def test_the_time_of_a_message_has_a_zone() -> None:
    envelope = Message.wrap(PICKED, "garden").envelope

    assert datetime.fromisoformat(envelope["time"]).tzinfo is not None


def test_a_message_comes_off_the_wire_as_it_went_on() -> None:
    sent = Message.wrap(PICKED, "garden")

    taken = Message.read(sent.payload)

    assert (taken.id, taken.topic, taken.event()) == (sent.id, sent.topic, PICKED)


def test_a_message_knows_whom_it_is_about() -> None:
    assert Message.wrap(PICKED, "garden").about == (PICKED.picked_by,)


def test_two_messages_of_one_event_are_two() -> None:
    assert Message.wrap(PICKED, "garden").id != Message.wrap(PICKED, "garden").id


def test_a_message_carries_the_trace_it_was_made_in() -> None:
    with log.following(None) as trace:
        message = Message.wrap(PICKED, "garden")

    assert message.envelope["traceparent"].split("-")[1] == trace


@pytest.mark.parametrize("payload", ODD_PAYLOADS, ids=lambda payload: payload[:20])
def test_what_is_no_message_has_an_id_all_the_same_and_says_that_it_is_unreadable(payload: str) -> None:
    message = Message.read(payload)

    assert isinstance(message.id, UUID)
    assert message.payload == payload
    with pytest.raises(Unreadable):
        message.event()


def test_the_same_unreadable_bytes_are_the_same_message() -> None:
    assert Message.read("no json").id == Message.read("no json").id
    assert Message.read("no json").id != Message.read("nor this").id


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
envelopes = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("id", "type", "data", "time", "traceparent"), json_values)
)


@given(json_values | envelopes)
def test_nothing_on_the_wire_can_do_more_than_be_unreadable(value: object) -> None:
    message = Message.read(json.dumps(value))

    with pytest.raises(Unreadable):
        message.event()
