"""What is kept in the databases of a world, and what was told: for stories about what must not be there."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select, text

from shared.tables import Outbox
from shared.testing import World


@dataclass(frozen=True)
class Told:
    """One event as it was sent."""

    topic: str
    payload: str

    @property
    def trace(self) -> str:
        """The trace it belongs to."""
        return str(json.loads(self.payload)["traceparent"].split("-")[1])


def told(world: World) -> list[Told]:
    """Every event of every service, each service's oldest first."""
    found: list[Told] = []
    for member in world.members.values():
        with member.db.reading() as session:
            found += [Told(r.topic, r.payload) for r in session.scalars(select(Outbox).order_by(Outbox.position))]
    return found


def rows(world: World) -> Counter[str]:
    """How many rows each table of each service has."""
    return Counter({name: len(kept) for name, kept in snapshot(world).items()})


def snapshot(world: World) -> dict[str, list[Any]]:
    """Every row of every table of every service."""
    found: dict[str, list[Any]] = {}
    for name, member in world.members.items():
        with member.db.reading() as session:
            for table in inspect(session.connection()).get_table_names():
                found[f"{name}.{table}"] = sorted(map(repr, session.execute(text(f"SELECT * FROM {table}"))))  # noqa: S608
    return found
