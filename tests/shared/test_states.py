"""States: what is not in the table of moves is forbidden; one click may pass several states."""

from enum import StrEnum

import pytest

from shared.errors import Conflict
from shared.states import Moves


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"
    SOLD = "sold"


MOVES = Moves(
    {
        Door.OPEN: [Door.SHUT],
        Door.SHUT: [Door.OPEN, Door.LOCKED],
        Door.LOCKED: [Door.SHUT, Door.SOLD],
    }
)


@pytest.mark.parametrize(
    ("start", "goal", "allowed"),
    [
        (Door.OPEN, Door.SHUT, True),
        (Door.OPEN, Door.LOCKED, False),
        (Door.OPEN, Door.OPEN, False),
        (Door.SOLD, Door.OPEN, False),
    ],
)
def test_only_moves_in_the_table_are_allowed(start: Door, goal: Door, allowed: bool) -> None:
    assert MOVES.allows(start, goal) is allowed
    assert MOVES.leads(start, goal) is allowed


def test_a_forbidden_move_is_a_conflict_that_names_both_ends() -> None:
    with pytest.raises(Conflict, match=r"open.*locked") as raised:
        MOVES.path(Door.OPEN, Door.LOCKED)

    assert (raised.value.code, raised.value.status) == ("forbidden_move", 409)


def test_a_click_passes_the_states_it_may_pass() -> None:
    assert MOVES.path(Door.OPEN, Door.LOCKED, through=[Door.SHUT]) == [Door.SHUT, Door.LOCKED]
    assert MOVES.path(Door.OPEN, Door.SHUT) == [Door.SHUT]


def test_a_click_passes_no_other_state() -> None:
    assert not MOVES.leads(Door.OPEN, Door.SOLD, through=[Door.LOCKED])
    assert MOVES.leads(Door.OPEN, Door.SOLD, through=[Door.LOCKED, Door.SHUT])


def test_the_shortest_way_is_taken() -> None:
    ways = Moves({Door.OPEN: [Door.SHUT, Door.SOLD], Door.SHUT: [Door.LOCKED], Door.LOCKED: [Door.SOLD]})

    assert ways.path(Door.OPEN, Door.SOLD, through=list(Door)) == [Door.SOLD]


def test_a_way_in_circles_ends() -> None:
    assert not Moves({Door.OPEN: [Door.SHUT], Door.SHUT: [Door.OPEN]}).leads(Door.OPEN, Door.SOLD, through=list(Door))


def test_nothing_follows_a_final_state() -> None:
    assert [state for state in Door if MOVES.final(state)] == [Door.SOLD]
