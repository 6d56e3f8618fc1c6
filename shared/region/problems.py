"""What can be wrong, told in one go: one line per problem, each with its place in the file."""

from collections.abc import Iterator, Sequence
from typing import Any


class RegionError(Exception):
    """A region file or a directory that cannot be used; `problems` has a line for every reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def flatten(errors: Any, raw: Any, place: str = "") -> Iterator[str]:
    """Marshmallow's nested errors as lines: «municipalities[3].lat: must lie in Switzerland … (in «Widen»)».

    Places count from 0; the block's own name stands behind, because nobody counts blocks in a file.
    """
    if not isinstance(errors, dict):
        yield from (f"{place}: {message}" for message in errors)
        return
    for key, inner in errors.items():
        if key == "_schema":
            yield from flatten(inner, raw, place or "file")
        elif isinstance(key, int):
            entry = raw[key]
            block = "" if "[" in place else _called(entry)
            yield from (line + block for line in flatten(inner, entry, f"{place}[{key}]"))
        else:
            entry = raw.get(key) if isinstance(raw, dict) else None
            yield from flatten(inner, entry, f"{place}.{key}" if place else str(key))


def _called(entry: Any) -> str:
    """A block by what it calls itself, if it does."""
    if not isinstance(entry, dict):
        return ""
    name = next((entry[key] for key in ("name", "code") if isinstance(entry.get(key), str)), None)
    return f" (in «{name}»)" if name else ""
