"""The databases of an office as they were at some moment, to come back to: each try begins at the same place."""

import sqlite3
from collections.abc import Iterator

from deploy.instance import Instance

State = list[sqlite3.Connection]
"""A copy of the database of each service."""
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


class Databases:
    """What is kept by all services of an office, now and as it was."""

    def __init__(self, instance: Instance) -> None:
        self.names = [member.service.name for member in instance.members]
        self.live = [sqlite3.connect(str(member.db.path)) for member in instance.members]
        self.copies: list[State] = []
        self._state: State = []
        self._versions: list[int] = []

    def keep(self) -> State:
        """Everything as it is now."""
        kept = [sqlite3.connect(":memory:") for _ in self.live]
        for live, copy in zip(self.live, kept, strict=True):
            live.backup(copy)
        self.copies.append(kept)
        self._state, self._versions = kept, self._now()
        return kept

    def restore(self, state: State) -> None:
        """Everything as it was; what nobody has touched is left alone."""
        touched = [now != then for now, then in zip(self._now(), self._versions, strict=True)]
        for live, copy, written in zip(self.live, state, touched, strict=True):
            if written or state is not self._state:
                copy.backup(live)
        self._state, self._versions = state, self._now()

    def has_changed(self) -> bool:
        """Whether anything was written since everything was as it was."""
        return self._versions != self._now()

    def written(self) -> set[str]:
        """The tables in which something is other than it was."""
        return {
            f"{name}.{table}"
            for name, live, before in zip(self.names, self.live, self._state, strict=True)
            for (table,) in live.execute(TABLES).fetchall()
            if _rows(live, table) != _rows(before, table)
        }

    def events(self) -> list[int]:
        """How many events each service has told so far."""
        return [live.execute("SELECT max(position) FROM outbox").fetchone()[0] or 0 for live in self.live]

    def close(self) -> None:
        """Let go of all of them."""
        for one in self._all():
            one.close()

    def _all(self) -> Iterator[sqlite3.Connection]:
        yield from self.live
        for state in self.copies:
            yield from state

    def _now(self) -> list[int]:
        """Numbers that change when somebody else writes."""
        return [int(live.execute("PRAGMA data_version").fetchone()[0]) for live in self.live]


def _rows(database: sqlite3.Connection, table: str) -> list[str]:
    return sorted(map(repr, database.execute(f"SELECT * FROM {table}")))  # noqa: S608  # a name of ours
