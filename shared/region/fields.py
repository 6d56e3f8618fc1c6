"""The kinds of value in `region.toml`, with messages for the person who edits that file by hand."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.region.settings import Words

# Corners of Switzerland in degrees WGS84, rounded outwards: they catch swapped and national coordinates.
LAT_RANGE = (45.8, 47.9)
LON_RANGE = (5.9, 10.6)
LINE_LENGTH = 200
TEXT_LENGTH = 20_000
LANGUAGE = re.compile(r"[a-z]{2,3}")

Messages = dict[str, Any]
REQUIRED: Messages = {"required": "is missing"}
TEXT: Messages = {**REQUIRED, "invalid": 'must be text in quotes ("…")'}
WHOLE: Messages = {**REQUIRED, "invalid": "must be a whole number", "too_large": "is too large"}
NUMBER: Messages = {
    **REQUIRED,
    "invalid": "must be a number",
    "too_large": "is too large",
    "special": "must be a number",
}
YES_NO: Messages = {**REQUIRED, "invalid": "must be true or false, without quotes"}

LABEL = 'must be a text by language, as in { de = "…" }'


class Tuple(fields.List[Any]):
    """A list that nobody can change afterwards."""

    default_error_messages = {**REQUIRED, "invalid": "must be a list ([…])"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, *args, **kwargs))


class WordsField(fields.Field[Words]):
    """A text by language; German must be there, because it stands in for all others."""

    default_error_messages = REQUIRED

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Words:
        if not isinstance(value, dict):
            raise ValidationError(LABEL)
        errors = {code: found for code, text in value.items() if (found := word_problems(code, text))}
        if "de" not in value:
            errors["de"] = ["is missing (German stands in for languages that are missing)"]
        if errors:
            raise ValidationError(errors)
        return Words.of(value)


class WordsOrGermanField(WordsField):
    """The same, where many an office writes one text only: without languages it is German."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Words:
        return super()._deserialize({"de": value} if isinstance(value, str) else value, *args, **kwargs)


def word_problems(language: str, text: Any) -> list[str]:
    if not LANGUAGE.fullmatch(language):
        return ["is not a language code such as de or fr"]
    if not isinstance(text, str):
        return [TEXT["invalid"]]
    try:
        tidy(text, allowed="\n")
    except ValidationError as error:
        return [str(message) for message in error.messages]
    return []


def tidy(text: str, allowed: str = "", longest: int = TEXT_LENGTH) -> None:
    """Some of these texts become mail headers and page titles: no line break or control character slips in."""
    if not text.strip():
        raise ValidationError("must not be empty")
    if text != text.strip():
        raise ValidationError("must not begin or end with a space or line break")
    if len(text) > longest:
        raise ValidationError(f"is longer than {longest} characters")
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") and sign not in allowed for sign in text):
        raise ValidationError("must not contain control characters" + ("" if allowed else " or line breaks"))


def line(*checks: Callable[[str], Any], required: bool = True) -> fields.String:
    """One line of text."""
    return _text([lambda text: tidy(text, longest=LINE_LENGTH), *checks], required)


def _text(checks: list[Callable[[str], Any]], required: bool) -> fields.String:
    if required:
        return fields.String(required=True, error_messages=TEXT, validate=checks)
    return fields.String(load_default=None, error_messages=TEXT, validate=checks)


def pattern(regex: str, message: str) -> validate.Regexp:
    return validate.Regexp(rf"(?:{regex})\Z", error=message)


SLUG = pattern(r"[a-z0-9][a-z0-9-]*", "may have only small letters, digits and hyphens (a-z, 0-9, -)")
CODE = pattern(r"[a-z][a-z0-9_]*", "must be an English identifier such as german_lessons (a-z, 0-9, _)")
POSTCODE = pattern(r"[1-9][0-9]{3}", "must be a Swiss postcode of four digits")
PHONE = pattern(r"\+[1-9][0-9 ]{6,20}", "must be an international number such as +41 62 835 20 20")
COLOUR = pattern(r"#[0-9a-fA-F]{6}", "must be a colour such as #1a5f7a")
PICTURE = pattern(r"[A-Za-z0-9_-]{1,60}\.(svg|png)", "must be the name of an .svg or .png file beside this one")
EMAIL = validate.Email(error="must be an e-mail address")
WEBSITE = validate.URL(schemes={"http", "https"}, error="must be a web address that begins with https://")


def postcodes() -> Tuple:
    return Tuple(line(POSTCODE), required=True, validate=validate.Length(min=1, error="must name at least one"))


def codes() -> Tuple:
    return Tuple(line(CODE), required=True)


def whole(smallest: int, largest: int, required: bool = True) -> fields.Integer:
    check = validate.Range(smallest, largest, error=f"must lie between {smallest} and {largest}")
    if required:
        return fields.Integer(strict=True, required=True, error_messages=WHOLE, validate=check)
    return fields.Integer(strict=True, load_default=None, error_messages=WHOLE, validate=check)


def number(smallest: float, largest: float, error: str | None = None) -> fields.Float:
    check = validate.Range(smallest, largest, error=error or f"must lie between {smallest:g} and {largest:g}")
    return fields.Float(required=True, error_messages=NUMBER, validate=check)


def degrees(smallest: float, largest: float) -> fields.Float:
    return number(smallest, largest, f"must lie in Switzerland, {smallest} to {largest} degrees (WGS84)")


def yes_no() -> fields.Boolean:
    return fields.Boolean(required=True, truthy={True}, falsy={False}, error_messages=YES_NO)
