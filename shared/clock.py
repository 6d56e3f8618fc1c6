"""What time it is: the one place that asks. Tests and the demo loader move it, nothing else does.

Times are aware and in UTC; what people see is Europe/Zurich.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Zurich")

_shift = timedelta(0)


def now() -> datetime:
    """This moment, aware, UTC."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The date in Zurich: what people here call today."""
    return now().astimezone(ZONE).date()


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall in Zurich shows it."""
    return moment.astimezone(ZONE)


def from_local(moment: datetime) -> datetime:
    """A wall-clock time in Zurich (naive) as UTC."""
    return moment.replace(tzinfo=ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after a day in Zurich, as UTC: when what holds *until* that day is over."""
    following = day + timedelta(days=1)
    return from_local(datetime(following.year, following.month, following.day))


@contextmanager
def moved() -> Iterator[None]:
    """Put the clock back as it was afterwards, whatever `travel` and `advance` did meanwhile."""
    global _shift
    before = _shift
    try:
        yield
    finally:
        _shift = before


def travel(moment: datetime) -> None:
    """Move the clock of this process to a moment; it goes on from there."""
    global _shift
    _shift = moment - datetime.now(UTC)


def advance(by: timedelta) -> None:
    """Move the clock of this process on."""
    global _shift
    _shift += by
