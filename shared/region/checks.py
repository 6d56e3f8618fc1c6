"""What one value alone cannot tell: doubles, and codes that lead nowhere.

These look at the file as it was read, before its shape is known to be right, so that they are told together
with every other problem. Whatever has the wrong shape is passed over here: the schema names it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from shared.contracts.words import ClearanceKind

Data = dict[str, Any]


def problems(raw: Data) -> list[str]:
    return [problem for check in CHECKS for problem in check(raw)]


def repeated_keys(raw: Data) -> Iterator[str]:
    for name, key in UNIQUE:
        yield from _repeats([(f"{name}[{nr}].{key}", entry.get(key)) for nr, entry in _entries(raw, name)])


def repeated_localities(raw: Data) -> Iterator[str]:
    for nr, municipality in _entries(raw, "municipalities"):
        addresses = [
            (f"municipalities[{nr}].localities[{at}]", f"{locality.get('postcode')} {locality.get('name')}")
            for at, locality in _entries(municipality, "localities")
        ]
        yield from _repeats(addresses)


def postcodes_of_two_neighbours(raw: Data) -> Iterator[str]:
    """The page sends people to one office: somebody has to decide to which."""
    places = [
        (f"neighbours[{nr}].postcodes[{at}]", postcode)
        for nr, neighbour in _entries(raw, "neighbours")
        for at, postcode in enumerate(_list(neighbour, "postcodes"))
    ]
    yield from _repeats(places)


def unknown_clearances(raw: Data) -> Iterator[str]:
    known = [entry.get("code") for _, entry in _entries(raw, "clearances")]
    demands = _table(_table(raw, "rules"), "clearances")
    for whom in demands:
        for at, code in enumerate(_list(demands, whom)):
            if isinstance(code, str) and code not in known:
                yield f"rules.clearances.{whom}[{at}]: «{code}» is not the code of one of [[clearances]]"


def clearances_nobody_keeps(raw: Data) -> Iterator[str]:
    """Volunteers' clearances are kept by kind: one that no form offers would be asked for in vain."""
    kinds = [kind.value for kind in ClearanceKind]
    for nr, entry in _entries(raw, "clearances"):
        code = entry.get("code")
        if isinstance(code, str) and code not in kinds:
            yield f"clearances[{nr}].code: «{code}» is none of {', '.join(kinds)}"


CHECKS: tuple[Callable[[Data], Iterator[str]], ...] = (
    repeated_keys,
    repeated_localities,
    postcodes_of_two_neighbours,
    unknown_clearances,
    clearances_nobody_keeps,
)

UNIQUE = (
    ("municipalities", "bfs_nr"),
    ("municipalities", "name"),
    ("neighbours", "name"),
    ("categories", "code"),
    ("clearances", "code"),
)


def _repeats(placed: list[tuple[str, Any]]) -> Iterator[str]:
    first: dict[Any, str] = {}
    for place, value in placed:
        if not isinstance(value, str | int):
            continue
        if value in first:
            yield f"{place}: «{value}» stands already at {first[value]}"
        first.setdefault(value, place)


def _entries(raw: Data, name: str) -> list[tuple[int, Data]]:
    return [(nr, entry) for nr, entry in enumerate(_list(raw, name)) if isinstance(entry, dict)]


def _list(raw: Data, name: str) -> list[Any]:
    found = raw.get(name)
    return found if isinstance(found, list) else []


def _table(raw: Data, name: str) -> Data:
    found = raw.get(name)
    return found if isinstance(found, dict) else {}
