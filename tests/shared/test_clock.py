"""The clock: UTC inside, Zurich outside, and movable."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared import clock


def test_now_is_aware_and_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_the_clock_goes_on_from_where_it_was_moved_to() -> None:
    moment = datetime(2030, 1, 1, tzinfo=UTC)

    clock.travel(moment)
    clock.advance(timedelta(hours=2))

    assert timedelta(hours=2) <= clock.now() - moment < timedelta(hours=2, seconds=10)


def test_the_clock_is_put_right_afterwards_whatever_happens() -> None:
    before = clock.now()

    with pytest.raises(ZeroDivisionError), clock.moved():
        clock.travel(datetime(2030, 1, 1, tzinfo=UTC))
        _ = 1 / 0

    assert clock.now() - before < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        ("2026-11-21T22:59:00+00:00", date(2026, 11, 21)),
        ("2026-11-21T23:00:00+00:00", date(2026, 11, 22)),
        ("2026-07-01T22:00:00+00:00", date(2026, 7, 2)),
    ],
)
def test_today_is_the_day_in_zurich(moment: str, today: date) -> None:
    clock.travel(datetime.fromisoformat(moment))

    assert clock.today() == today


@pytest.mark.parametrize(
    ("wall", "utc"),
    [("2026-11-21 14:30", "2026-11-21 13:30"), ("2026-07-01 14:30", "2026-07-01 12:30")],
)
def test_wall_time_and_utc_are_turned_into_each_other(wall: str, utc: str) -> None:
    moment = clock.from_local(datetime.fromisoformat(wall))

    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert clock.local(moment).strftime("%Y-%m-%d %H:%M") == wall


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 11, 21), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 12, 31), 24)],
)
def test_a_day_ends_at_midnight_in_zurich_however_long_it_was(day: date, hours: int) -> None:
    begun = clock.end_of(day - timedelta(days=1))

    assert clock.end_of(day) - begun == timedelta(hours=hours)
    assert clock.local(clock.end_of(day)).date() == day + timedelta(days=1)
