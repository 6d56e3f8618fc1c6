"""The official directory into a region file, leaving everything else as its author wrote it, comments included."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Item, Table

from shared.region.directory import read_directory
from shared.region.places import Locality, Municipality
from shared.region.problems import RegionError


def import_directory(
    region_toml_text: str, directory_file_path: Path | str, bfs_nrs: Iterable[int] | None = None
) -> str:
    """The region file with localities and point of these municipalities (None: those in it) from the directory.

    A municipality that is not in the file yet is added. The text may be a beginning that does not load yet.
    RegionError names every row of the directory that cannot be read, and every number that it does not have.
    """
    document = _parsed(region_toml_text)
    blocks = _blocks(document)
    present = {bfs_nr for block in blocks if isinstance(bfs_nr := block.get("bfs_nr"), int)}
    wanted = sorted(present) if bfs_nrs is None else list(dict.fromkeys(bfs_nrs))
    found = _found(wanted, read_directory(Path(directory_file_path)))
    for block in blocks:
        if block.get("bfs_nr") in found:
            _update(block, found[block["bfs_nr"]])
    for bfs_nr in wanted:
        if bfs_nr not in present:
            _append(document, found[bfs_nr])
    return tomlkit.dumps(document)


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text.removeprefix("\ufeff"))
    except TOMLKitError as error:
        raise RegionError([f"file: is not TOML: {error}"]) from error


def _blocks(document: tomlkit.TOMLDocument) -> list[Table]:
    blocks = document.get("municipalities", [])
    if isinstance(blocks, AoT):
        return list(blocks)
    if blocks:
        raise RegionError(["municipalities: must be written as [[municipalities]] blocks"])
    document.pop("municipalities", None)
    return []


def _found(wanted: list[int], directory: Mapping[int, Municipality]) -> dict[int, Municipality]:
    if not wanted:
        raise RegionError(["municipalities: the file has none yet, so say which, by their BFS numbers"])
    if missing := [bfs_nr for bfs_nr in wanted if bfs_nr not in directory]:
        raise RegionError([f"municipality {bfs_nr}: is not in the directory (has it merged?)" for bfs_nr in missing])
    return {bfs_nr: directory[bfs_nr] for bfs_nr in wanted}


def _update(block: Table, municipality: Municipality) -> None:
    tail = _take_tail(block)
    if "name" not in block:
        block["name"] = municipality.name
    block["lat"] = municipality.lat
    block["lon"] = municipality.lon
    block["localities"] = _localities(municipality.localities)
    _put_tail(block, tail)


def _append(document: tomlkit.TOMLDocument, municipality: Municipality) -> None:
    blocks = document.get("municipalities")
    if blocks is None:
        blocks = document["municipalities"] = tomlkit.aot()
    block = tomlkit.table()
    block["bfs_nr"] = municipality.bfs_nr
    _update(block, municipality)
    if len(blocks):
        _put_tail(block, _take_tail(blocks[-1]))
        _put_tail(blocks[-1], [tomlkit.nl()])
    blocks.append(block)


def _take_tail(block: Table) -> list[Item]:
    """The empty lines and comments that end a block; most often they are the heading of what comes next."""
    body, tail = block.value.body, list[Item]()
    if body and isinstance(body[-1][1], AoT):  # localities written as [[municipalities.localities]] end the block
        return _take_tail(body[-1][1][-1])
    while body and body[-1][0] is None:
        tail.insert(0, body.pop()[1])
    return tail


def _put_tail(block: Table, tail: list[Item]) -> None:
    for item in tail:
        block.value.append(None, item)


def _localities(localities: Iterable[Locality]) -> Array:
    array = tomlkit.array().multiline(True)
    for locality in localities:
        entry = tomlkit.inline_table()
        entry.update({"postcode": locality.postcode, "name": locality.name})
        array.append(entry)
    return array
