"""States and the moves between them, as one table per thing.

A move that is not in the table is a `Conflict`; nothing changes silently. One click may pass several states:
`path` finds the way through the states that the click may pass.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from shared.errors import Conflict
from shared.i18n import _

S = TypeVar("S", bound=StrEnum)


class Moves(Generic[S]):
    """The allowed moves of one kind of thing: state -> states it may go to."""

    def __init__(self, table: Mapping[S, Iterable[S]]) -> None:
        self.table: dict[S, frozenset[S]] = {state: frozenset(goals) for state, goals in table.items()}

    def allows(self, start: S, goal: S) -> bool:
        """Whether one single move leads from `start` to `goal`."""
        return goal in self.table.get(start, frozenset())

    def leads(self, start: S, goal: S, through: Iterable[S] = ()) -> bool:
        """Whether a click may bring something from `start` to `goal`."""
        return self._search(start, goal, frozenset(through)) is not None

    def path(self, start: S, goal: S, through: Iterable[S] = ()) -> list[S]:
        """The states to take one after the other from `start` to `goal` (without `start`, with `goal`).

        Only states in `through` are passed on the way. Raises `Conflict` when no way leads there.
        """
        found = self._search(start, goal, frozenset(through))
        if found is None:
            told = _("Von «%(start)s» führt kein Schritt nach «%(goal)s».", start=start, goal=goal)
            raise Conflict("forbidden_move", told)
        return found

    def final(self, state: S) -> bool:
        """Whether nothing follows a state."""
        return not self.table.get(state)

    def _search(self, start: S, goal: S, through: frozenset[S]) -> list[S] | None:
        ways: deque[list[S]] = deque([[start]])
        seen = {start}
        while ways:
            way = ways.popleft()
            for step in sorted(self.table.get(way[-1], frozenset())):
                if step == goal:
                    return [*way[1:], step]
                if step in through and step not in seen:
                    seen.add(step)
                    ways.append([*way, step])
        return None
