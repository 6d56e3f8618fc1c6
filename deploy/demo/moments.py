"""Doing something as if on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from shared import clock

MORNING = time(8, 30)


@contextmanager
def days_ago(days: int, at: time = MORNING) -> Iterator[None]:
    """Do something on a day in the past; today's moments that have not come yet become this moment."""
    now = clock.now()
    moment = clock.from_local(datetime.combine(clock.today() - timedelta(days=days), at))
    with clock.moved():
        clock.travel(min(moment, now))
        yield
