"""Migrations: the tables a history makes are the tables the models want, and no row is lost on the way."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from deploy.parts import NAMES
from shared import migrate, parts
from shared.db import Database
from shared.migrate import NewerDatabase
from shared.service import Service
from shared.tables import Common
from tests.shared.garden import OpenDb

STEP = """import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = {before}


def upgrade():
    {body}
"""
FAMILY = """
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String))
    parent = sa.Column("parent_id", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE"), nullable=False)
    op.create_table("children", sa.Column("id", sa.Integer, primary_key=True), parent)
"""
ALTER_PARENTS = """
    with op.batch_alter_table("parents") as parents:
        parents.add_column(sa.Column("town", sa.String, nullable=False, server_default=""))
        parents.drop_column("name")
"""


@pytest.fixture
def shed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Service:
    """A service whose history these tests write."""
    monkeypatch.setattr("shared.service.ROOT", tmp_path)
    service = Service("shed")
    service.migrations.mkdir(parents=True)
    return service


def write(service: Service, number: int, body: str) -> None:
    before = f'"{number - 1:04}"' if number > 1 else None
    text_of_step = STEP.format(number=f"{number:04}", before=before, body=body.strip())
    (service.migrations / f"{number:04}_step.py").write_text(text_of_step)


def run(db: Database, *statements: str) -> Any:
    with db.engine.begin() as connection:
        return [connection.execute(text(statement)) for statement in statements][-1]


def tables(db: Database) -> set[str]:
    return set(inspect(db.engine).get_table_names())


@pytest.mark.parametrize("name", NAMES)
def test_the_history_of_every_service_makes_the_tables_its_models_want(name: str, open_db: OpenDb) -> None:
    (part,) = parts.load([name])
    db = open_db(name)

    migrate.upgrade(part.service, db)

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        wanted = [Common.metadata, part.service.Base.metadata]
        assert compare_metadata(context, wanted) == []  # type: ignore[arg-type]
    assert migrate.at_head(part.service, db)
    assert set(part.service.Base.metadata.tables) <= tables(db)


def test_a_database_at_its_head_is_left_alone(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY)
    db = open_db("shed")
    migrate.upgrade(shed, db)
    run(db, "INSERT INTO parents (id, name) VALUES (1, 'Anna')")

    migrate.upgrade(shed, db)

    assert run(db, "SELECT count(*) FROM parents").scalar() == 1


def test_an_older_database_is_brought_up_to_date(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY)
    db = open_db("shed")
    migrate.upgrade(shed, db)
    write(shed, 2, 'op.create_table("pets", sa.Column("id", sa.Integer, primary_key=True))')
    assert not migrate.at_head(shed, db)

    migrate.upgrade(shed, db)

    assert "pets" in tables(db)
    assert migrate.at_head(shed, db)


def test_a_newer_database_is_refused_and_left_alone(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY)
    db = open_db("shed")
    migrate.upgrade(shed, db)
    run(db, "UPDATE alembic_version SET version_num = '0007'")

    with pytest.raises(NewerDatabase, match=r"shed.*0007"):
        migrate.upgrade(shed, db)

    assert not migrate.at_head(shed, db)
    assert run(db, "SELECT version_num FROM alembic_version").scalar() == "0007"


def test_changing_a_table_keeps_the_rows_that_hang_on_it(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY)
    db = open_db("shed")
    migrate.upgrade(shed, db)
    run(db, "INSERT INTO parents (id, name) VALUES (1, 'Anna')", "INSERT INTO children (id, parent_id) VALUES (1, 1)")
    write(shed, 2, ALTER_PARENTS)

    migrate.upgrade(shed, db)

    assert {column["name"] for column in inspect(db.engine).get_columns("parents")} == {"id", "town"}
    assert run(db, "SELECT count(*) FROM children").scalar() == 1


def test_foreign_keys_are_checked_again_afterwards(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY)
    db = open_db("shed")
    migrate.upgrade(shed, db)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        run(db, "INSERT INTO children (id, parent_id) VALUES (1, 1)")


def test_a_step_that_leaves_rows_without_their_parent_is_not_kept(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY)
    db = open_db("shed")
    migrate.upgrade(shed, db)
    run(db, "INSERT INTO parents (id, name) VALUES (1, 'Anna')", "INSERT INTO children (id, parent_id) VALUES (1, 1)")
    write(shed, 2, 'op.execute("UPDATE children SET parent_id = 2")')

    with pytest.raises(Exception, match=r"(?i)without their parent|foreign key"):
        migrate.upgrade(shed, db)

    assert run(db, "SELECT parent_id FROM children").scalar() == 1
    assert not migrate.at_head(shed, db)


def test_a_step_that_fails_leaves_nothing_and_can_be_done_again(shed: Service, open_db: OpenDb) -> None:
    write(shed, 1, FAMILY + "    raise RuntimeError('power cut')")
    db = open_db("shed")
    with pytest.raises(RuntimeError, match="power cut"):
        migrate.upgrade(shed, db)
    assert not tables(db) & {"parents", "children"}

    write(shed, 1, FAMILY)
    migrate.upgrade(shed, db)

    assert {"parents", "children"} <= tables(db)


def test_the_next_step_is_written_from_the_difference(shed: Service, tmp_path: Path) -> None:
    from sqlalchemy.orm import Mapped, mapped_column

    write(shed, 1, "from shared.migrate import create_common_tables; create_common_tables(op)")

    class Tool(shed.Base):  # type: ignore[name-defined]
        __tablename__ = "tools"
        id: Mapped[int] = mapped_column(primary_key=True)

    path = migrate.write_next_step(shed, "tools")

    written = path.read_text()
    assert path.name == "0002_tools.py"
    assert 'create_table("tools"' in written.replace("'", '"')
    assert "outbox" not in written
