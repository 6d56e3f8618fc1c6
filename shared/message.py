"""A message is an event on its way: CloudEvents 1.0 in structured JSON, the same bytes in outbox, queue and webhook.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
`traceparent` (W3C) travels as an extension, so that one request can be followed through all its events.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from shared import clock, events, log
from shared.db import storable
from shared.events import Event, Unreadable
from shared.ids import new_id

CONTENT_TYPE = "application/cloudevents+json"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One event in its envelope. `payload` is the whole envelope as JSON text."""

    id: UUID
    topic: str
    payload: str
    about: tuple[UUID, ...] = ()

    @classmethod
    def wrap(cls, event: Event, source: str) -> Self:
        """Put an event of the service `source` into an envelope. Raises `ValueError` when it breaks its contract."""
        message_id = new_id()
        envelope = {
            "specversion": "1.0",
            "id": str(message_id),
            "source": f"/{source}",
            "type": event.topic,
            "time": clock.now().isoformat(),
            "datacontenttype": "application/json",
            "traceparent": log.traceparent(),
            "data": events.dump(event),
        }
        text = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
        return cls(id=message_id, topic=event.topic, payload=text, about=tuple(events.persons(event)))

    @classmethod
    def read(cls, payload: str) -> Self:
        """Take a message from the wire. What has no readable id gets one made from its bytes, so repeats are known."""
        payload = storable(payload)
        try:
            envelope = json.loads(payload)
            return cls(id=UUID(str(envelope["id"])), topic=storable(str(envelope["type"])), payload=payload)
        except (ValueError, KeyError, TypeError, RecursionError):
            return cls(id=uuid5(NAMESPACE_URL, payload), topic="unreadable", payload=payload)

    @cached_property
    def envelope(self) -> dict[str, Any]:
        """The envelope's members. Raises `Unreadable`."""
        try:
            envelope = json.loads(self.payload)
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"no JSON: {error}") from error
        if not isinstance(envelope, dict) or not isinstance(envelope.get("data"), dict):
            raise Unreadable("no CloudEvent with a JSON object as data")
        return envelope

    def event(self) -> Event:
        """The event inside. Raises `Unreadable`."""
        return events.load(self.topic, self.envelope["data"])
