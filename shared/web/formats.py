"""How dates, telephone numbers, money and lengths look to people here: one spelling for pages, mails and files.

Days, numbers and money are written the Swiss way in every language (21.11.2026, 1’250, CHF 1’250.00); names of days and
months, units and the order of words are the language's own. A number and its unit never stand on two lines.

Times come as aware UTC datetimes and are shown as the clock on the wall in Zurich shows them. A naive time is refused:
nobody could say which hour it means. `FILTERS` is what templates get; Python callers use the same functions.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal

import phonenumbers
from babel import dates
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Flask

from shared import clock
from shared.i18n import GERMAN, LANGUAGES, LazyString, _, language, lazy, locale


def _day_name(place: int, width: Literal["wide", "short"]) -> str:
    """Montag, Mo: the day at this place of the week, 0 to 6."""
    names = dates.get_day_names(width, "stand-alone", locale())
    return str(names[place]).removesuffix(".")


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = {code: LazyString(partial(_day_name, place, "wide")) for place, code in enumerate(DAYS)}
DAY_PARTS = {"morning": lazy("Morgen"), "afternoon": lazy("Nachmittag"), "evening": lazy("Abend")}
# What the availability grid sends: mon_morning, mon_afternoon, … sun_evening, in the order of a week.
SLOTS = tuple(f"{day}_{part}" for day in WEEKDAYS for part in DAY_PARTS)

# From how many seconds on a span is told in a unit, and how many seconds one has.
SPANS: tuple[tuple[int, Any, int], ...] = (
    (2 * 365 * 86400, "year", 365 * 86400),
    (60 * 86400, "month", 30 * 86400),
    (14 * 86400, "week", 7 * 86400),
    (86400, "day", 86400),
    (3600, "hour", 3600),
    (60, "minute", 60),
)
NEAR_DAYS = {
    -2: lazy("vorgestern"),
    -1: lazy("gestern"),
    0: lazy("heute"),
    1: lazy("morgen"),
    2: lazy("übermorgen"),
}


UNIT_S: dict[Any, int] = dict(dates.TIMEDELTA_UNITS)
NEVER = 1_000_000.0
NO_BREAK = "\N{NO-BREAK SPACE}"
SWISS = LANGUAGES[GERMAN].locale
"""How figures are written, whatever the language."""
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
GERMAN_UNITS = {"hour": "h", "minute": "min", "kilometer": "km"}
"""What people write here; Babel says Std. and Min."""
COMMA = lazy(", ")
"""What stands between the parts of a list; scripts have signs of their own."""


def date(value: dt.date) -> str:
    """21.11.2026"""
    day = _day(value)
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def long_date(value: dt.date) -> str:
    """Samstag, 21. November 2026"""
    return str(dates.format_date(_day(value), "full", locale=locale()))


def time(value: dt.datetime | dt.time) -> str:
    """14.30 Uhr"""
    clock_time = _local(value).time() if isinstance(value, dt.datetime) else value
    hour, minute = f"{clock_time.hour:02}", f"{clock_time.minute:02}"
    return _("%(hour)s.%(minute)s\N{NO-BREAK SPACE}Uhr", hour=hour, minute=minute)


def datetime(value: dt.datetime) -> str:
    """21.11.2026, 14.30 Uhr"""
    return f"{date(value)}, {time(value)}"


def weekday(value: dt.date) -> str:
    """Samstag"""
    return _day_name(_day(value).weekday(), "wide")


def short_weekday(value: dt.date) -> str:
    """Sa"""
    return _day_name(_day(value).weekday(), "short")


def slots(codes: Iterable[str]) -> str:
    """Mo Abend, Sa ganzer Tag: chosen fields of the availability grid in the order of the week."""
    chosen = set(codes)
    days = []
    for place, day in enumerate(DAYS):
        parts = [str(label) for part, label in DAY_PARTS.items() if f"{day}_{part}" in chosen]
        if parts:
            told = _("ganzer Tag") if len(parts) == len(DAY_PARTS) else listed_with_and(parts)
            days.append(f"{_day_name(place, 'short')} {told}")
    return str(COMMA).join(days)


def listed_with_and(parts: Sequence[str]) -> str:
    """Morgen und Abend"""
    return str(format_list(parts, locale=locale()))


def phone(number: str) -> str:
    """+41 62 835 20 20. What is no telephone number stays as it was written."""
    try:
        parsed = phonenumbers.parse(number, "CH")
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def number(value: int) -> str:
    """1’250. Where the script runs from right to left, the mark keeps the groups from changing places."""
    written = str(format_decimal(value, locale=SWISS))
    return LEFT_TO_RIGHT + written if language().direction == "rtl" and not written.isdigit() else written


def money(rappen: int) -> str:
    """CHF 1’250.00, from Rappen."""
    francs, rest = divmod(abs(rappen), 100)
    return f"CHF{NO_BREAK}{'-' if rappen < 0 else ''}{format_decimal(francs, locale=SWISS)}.{rest:02}"


def duration(minutes: int) -> str:
    """45 min, 2 h, 1 h 30 min"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _measured(rest, "minute")
    return f"{_measured(hours, 'hour')} {_measured(rest, 'minute')}" if rest else _measured(hours, "hour")


def km(distance: float) -> str:
    """4 km. Distances here are estimates, so nothing behind the comma is claimed."""
    least = _measured(max(1, round(distance)), "kilometer")
    return least if distance >= 1 else _("unter %(distance)s", distance=least)


def _measured(value: int, unit: str) -> str:
    """45 min, 45 mins, 45 хв"""
    if language().code == GERMAN:
        return f"{number(value)}{NO_BREAK}{GERMAN_UNITS[unit]}"
    before, _figures, after = format_unit(value, unit, "short", format="0", locale=locale()).partition(str(value))
    return f"{before}{number(value)}{after}".replace(" ", NO_BREAK)


def relative(value: dt.date) -> str:
    """vor 3 Tagen, gestern, in 2 Stunden: how far from now, in the biggest unit that still tells something."""
    if not isinstance(value, dt.datetime):
        return _relative_day(value)
    seconds = (_local(value) - clock.now()).total_seconds()
    if abs(seconds) < 60:
        return _("gerade eben") if seconds <= 0 else _("gleich")
    if abs(seconds) < 86400 and _day(value) == clock.today():
        return _span(seconds)
    return _relative_day(_day(value))


def _relative_day(day: dt.date) -> str:
    days = (day - clock.today()).days
    return str(NEAR_DAYS[days]) if days in NEAR_DAYS else _span(days * 86400)


def _span(seconds: float) -> str:
    """vor 3 Wochen, in 2 Monaten"""
    unit, one = next((unit, one) for least, unit, one in SPANS if abs(seconds) >= least)
    whole = int(seconds / one) * UNIT_S[unit]
    # Of the units the one chosen here is told, whatever Babel would choose.
    return str(
        dates.format_timedelta(
            dt.timedelta(seconds=whole), granularity=unit, threshold=NEVER, add_direction=True, locale=locale()
        )
    )


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
    "relative": relative,
}
GLOBALS: dict[str, Any] = {"weekdays": WEEKDAYS, "day_parts": DAY_PARTS}


def install(app: Flask) -> None:
    """Give templates the filters, and the macros the words of the week."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
