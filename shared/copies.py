"""Copies of what other services told us. Order is not promised on the way: the revision settles which news is newer."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, literal, select
from sqlalchemy.orm import Session

from shared.db import insert_into
from shared.tables import Tombstone


def keep_copy(session: Session, model: Any, copy_id: UUID, revision: int, **values: Any) -> bool:
    """Write our copy of another service's aggregate, unless what we know is newer or it was removed; says whether.

    One statement: two writers cannot both think that theirs is the newest. Equal revisions are written again, so that
    a resync repairs a copy. Objects of the session that show the old copy are refreshed.
    """
    row = {"id": copy_id, "revision": revision, **values}
    gone = select(Tombstone.id).where(
        Tombstone.kind == model.__tablename__, Tombstone.id == copy_id, Tombstone.revision >= revision
    )
    columns = [model.__table__.c[name] for name in row]
    source = select(*(literal(value, column.type) for column, value in zip(columns, row.values(), strict=True)))
    statement = insert_into(session, model).from_select(list(row), source.where(~gone.exists()))
    changed = {name: statement.excluded[name] for name in row if name != "id"}
    newer = statement.excluded.revision >= model.revision
    session.flush()
    result: Any = session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed, where=newer))
    _refresh(session, model, copy_id)
    return bool(result.rowcount == 1)


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
