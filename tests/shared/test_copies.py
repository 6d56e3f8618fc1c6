"""Copies of what others told: any order and any repetition of the same news ends the same."""

from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from shared.copies import drop_copy, keep_copy
from shared.db import Database
from shared.tables import Tombstone
from tests.shared.garden import BedState, KnownBed, rows

BED, OTHER = UUID(int=1), UUID(int=2)


def keep(db: Database, revision: int, bed_id: UUID = BED, plants: tuple[str, ...] = ()) -> bool:
    with db.transaction() as session:
        return keep_copy(session, KnownBed, bed_id, revision, state=BedState.SOWN, plants=list(plants))


def drop(db: Database, revision: int, bed_id: UUID = BED) -> None:
    with db.transaction() as session:
        drop_copy(session, KnownBed, bed_id, revision)


def copies(db: Database) -> dict[int, tuple[int, list[str]]]:
    return {bed.id.int: (bed.revision, bed.plants) for bed in rows(db, KnownBed)}


def test_newer_news_replaces_older(db: Database) -> None:
    said = [keep(db, 1, plants=("Lauch",)), keep(db, 2, plants=("Krautstiel",))]

    assert said == [True, True]
    assert copies(db) == {1: (2, ["Krautstiel"])}


def test_older_news_is_ignored(db: Database) -> None:
    said = [keep(db, 2, plants=("Lauch",)), keep(db, 1, plants=("Krautstiel",))]

    assert said == [True, False]
    assert copies(db) == {1: (2, ["Lauch"])}


def test_equal_news_repairs_a_copy(db: Database) -> None:
    keep(db, 1, plants=("damaged",))

    assert keep(db, 1, plants=("Lauch",))
    assert copies(db) == {1: (1, ["Lauch"])}


def test_what_was_removed_stays_removed_whatever_older_news_comes_late(db: Database) -> None:
    keep(db, 1)
    drop(db, 3)

    said = [keep(db, 2), keep(db, 3)]

    assert said == [False, False]
    assert copies(db) == {}


def test_a_removal_that_comes_before_the_news_counts(db: Database) -> None:
    drop(db, 2)

    assert not keep(db, 1)
    assert copies(db) == {}


def test_a_late_removal_does_not_touch_a_newer_copy(db: Database) -> None:
    keep(db, 5)

    drop(db, 3)

    assert copies(db) == {1: (5, [])}


def test_an_older_removal_does_not_make_a_newer_one_forgotten(db: Database) -> None:
    drop(db, 5)
    drop(db, 2)

    assert not keep(db, 4)
    assert [row.revision for row in rows(db, Tombstone)] == [5]


def test_copies_and_removals_of_others_are_left_alone(db: Database) -> None:
    keep(db, 1, OTHER)

    drop(db, 9)

    assert copies(db) == {2: (1, [])}


def test_a_copy_that_was_looked_at_before_shows_what_is_new(db: Database) -> None:
    keep(db, 1, plants=("Lauch",))

    with db.transaction() as session:
        bed = session.get_one(KnownBed, BED)
        before = list(bed.plants)
        keep_copy(session, KnownBed, BED, 2, state=BedState.RIPE, plants=["Krautstiel"])

        assert (before, bed.plants, bed.state) == (["Lauch"], ["Krautstiel"], BedState.RIPE)


def test_a_copy_that_was_looked_at_before_is_gone_when_it_was_removed(db: Database) -> None:
    keep(db, 1)

    with db.transaction() as session:
        session.get_one(KnownBed, BED)
        drop_copy(session, KnownBed, BED, 2)

        assert session.get(KnownBed, BED) is None


NEWS = st.lists(
    st.tuples(st.sampled_from(["keep", "drop"]), st.sampled_from([BED, OTHER]), st.integers(1, 5)),
    min_size=1,
    max_size=6,
)


def what_must_be(news: list[tuple[str, UUID, int]]) -> dict[int, tuple[int, list[str]]]:
    """The newest news of each; a removal wins over news of its own revision."""
    newest: dict[UUID, tuple[int, bool]] = {}
    for kind, bed_id, revision in news:
        newest[bed_id] = max(newest.get(bed_id, (0, False)), (revision, kind == "drop"))
    return {bed_id.int: (revision, [f"of {revision}"]) for bed_id, (revision, gone) in newest.items() if not gone}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(news=NEWS, data=st.data())
def test_any_order_and_any_repetition_of_the_same_news_ends_the_same(db: Database, news: Any, data: Any) -> None:
    forget_everything(db)
    heard = data.draw(st.permutations(news + data.draw(st.lists(st.sampled_from(news), max_size=6))))

    for kind, bed_id, revision in heard:
        if kind == "keep":
            keep(db, revision, bed_id, plants=(f"of {revision}",))
        else:
            drop(db, revision, bed_id)

    assert copies(db) == what_must_be(news)


def forget_everything(db: Database) -> None:
    with db.transaction() as session:
        session.execute(delete(KnownBed))
        session.execute(delete(Tombstone))
