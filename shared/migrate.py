"""Migrations: Alembic, one history per service, applied at start when embedded.

A service's history lives in `services/<name>/migrations/`; the tables every service has are made by its first step
through `create_common_tables`. Nothing has been released yet; from the first release on it is frozen, and a
later change of those tables is a step of its own in every service.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory

from shared.db import Database, UtcDateTime
from shared.service import Service
from shared.tables import Common

READABLE = 0o644


class NewerDatabase(Exception):
    """The database was written by a newer version of the software."""


def check(service: Service, db: Database) -> bool:
    """Whether a service's tables are at the head of its history. Raises `NewerDatabase` when they are beyond it."""
    script = ScriptDirectory.from_config(_config(service))
    with db.engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    if now is not None and now not in {step.revision for step in script.walk_revisions()}:
        raise NewerDatabase(f"{service.name}: the database is at step {now}, which this version does not know")
    return now == script.get_current_head()


def upgrade(service: Service, db: Database) -> None:
    """Bring a service's tables to the head of its history. Raises `NewerDatabase`."""
    if check(service, db):
        return
    config = _config(service)
    config.attributes["db"] = db
    config.attributes["metadata"] = [Common.metadata, service.Base.metadata]
    command.upgrade(config, "head")


def at_head(service: Service, db: Database) -> bool:
    """Whether a service's tables are as this version wants them."""
    head = ScriptDirectory.from_config(_config(service)).get_current_head()
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def write_next_step(service: Service, message: str) -> Path:
    """Write the next step of a service's history from the difference between its models and a database at its head."""
    script = ScriptDirectory.from_config(_config(service))
    steps = len(list(script.walk_revisions()))
    with TemporaryDirectory() as folder:
        db = Database(service.name, f"sqlite:///{folder}/head.db")
        upgrade(service, db)
        config = _config(service)
        config.attributes["db"] = db
        config.attributes["metadata"] = [service.Base.metadata, *([Common.metadata] if steps else [])]
        made = command.revision(config, message=message, autogenerate=True, rev_id=f"{steps + 1:04}")
        db.close()
    assert isinstance(made, Script)
    path = Path(made.path)
    path.chmod(READABLE)  # it goes into the repository, however careful its writer's machine is with new files
    return path


def _config(service: Service) -> Config:
    config = Config()
    config.set_main_option("script_location", "shared:alembic")
    config.set_main_option("version_locations", str(service.migrations))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def create_common_tables(op: Any) -> None:
    """The tables every service has, as they were at the first step of every history."""
    moment = UtcDateTime()
    position = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    text = sa.Text()
    op.create_table(
        "outbox",
        sa.Column("position", position, primary_key=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("payload", text, nullable=False),
        sa.Column("emitted_at", moment, nullable=False),
        sa.Column("sent_at", moment),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
        sqlite_autoincrement=True,
    )
    unsent = sa.text("sent_at IS NULL")
    op.create_index("ix_outbox_unsent", "outbox", ["position"], sqlite_where=unsent, postgresql_where=unsent)
    op.create_table(
        "inbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("taken_at", moment, nullable=False, index=True),
        sa.Column("handled_at", moment),
        sa.Column("payload", text),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", text),
        sa.Column("retry_at", moment, index=True),
        sa.Column("parked_at", moment, index=True),
    )
    op.create_table(
        "message_about",
        sa.Column("person_id", sa.Uuid(), primary_key=True),
        sa.Column("message_id", sa.Uuid(), primary_key=True, index=True),
    )
    op.create_table(
        "tombstones",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "due",
        sa.Column("action", sa.String(), primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", text),
        sa.Column("parked_at", moment),
        sa.Column("traceparent", sa.String()),
    )
    op.create_table(
        "done_requests",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String()),
        sa.Column("body", text, nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("done_at", moment, nullable=False, index=True),
    )
    op.create_table(
        "ended_sessions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("until", moment, nullable=False, index=True),
    )
    op.create_table(
        "known_accounts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("site_ids", sa.JSON(), nullable=False),
    )
