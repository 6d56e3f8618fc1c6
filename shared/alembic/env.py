"""Alembic's environment: runs the steps of the service whose database `shared.migrate` hands over.

SQLite checks foreign keys only after the batch: with them on, recreating a parent table would empty its children.
"""

from alembic import context

from shared.db import Database

db: Database = context.config.attributes["db"]

with db.engine.connect() as connection:
    if db.sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes["metadata"],
        render_as_batch=db.sqlite,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        if db.sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"a migration left rows without their parent: {broken[:5]}")
    if db.sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
