"""How dates, telephone numbers, money and lengths look to people here (de-CH): one spelling for pages, mails and files.

Times come as aware UTC datetimes and are shown as the clock on the wall in Zurich shows them. A naive time is refused:
nobody could say which hour it means. `FILTERS` is what templates get; Python callers use the same functions.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import phonenumbers
from flask import Flask

from shared import clock

WEEKDAYS = {
    "mon": "Montag",
    "tue": "Dienstag",
    "wed": "Mittwoch",
    "thu": "Donnerstag",
    "fri": "Freitag",
    "sat": "Samstag",
    "sun": "Sonntag",
}
DAY_PARTS = {"morning": "Morgen", "afternoon": "Nachmittag", "evening": "Abend"}
# What the availability grid sends: mon_morning, mon_afternoon, … sun_evening, in the order of a week.
SLOTS = tuple(f"{day}_{part}" for day in WEEKDAYS for part in DAY_PARTS)

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

# From how many seconds on a span is told in a unit: (at least, seconds in one, singular, plural), all in the dative.
SPANS = (
    (2 * 365 * 86400, 365 * 86400, "Jahr", "Jahren"),
    (60 * 86400, 30 * 86400, "Monat", "Monaten"),
    (14 * 86400, 7 * 86400, "Woche", "Wochen"),
    (3600, 3600, "Stunde", "Stunden"),
    (60, 60, "Minute", "Minuten"),
)
NEAR_DAYS = {-2: "vorgestern", -1: "gestern", 0: "heute", 1: "morgen", 2: "übermorgen"}


def date(value: dt.date) -> str:
    """21.11.2026"""
    day = _day(value)
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def long_date(value: dt.date) -> str:
    """Samstag, 21. November 2026"""
    day = _day(value)
    return f"{weekday(day)}, {day.day}. {MONTHS[day.month - 1]} {day.year}"


def time(value: dt.datetime | dt.time) -> str:
    """14.30 Uhr"""
    clock_time = _local(value).time() if isinstance(value, dt.datetime) else value
    return f"{clock_time.hour:02}.{clock_time.minute:02} Uhr"


def datetime(value: dt.datetime) -> str:
    """21.11.2026, 14.30 Uhr"""
    return f"{date(value)}, {time(value)}"


def weekday(value: dt.date) -> str:
    """Samstag"""
    return list(WEEKDAYS.values())[_day(value).weekday()]


def short_weekday(value: dt.date) -> str:
    """Sa"""
    return weekday(value)[:2]


def slots(codes: Iterable[str]) -> str:
    """Mo Abend, Sa ganzer Tag: chosen fields of the availability grid in the order of the week."""
    chosen = set(codes)
    days = []
    for day, name in WEEKDAYS.items():
        parts = [label for part, label in DAY_PARTS.items() if f"{day}_{part}" in chosen]
        if parts:
            days.append(f"{name[:2]} {'ganzer Tag' if len(parts) == len(DAY_PARTS) else ' und '.join(parts)}")
    return ", ".join(days)


def phone(number: str) -> str:
    """+41 62 835 20 20. What is no telephone number stays as it was written."""
    try:
        parsed = phonenumbers.parse(number, "CH")
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def number(value: int) -> str:
    """1'250"""
    return f"{value:,}".replace(",", "'")


def money(rappen: int) -> str:
    """CHF 1'250.00, from Rappen."""
    francs, rest = divmod(abs(rappen), 100)
    return f"CHF {'-' if rappen < 0 else ''}{number(francs)}.{rest:02}"


def duration(minutes: int) -> str:
    """45 min, 2 h, 1 h 30"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def km(distance: float) -> str:
    """4 km. Distances here are estimates, so nothing behind the comma is claimed."""
    return f"{round(distance)} km" if distance >= 1 else "unter 1 km"


def plural(count: int, one: str, many: str) -> str:
    """1 Anfrage, 3 Anfragen"""
    return f"{number(count)} {one if count == 1 else many}"


def relative(value: dt.date) -> str:
    """vor 3 Tagen, gestern, in 2 Stunden: how far from now, in the biggest unit that still tells something."""
    if not isinstance(value, dt.datetime):
        return _relative_day(value)
    seconds = (_local(value) - clock.now()).total_seconds()
    if abs(seconds) < 60:
        return "gerade eben" if seconds <= 0 else "gleich"
    if abs(seconds) < 86400 and _day(value) == clock.today():
        return _towards(seconds, _span(abs(seconds)))
    return _relative_day(_day(value))


def _relative_day(day: dt.date) -> str:
    days = (day - clock.today()).days
    if days in NEAR_DAYS:
        return NEAR_DAYS[days]
    span = f"{abs(days)} Tagen" if abs(days) < 14 else _span(abs(days) * 86400)
    return _towards(days, span)


def _span(seconds: float) -> str:
    """3 Wochen, 2 Monaten"""
    unit, one, many = next((size, one, many) for least, size, one, many in SPANS if seconds >= least)
    count = int(seconds // unit)
    return f"{count} {one if count == 1 else many}"


def _towards(sign: float, span: str) -> str:
    return f"vor {span}" if sign < 0 else f"in {span}"


def _local(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError(f"the time {moment} says no time zone; times are kept as aware UTC")
    return clock.local(moment)


def _day(value: dt.date) -> dt.date:
    return _local(value).date() if isinstance(value, dt.datetime) else value


FILTERS: dict[str, Callable[..., str]] = {
    "date": date,
    "long_date": long_date,
    "time": time,
    "datetime": datetime,
    "weekday": weekday,
    "short_weekday": short_weekday,
    "slots": slots,
    "phone": phone,
    "number": number,
    "money": money,
    "duration": duration,
    "km": km,
    "plural": plural,
    "relative": relative,
}
GLOBALS: dict[str, Any] = {"weekdays": WEEKDAYS, "day_parts": DAY_PARTS}


def install(app: Flask) -> None:
    """Give templates the filters, and the macros the words of the week."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
