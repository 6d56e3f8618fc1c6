"""Copies of what other services told us. Order is not promised on the way: the revision settles which news is newer."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from shared.db import INSERTS, insert_into
from shared.tables import Tombstone


def keep_copy(session: Session, model: Any, copy_id: UUID, revision: int, **values: Any) -> bool:
    """Write our copy of another service's aggregate, unless what we know is newer or it was removed; says whether.

    One statement: two writers cannot both think that theirs is the newest. Equal revisions are written again, so that
    a resync repairs a copy. Objects of the session that show the old copy are refreshed.
    """
    session.flush()
    statement = _upsert(session.get_bind().dialect.name, model, tuple(values))
    result: Any = session.execute(statement, {"id": copy_id, "revision": revision, **values})
    _refresh(session, model, copy_id)
    return bool(result.rowcount == 1)


@cache
def _upsert(dialect: str, model: Any, names: tuple[str, ...]) -> Any:
    """Building this statement costs far more than running it, so it is built once per kind of copy."""
    table = model.__table__
    row = {name: bindparam(name, type_=table.c[name].type) for name in ("id", "revision", *names)}
    gone = select(Tombstone.id).where(
        Tombstone.kind == model.__tablename__, Tombstone.id == row["id"], Tombstone.revision >= row["revision"]
    )
    source = select(*row.values()).where(~gone.exists())
    statement = INSERTS[dialect](table).from_select(list(row), source)
    changed = {name: statement.excluded[name] for name in row if name != "id"}
    newer = statement.excluded.revision >= table.c.revision
    return statement.on_conflict_do_update(index_elements=["id"], set_=changed, where=newer)


def drop_copy(session: Session, model: Any, copy_id: UUID, revision: int) -> None:
    """The owner removed it: drop our copy unless it is newer, and remember, so that older news brings nothing back."""
    statement = insert_into(session, Tombstone).values(kind=model.__tablename__, id=copy_id, revision=revision)
    newer = statement.excluded.revision >= Tombstone.revision
    session.execute(
        statement.on_conflict_do_update(index_elements=["kind", "id"], set_={"revision": revision}, where=newer)
    )
    session.execute(delete(model).where(model.id == copy_id, model.revision <= revision))
    _refresh(session, model, copy_id)


def _refresh(session: Session, model: Any, copy_id: UUID) -> None:
    key = session.identity_key(model, copy_id)
    if key in session.identity_map:
        session.expire(session.identity_map[key])
