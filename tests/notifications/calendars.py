"""What a calendar program knows after reading a file."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

ZURICH = ZoneInfo("Europe/Zurich")


def read(text: str | bytes) -> Calendar:
    """A file, read strictly: anything not understood fails."""
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar


def only_event(text: str | bytes) -> Event:
    """The one appointment of a file."""
    [event] = read(text).events
    assert event.errors == []
    return event


def begins(event: Event) -> str:
    """When an appointment begins, as the clock on the wall says it: 2026-11-27 14:30, or only the day."""
    start: Any = event["dtstart"].dt
    return f"{start.astimezone(ZURICH):%Y-%m-%d %H:%M}" if isinstance(start, datetime) else start.isoformat()
