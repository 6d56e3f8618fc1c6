"""The official directory of localities, as municipalities with one point and their postcodes.

The directory («Amtliches Ortschaftenverzeichnis», swisstopo, CSV edition with WGS84 coordinates) has a row per
locality and municipality: E is the longitude, N the latitude. Columns are found by name, since editions add some.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from shared.region.fields import LAT_RANGE, LON_RANGE
from shared.region.places import Locality, Municipality, same_place
from shared.region.problems import RegionError

COLUMNS = ("Ortschaftsname", "PLZ", "Gemeindename", "BFS-Nr", "E", "N")
DIGITS = 5  # of a degree: about a metre


@dataclass(frozen=True, kw_only=True)
class Row:
    locality: Locality
    municipality: str
    bfs_nr: int
    lat: float
    lon: float


def read_directory(path: Path) -> dict[int, Municipality]:
    """All municipalities of the file by BFS number; RegionError names the line of every row that cannot be read."""
    by_bfs_nr: dict[int, list[Row]] = {}
    for row in _rows(path.name, _text(path)):
        by_bfs_nr.setdefault(row.bfs_nr, []).append(row)
    return {bfs_nr: _municipality(rows) for bfs_nr, rows in by_bfs_nr.items()}


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RegionError([f"{path}: cannot be read: {error.strerror}"]) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RegionError([f"{path.name} line {line}: is not UTF-8 text (save the file as CSV UTF-8)"]) from error


def _rows(file: str, text: str) -> list[Row]:
    rows, problems = [], []
    records = _records(file, text)
    _, header = next(records, (1, []))
    if missing := [name for name in COLUMNS if name not in header]:
        raise RegionError([f"{file} line 1: has no column {', '.join(missing)} (columns are separated by ;)"])
    for line, cells in records:
        try:
            rows.append(_row(header, cells))
        except ValueError as error:
            problems.append(f"{file} line {line}: {error}")
    if problems:
        raise RegionError(problems)
    return rows


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line it begins on; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise RegionError([f"{file} line {line}: {error}"]) from error


def _row(header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise ValueError(f"has {len(cells)} columns instead of {len(header)}")
    record = dict(zip(header, cells, strict=True))
    return Row(
        locality=Locality(postcode=_matching(record, "PLZ", r"[1-9][0-9]{3}"), name=_name(record, "Ortschaftsname")),
        municipality=_name(record, "Gemeindename"),
        bfs_nr=int(_matching(record, "BFS-Nr", r"[1-9][0-9]{0,3}")),
        lat=_degrees(record, "N", LAT_RANGE),
        lon=_degrees(record, "E", LON_RANGE),
    )


def _matching(record: Mapping[str, str], column: str, regex: str) -> str:
    if not re.fullmatch(regex, record[column]):
        raise ValueError(f"{column} «{record[column]}» is not a number as expected")
    return record[column]


def _name(record: Mapping[str, str], column: str) -> str:
    name = record[column]
    if not name or not name.isprintable():
        raise ValueError(f"{column} is empty or has control characters")
    return name


def _degrees(record: Mapping[str, str], column: str, bounds: tuple[float, float]) -> float:
    """The national grid (E 2'600'000) has an edition of its own, which looks just the same."""
    smallest, largest = bounds
    try:
        value = float(record[column])
    except ValueError:
        raise ValueError(f"{column} «{record[column]}» is not a number") from None
    if not smallest <= value <= largest:
        raise ValueError(f"{column} {record[column]} is not in Switzerland (is this the edition with WGS84?)")
    return value


def _municipality(rows: list[Row]) -> Municipality:
    """Its point is that of the locality that bears its name, else the mean of all."""
    rows = sorted(rows, key=lambda row: row.locality.postcode)
    main = [row for row in rows if same_place(row.locality.name, row.municipality)][:1] or rows
    return Municipality(
        bfs_nr=rows[0].bfs_nr,
        name=rows[0].municipality,
        lat=round(fmean(row.lat for row in main), DIGITS),
        lon=round(fmean(row.lon for row in main), DIGITS),
        localities=tuple(dict.fromkeys(row.locality for row in rows)),
    )
