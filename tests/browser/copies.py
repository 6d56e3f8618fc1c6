"""A larger office from a small one: every row several times over, with ids of its own that fit together everywhere."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Table, insert, select

from deploy.instance import Instance
from shared.service import Member
from shared.tables import Common

SITE = "site_id"
"""Every other copy stays at the site of its original: the carer's own sites get more needs too, not only new ones."""

Rows = list[dict[str, Any]]


def copy_rows(instance: Instance, times: int) -> None:
    """Add so many copies of all that people did; what services have to tell each other about it is not repeated."""
    kept = {member.service.name: _rows(member) for member in instance.members}
    ids = {row["id"] for tables in kept.values() for rows in tables.values() for row in rows if "id" in row}
    for member in instance.members:
        with member.db.transaction() as session:
            for table, rows in kept[member.service.name].items():
                if copies := [one for row in rows for one in _copies(table, row, ids, times)]:
                    session.execute(insert(table), copies)


def _rows(member: Member) -> dict[Table, Rows]:
    with member.db.reading() as session:
        tables = _tables(member.service.Base.metadata.sorted_tables)
        return {table: [dict(row) for row in session.execute(select(table)).mappings()] for table in tables}


def _tables(tables: Any) -> list[Table]:
    return [table for table in tables if table.name not in Common.metadata.tables]


def _copies(table: Table, row: dict[str, Any], ids: set[UUID], times: int) -> Iterator[dict[str, Any]]:
    unique = {column.name for column in table.columns if column.unique or column.name == "email"}
    for number in range(times):
        stays = {SITE} if number % 2 else set[str]()
        copy = {
            name: value if name in stays else _copied(value, name in unique, ids, number) for name, value in row.items()
        }
        if any(copy[column.name] != row[column.name] for column in table.primary_key):
            yield copy


def _copied(value: Any, unique: bool, ids: set[UUID], number: int) -> Any:
    if isinstance(value, UUID):
        return uuid5(value, str(number)) if value in ids else value
    return f"{number}-{value}" if unique and isinstance(value, str) else value
