"""The database layer: the same behaviour on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared.db import Database, Word, insert_new, mark_work
from shared.service import Service
from shared.tables import EndedSession
from tests.shared.garden import Jar, OpenDb, jars, make_tables, rows, run_together
from tests.shared.postgres import programs

shed = Service("shed")


class Sharpness(StrEnum):
    BLUNT = "blunt"
    SHARP = "sharp"


class Tool(shed.Base):  # type: ignore[name-defined]
    __tablename__ = "tools"
    id: Mapped[int] = mapped_column(primary_key=True)
    bought_at: Mapped[datetime | None]
    sharpness: Mapped[Sharpness | None] = mapped_column(Word(Sharpness))
    labels: Mapped[list[str] | None]


@pytest.fixture
def tools(open_db: OpenDb) -> Database:
    return make_tables(open_db("shed"), shed)


def keep(db: Database, **values: object) -> Tool:
    with db.transaction() as session:
        session.execute(insert(Tool).values(id=1, **values))
    with db.reading() as session:
        return session.get_one(Tool, 1)


def test_a_transaction_is_kept_at_its_end(db: Database) -> None:
    with db.transaction() as session:
        session.add(Jar(label="Lauch"))

    assert jars(db) == ["Lauch"]


def test_an_error_takes_everything_back(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        session.add(Jar(label="Lauch"))
        session.flush()
        _ = 1 / 0

    assert jars(db) == []


def test_what_is_changed_while_reading_is_not_kept(db: Database) -> None:
    with db.reading() as session:
        session.execute(insert(Jar).values(label="Lauch"))

    assert jars(db) == []


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(db: Database) -> None:
    with db.reading() as reader:
        before = reader.scalars(select(Jar.label)).all()
        with db.transaction() as session:
            session.add(Jar(label="Lauch"))

        meanwhile = reader.scalars(select(Jar.label)).all()

    assert before == meanwhile == []
    assert jars(db) == ["Lauch"]


def test_writers_do_not_lose_each_others_changes(db: Database) -> None:
    with db.transaction() as session:
        session.add(Jar(id=1, label=""))
    errors: list[BaseException] = []

    def add_a_letter() -> None:
        try:
            for _ in range(10):
                with db.transaction() as session:
                    jar = session.get_one(Jar, 1, with_for_update=True)
                    jar.label += "x"
        except BaseException as error:
            errors.append(error)

    run_together(add_a_letter, 4)

    assert errors == []
    assert jars(db) == ["x" * 40]


def test_of_two_inserts_of_one_key_one_is_new(db: Database) -> None:
    ended, now = uuid4(), datetime.now(UTC)
    found: list[bool] = []

    def end() -> None:
        with db.transaction() as session:
            found.append(insert_new(session, EndedSession, id=ended, until=now))

    run_together(end, 4)

    assert sorted(found) == [False, False, False, True]
    assert len(rows(db, EndedSession)) == 1


def test_the_worker_is_woken_after_a_commit_that_leaves_work(db: Database) -> None:
    seen: list[list[str]] = []
    db.wake = lambda: seen.append(jars(db))

    with db.transaction() as session:
        session.add(Jar(label="Lauch"))
        mark_work(session)

    assert seen == [["Lauch"]]


def test_the_worker_sleeps_on_when_nothing_is_left_for_it(db: Database) -> None:
    woken: list[str] = []
    db.wake = lambda: woken.append("woken")

    with db.transaction() as session:
        session.add(Jar(label="Lauch"))
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        mark_work(session)
        _ = 1 / 0

    assert woken == []


def test_a_moment_comes_back_as_the_same_moment_in_utc(tools: Database) -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=1)))

    kept = keep(tools, bought_at=noon).bought_at

    assert kept == noon
    assert kept is not None and kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(tools: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        keep(tools, bought_at=datetime(2026, 11, 21, 12))  # noqa: DTZ001  the missing zone is the point


def test_moments_are_compared_as_moments(tools: Database) -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    keep(tools, bought_at=noon)
    same_in_zurich = noon.astimezone(timezone(timedelta(hours=1)))

    with tools.reading() as session:
        found = session.scalars(select(Tool.id).where(Tool.bought_at <= same_in_zurich)).all()

    assert list(found) == [1]


def test_a_word_comes_back_as_a_member(tools: Database) -> None:
    assert keep(tools, sharpness=Sharpness.SHARP).sharpness is Sharpness.SHARP


def test_a_word_the_table_does_not_know_is_refused(tools: Database) -> None:
    with pytest.raises(StatementError, match="dull"):
        keep(tools, sharpness="dull")


def test_lists_and_nothing_come_back(tools: Database) -> None:
    kept = keep(tools, labels=["ä", "b"])

    assert (kept.labels, kept.sharpness, kept.bought_at) == (["ä", "b"], None, None)


def test_a_broken_constraint_is_an_error_and_leaves_nothing(db: Database) -> None:
    with pytest.raises(IntegrityError), db.transaction() as session:
        session.add(Jar(id=1, label="Lauch"))
        session.flush()
        session.execute(insert(Jar).values(id=1, label="Krautstiel"))

    assert jars(db) == []


def test_an_error_of_the_database_does_not_repeat_what_was_to_be_written(db: Database) -> None:
    with pytest.raises(IntegrityError) as raised, db.transaction() as session:
        session.execute(insert(Jar), [{"id": 1, "label": "a name"}, {"id": 1, "label": "a name"}])

    assert "a name" not in str(raised.value)


def test_a_session_says_whose_it_is(db: Database) -> None:
    with db.transaction() as session:
        assert service_of(session) == "kitchen"


def test_embedded_commits_are_durable_and_foreign_keys_are_checked(tmp_path: Path) -> None:
    db = Database("kitchen", f"sqlite:///{tmp_path}/kitchen.db")

    with db.engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    db.close()

    assert found == ["wal", 2, 1]


def test_both_kinds_of_database_are_at_hand() -> None:
    if not programs():
        pytest.skip("no PostgreSQL on this machine (initdb and pg_ctl): the database tests run on SQLite only")


def service_of(session: Session) -> object:
    return session.info["service"]
