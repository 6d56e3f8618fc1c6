"""Ids are UUIDv7: unguessable enough to name things, sorted by time so that indexes grow at one end."""

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    """A new UUIDv7 as a plain `uuid.UUID` (drivers adapt that class, not its children)."""
    return UUID(int=uuid7().int)
