"""Alembic's environment: runs the steps of the service whose database `shared.migrate` hands over, all or none.

SQLite checks foreign keys only after the steps: with them on, recreating a parent table would empty its children.
"""

from typing import Any, Literal

from alembic import context

from shared.db import Database, UtcDateTime, Word

WRITTEN_AS = {Word: "sa.String()", UtcDateTime: "shared.db.UtcDateTime()"}
"""How our own types stand in a new step: as what the database has, not as what a model makes of it."""

db: Database = context.config.attributes["db"]


def switch_foreign_keys(driver: Any, state: str) -> None:
    """Asked of the driver itself, because inside a transaction SQLite ignores the switch without a word."""
    if db.sqlite:
        driver.execute(f"PRAGMA foreign_keys={state}")


def render_item(kind: str, item: object, _autogenerate: object) -> str | Literal[False]:
    """What Alembic would write of these runs only by chance; False leaves everything else to it."""
    return WRITTEN_AS.get(type(item), False) if kind == "type" else False


with db.engine.connect() as connection:
    switch_foreign_keys(connection.connection.dbapi_connection, "OFF")
    try:
        with connection.begin():
            context.configure(
                connection=connection,
                target_metadata=context.config.attributes["metadata"],
                render_as_batch=db.sqlite,
                compare_type=True,
                render_item=render_item,
            )
            context.run_migrations()
            if db.sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise RuntimeError(f"a migration left rows without their parent: {broken[:5]}")
    finally:
        switch_foreign_keys(connection.connection.dbapi_connection, "ON")
