"""Fields for what people here type: forgiving in how it is written, strict in what is stored.

A telephone number may be typed with or without spaces and country code and is stored one way; so are dates, times and
addresses. The same fields serve the JSON API: anything that is not text is refused with a sentence, never a crash.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import email_validator
import phonenumbers
from marshmallow import fields, validate

from shared import clock
from shared.i18n import lazy

SWISS_DATE = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?(?::\d{2}(?:\.\d+)?)?(?:\s*Uhr)?", re.IGNORECASE)
MOMENT = re.compile(r"(?P<date>\S+?),?(?:T|\s+)(?P<time>\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s*Uhr)?)", re.IGNORECASE)
POSTCODE = re.compile(r"(?:CH\s*-?\s*)?(\d{4})", re.IGNORECASE)
LEAST_POSTCODE = 1000
YEARS = range(1900, 2200)  # anything else is a slip of the finger

# Control characters, halves of surrogate pairs, line and paragraph separators: none of them can be typed on purpose,
# and all of them do harm in a mail header, a table or a log line. So can marks that turn the writing direction around.
UNWANTED_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}
DIRECTION_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


FAR_TOO_LONG = 4
"""How many times the longest allowed text is worth tidying: spaces may go, and letters with their marks may join."""


class TrimmedString(fields.String):
    """Text without blanks around it, at most `max_length` characters; several lines only where `lines` says so."""

    default_error_messages = {
        "unwanted": lazy("In diesem Text stehen unsichtbare Zeichen. Bitte tippen Sie ihn neu ein."),
    }

    def __init__(self, *, max_length: int = 200, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lines = lines
        # A validator rather than a check of our own: so the generated API description knows the length too.
        self.max_length = max_length
        self.validators.append(validate.Length(max=max_length))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > FAR_TOO_LONG * self.max_length:
            return text  # refused for its length anyway; to tidy it could take minutes
        text = self._tidied(text)
        if not any(_is_seen(character) for character in text) and self.required:
            raise self.make_error("required")
        if any(_is_unwanted(character) for character in text.replace("\n", "")):
            raise self.make_error("unwanted")
        return text

    def _tidied(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        if not self.lines:
            return re.sub(r"[ \t\r\n\u00a0]+", " ", text).strip()
        return re.sub(r"\r\n?", "\n", text).replace("\t", " ").strip()


class EmailField(fields.String):
    """An e-mail address as written, with a lower-case domain mail servers can read. No look-up in the network."""

    default_error_messages = {
        "invalid": lazy("Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel anna.muster@example.org."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).strip()
        try:
            # Not every mail server takes umlauts before the @, so we would promise mails that never arrive.
            checked = email_validator.validate_email(text, check_deliverability=False, allow_smtputf8=False)
        except email_validator.EmailNotValidError as error:
            raise self.make_error("invalid") from error
        return f"{checked.local_part}@{checked.ascii_domain}"


class PhoneField(fields.String):
    """A telephone number in E.164 (+41628352020); without a country code it is a Swiss one."""

    default_error_messages = {
        "invalid": lazy("Bitte prüfen Sie die Telefonnummer, zum Beispiel 062 835 20 20."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            number = phonenumbers.parse(text, "CH")
        except phonenumbers.NumberParseException as error:
            raise self.make_error("invalid") from error
        if not phonenumbers.is_valid_number(number):
            raise self.make_error("invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class PostcodeField(fields.String):
    """A Swiss postcode: four digits, as text."""

    default_error_messages = {
        "invalid": lazy("Bitte geben Sie eine Postleitzahl mit vier Ziffern ein."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        written = POSTCODE.fullmatch(super()._deserialize(value, attr, data, **kwargs).strip())
        if not written or int(written[1]) < LEAST_POSTCODE:
            raise self.make_error("invalid")
        return str(int(written[1]))  # in the digits of any script


class DateField(fields.Date):
    """A day, typed as 2026-11-21 (what date pickers and programs send) or 21.11.2026."""

    default_error_messages = {
        "invalid": lazy("Bitte geben Sie ein Datum an, zum Beispiel 21.11.2026."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> dt.date:
        try:
            return read_date(value)
        except ValueError as error:
            raise self.make_error("invalid") from error


class TimeField(fields.Time):
    """A time of day, typed as 14:30, 14.30 or 14."""

    default_error_messages = {
        "invalid": lazy("Bitte geben Sie eine Uhrzeit an, zum Beispiel 14.30."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> dt.time:
        try:
            return read_time(value)
        except ValueError as error:
            raise self.make_error("invalid") from error


class LocalDateTimeField(fields.DateTime):
    """A moment typed as the clock on the wall here shows it, kept as aware UTC; programs may send any offset."""

    default_error_messages = {
        "invalid": lazy("Bitte geben Sie Datum und Uhrzeit an, zum Beispiel 21.11.2026 14.30."),
        "skipped": lazy("Diese Uhrzeit gibt es an diesem Tag nicht, weil die Uhr auf Sommerzeit gestellt wird."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> dt.datetime:
        try:
            moment = read_moment(value)
        except ValueError as error:
            raise self.make_error("invalid") from error
        if moment.tzinfo:
            return moment.astimezone(dt.UTC)
        kept = clock.from_local(moment)
        if clock.local(kept).replace(tzinfo=None) != moment:
            raise self.make_error("skipped")
        return kept

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else clock.local(value).isoformat(timespec="minutes")


def read_date(value: Any) -> dt.date:
    """A date from either way of writing it; ValueError if it is none, or a day no calendar has."""
    written = isinstance(value, str) and (ISO_DATE.fullmatch(value.strip()) or SWISS_DATE.fullmatch(value.strip()))
    if not written or int(written["year"]) not in YEARS:
        raise ValueError("not a date")
    return dt.date(int(written["year"]), int(written["month"]), int(written["day"]))


def read_time(value: Any) -> dt.time:
    """A time of day to the minute; ValueError if it is none."""
    written = isinstance(value, str) and TIME.fullmatch(value.strip())
    if not written:
        raise ValueError("not a time")
    return dt.time(int(written["hour"]), int(written["minute"] or 0))


def read_moment(value: Any) -> dt.datetime:
    """A date with a time: naive as typed by people, aware where an offset was sent; ValueError if it is neither."""
    written = isinstance(value, str) and MOMENT.fullmatch(value.strip())
    if written:
        return dt.datetime.combine(read_date(written["date"]), read_time(written["time"]))
    if not isinstance(value, str):
        raise ValueError("not a moment")
    moment = dt.datetime.fromisoformat(value.strip())
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError("neither written the way people here do nor with an offset")
    return moment


def _is_seen(character: str) -> bool:
    """Whether there is anything to be read; signs that only join letters or space them are not."""
    return unicodedata.category(character) not in {"Cf", "Cc", "Zs", "Mn"}


def _is_unwanted(character: str) -> bool:
    return unicodedata.category(character) in UNWANTED_CATEGORIES or character in DIRECTION_OVERRIDES
