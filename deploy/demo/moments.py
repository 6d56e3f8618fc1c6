"""Moments at which people would do something: on another day, and in office hours whenever the demo is started."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from shared import clock

MORNING, EVENING = time(8, 30), time(17)
SATURDAY = 5


@contextmanager
def days_ago(days: int, at: time = MORNING) -> Iterator[None]:
    """Do something on a day in the past; today's moments that have not come yet become this moment."""
    now = clock.now()
    moment = clock.from_local(datetime.combine(clock.today() - timedelta(days=days), at))
    with clock.moved():
        clock.travel(min(moment, now))
        yield


def evening_in(days: int) -> datetime:
    """When the office closes on a day to come; on Monday instead of a weekend."""
    day = clock.today() + timedelta(days=days)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return clock.from_local(datetime.combine(day, EVENING))
