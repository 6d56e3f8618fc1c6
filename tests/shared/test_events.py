"""Events: the schema comes from the annotations, strict on the way out and tolerant on the way in."""

from dataclasses import FrozenInstanceError, asdict
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import events
from shared.events import Unreadable, event
from tests.shared.garden import BedChanged, BedState, HarvestPicked, Plant

RIPE_AT = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)


@event
class OddV2:
    """The second version of an event."""

    odd_id: UUID
    weights: dict[str, Plant]
    share: float
    anything: dict[str, Any]
    first: Plant | None = None
    marks: list[Plant] | None = None


@event(shareable=True)
class Counted:
    """An event that may leave the office."""

    total: int


def bed(**values: Any) -> Any:
    given = {"bed_id": uuid4(), "revision": 1, "state": BedState.SOWN, "plants": [], "kilos": {}}
    return BedChanged(**{**given, **values})


def test_a_topic_is_publisher_name_and_version() -> None:
    assert BedChanged.topic == "garden.bed_changed.v1"
    assert OddV2.topic.endswith(".odd.v2")


def test_an_event_is_shareable_only_when_it_says_so() -> None:
    assert Counted.shareable
    assert not BedChanged.shareable


def test_an_event_does_not_change_once_made() -> None:
    made = bed()

    with pytest.raises(FrozenInstanceError):
        made.revision = 2


def test_what_goes_out_comes_in_the_same() -> None:
    told = bed(
        keeper_id=uuid4(),
        plants=[Plant(sort="Lauch", sown=date(2026, 4, 1)), Plant(sort="Krautstiel")],
        kilos={"Lauch": 3},
        ripe_at=RIPE_AT,
    )

    heard = events.load(told.topic, events.dump(told))

    assert heard == told
    assert isinstance(heard.plants[0], Plant)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"weights": {"a": Plant(sort="Lauch")}},
        {"anything": {"x": [1, None, {"y": True}]}},
        {"first": Plant(sort="Lauch"), "marks": [Plant(sort="Krautstiel")]},
        {"marks": []},
    ],
)
def test_values_inside_values_come_in_as_what_they_were(values: dict[str, Any]) -> None:
    told = OddV2(**{"odd_id": uuid4(), "weights": {}, "share": 0.5, "anything": {}, **values})

    assert events.load(told.topic, events.dump(told)) == told


def test_json_has_plain_values_only() -> None:
    data = events.dump(bed(bed_id=UUID(int=7), ripe_at=RIPE_AT, plants=[Plant(sort="Lauch", sown=date(2026, 4, 1))]))

    assert data == {
        "bed_id": "00000000-0000-0000-0000-000000000007",
        "revision": 1,
        "state": "sown",
        "keeper_id": None,
        "plants": [{"sort": "Lauch", "sown": "2026-04-01"}],
        "kilos": {},
        "ripe_at": "2026-11-21T13:30:00+00:00",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"revision": None},
        {"revision": "many"},
        {"bed_id": "no id"},
        {"ripe_at": datetime(2026, 11, 21)},  # noqa: DTZ001  the missing zone is the point
        {"plants": [Plant(sort=None)]},  # type: ignore[arg-type]
        {"state": "withered"},
        {"kilos": {"Lauch": "much"}},
    ],
)
def test_an_event_that_breaks_its_own_contract_does_not_go_out(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        events.dump(bed(**values))


def test_fields_that_nobody_here_knows_are_dropped_on_the_way_in() -> None:
    told = bed(plants=[Plant(sort="Lauch")])
    data = events.dump(told)
    data["colour"] = "green"
    data["plants"][0]["latin"] = "Allium porrum"

    assert events.load(told.topic, data) == told


def test_an_optional_field_may_be_missing_on_the_way_in() -> None:
    told = bed()
    data = events.dump(told)
    del data["keeper_id"], data["ripe_at"]

    assert events.load(told.topic, data) == told


@pytest.mark.parametrize(
    "change",
    [{"revision": None}, {"revision": 1.5}, {"state": "withered"}, {"plants": {}}, {"ripe_at": "2026-11-21T10:00"}],
)
def test_data_that_breaks_the_contract_is_unreadable(change: dict[str, Any]) -> None:
    data = {**events.dump(bed()), **change}

    with pytest.raises(Unreadable, match=r"garden\.bed_changed\.v1"):
        events.load(BedChanged.topic, data)


def test_a_required_field_that_is_missing_is_unreadable() -> None:
    data = events.dump(bed())
    del data["state"]

    with pytest.raises(Unreadable, match="state"):
        events.load(BedChanged.topic, data)


def test_an_unknown_topic_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="no contract"):
        events.load("garden.bed_painted.v1", {})


def test_an_event_is_about_the_persons_it_names() -> None:
    keeper, picker = uuid4(), uuid4()

    assert list(events.persons(bed(keeper_id=keeper))) == [keeper]
    assert list(events.persons(bed())) == []
    assert list(events.persons(HarvestPicked(label="Lauch", picked_by=picker))) == [picker]


def test_an_id_that_is_no_persons_is_not_what_an_event_is_about() -> None:
    told = bed(bed_id=uuid4(), keeper_id=uuid4())

    assert told.bed_id not in set(events.persons(told))


plants = st.builds(Plant, sort=st.text(), sown=st.none() | st.dates())
beds = st.builds(
    BedChanged,
    bed_id=st.uuids(),
    revision=st.integers(),
    state=st.sampled_from(BedState),
    keeper_id=st.none() | st.uuids(),
    plants=st.lists(plants, max_size=3),
    kilos=st.dictionaries(st.text(), st.integers(), max_size=3),
    ripe_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(beds)
def test_any_event_comes_in_as_it_went_out(told: BedChanged) -> None:
    assert asdict(events.load(told.topic, events.dump(told))) == asdict(told)
