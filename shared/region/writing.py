"""From Region to a file that reads back equal, laid out the way a person would write it."""

from dataclasses import fields, is_dataclass
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Item, String, Table

from shared.region.lookup import Region
from shared.region.settings import Words

HEADING = "The region this office works for. Written by export; comments of the file it was read from are not in it."


def export(region: Region) -> str:
    """TOML text; `loads(export(region)) == region`."""
    document = tomlkit.document()
    document.add(tomlkit.comment(HEADING))
    for name, value in _present(region):
        document.add(tomlkit.nl())
        document.add(name, _blocks(value) if isinstance(value, tuple) else _table(value))
    return tomlkit.dumps(document)


def _present(value: Any) -> list[tuple[str, Any]]:
    """Fields that say something: what is optional and absent is left out."""
    found = [(field.name, getattr(value, field.name)) for field in fields(value)]
    return [(name, content) for name, content in found if content is not None]


def _blocks(values: tuple[Any, ...]) -> Item:
    if not values:
        return tomlkit.array()
    return AoT([_table(value) for value in values])


def _table(value: Any) -> Table:
    table = tomlkit.table()
    for name, content in _present(value):
        table.add(name, _item(content))
    return table


def _item(content: Any) -> Any:
    if isinstance(content, Words):
        return _inline({language: _string(text) for language, text in content.by_language})
    if isinstance(content, tuple):
        return _array(content)
    if is_dataclass(content):
        return _table(content)
    return _string(content) if isinstance(content, str) else content


def _array(contents: tuple[Any, ...]) -> Array:
    """Plain values on one line, tables one to a line."""
    array = tomlkit.array()
    if any(is_dataclass(content) for content in contents):
        array.multiline(True)
    for content in contents:
        array.append(_inline(dict(_present(content))) if is_dataclass(content) else content)
    return array


def _inline(contents: dict[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(contents)
    return table


def _string(text: str) -> String:
    return tomlkit.string(text, multiline="\n" in text)
