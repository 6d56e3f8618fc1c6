"""The schemas as people fill them in: languages in rows, times in words, clearances as a checklist.

What they load is what the schemas for programs load, so the same actions take it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from services.volunteers.models import Volunteer
from services.volunteers.schemas import (
    MAX_LANGUAGES,
    MoveSchema,
    OfferSchema,
    PeriodSchema,
    PersonSchema,
    SignUp,
    called,
    check_clearance_days,
)
from services.volunteers.words import EVENINGS, LANGUAGES, WEEKEND
from shared.contracts.words import ClearanceKind, Gender, Level, Slot
from shared.region import Region
from shared.web.forms import DateField, FormSchema, TrimmedString

TIMES = {"flexible": (), "evenings": EVENINGS, "weekend": WEEKEND}
EXACT = "exact"
SPEAKS = tuple(f"speaks_{number}" for number in range(1, MAX_LANGUAGES + 1))

MoveForm, AwayForm = MoveSchema, PeriodSchema


class Spoken(FormSchema):
    """One row: a language and how well."""

    code = fields.String(required=True, validate=validate.OneOf(LANGUAGES), metadata=called("Sprache"))
    level = fields.Enum(Level, by_value=True, required=True, metadata=called("Wie gut?"))


Rows = FormSchema.from_dict({name: fields.Nested(Spoken) for name in SPEAKS}, name="Rows")
OFFER_FIELDS = ("travel_km", "mobility", "categories", *SPEAKS, "when", "slots", "available_from", "hours_per_week")


class OfferForm(OfferSchema, Rows):  # type: ignore[valid-type, misc]
    """An offer as people fill it in."""

    class Meta(FormSchema.Meta):
        fields = OFFER_FIELDS

    when = fields.String(
        required=True, validate=validate.OneOf([*TIMES, EXACT]), metadata=called("Wann passt es Ihnen?")
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def check_languages(self, data: Mapping[str, Any], original: Mapping[str, Any], **_: Any) -> None:
        if not any(name in original for name in SPEAKS):
            raise ValidationError({"speaks_1": {"code": ["Bitte wählen Sie mindestens eine Sprache."]}})
        seen: set[str] = set()
        for name in SPEAKS:
            code = data.get(name, {}).get("code")
            if code in seen:
                raise ValidationError({name: {"code": [f"{LANGUAGES[code]} haben Sie schon gewählt."]}})
            seen |= {code} if code else set()

    @validates_schema(skip_on_field_errors=False)
    def check_times(self, data: Mapping[str, Any], **_: Any) -> None:
        if data.get("when") == EXACT and not data.get("slots"):
            raise ValidationError("Bitte kreuzen Sie an, wann Sie Zeit haben.", "slots")

    @post_load
    def fold(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Rows become languages, words become parts of the week."""
        rows = [data.pop(name) for name in SPEAKS if name in data]
        data["languages"] = {row["code"]: row["level"] for row in rows}
        when = data.pop("when")
        data["slots"] = data["slots"] if when == EXACT else list(TIMES[when])
        return data


class SignUpForm(OfferForm, SignUp):
    """The sign-up as the public fills it in."""

    class Meta(FormSchema.Meta):
        fields = (
            *("first_name", "last_name", "email", "phone", "postcode", "bfs_nr"),
            *OFFER_FIELDS,
            *("gender", "notes", "consent"),
        )


class SignUpByOfficeForm(SignUpForm):
    """The same, entered by the office for somebody on the telephone."""

    class Meta(FormSchema.Meta):
        fields = (*SignUpForm.Meta.fields, "confirmed_by_phone")

    confirmed_by_phone = fields.Boolean(load_default=False, metadata=called("mündlich bestätigt"))


class DetailsForm(PersonSchema):
    """What a volunteer corrects herself."""

    class Meta(FormSchema.Meta):
        fields: tuple[str, ...] = ("phone", "street", "postcode", "bfs_nr", "gender")

    gender = fields.Enum(Gender, by_value=True, load_default=None, allow_none=True, metadata=called("Geschlecht"))


class DetailsByOfficeForm(DetailsForm):
    """What the office corrects: also the name, and the address she signs in with."""

    class Meta(FormSchema.Meta):
        fields = ("first_name", "last_name", "email", "phone", "street", "postcode", "bfs_nr", "gender")


class NotesForm(FormSchema):
    """What the office notes down."""

    notes = TrimmedString(load_default="", max_length=1000, lines=True, metadata=called("Notiz"))


class HoursForm(FormSchema):
    """Hours at work, in hours and minutes."""

    match_id = fields.UUID(required=True, metadata=called("Einsatz"))
    day = DateField(required=True, metadata=called("Tag"))
    hours = fields.Integer(required=True, validate=validate.Range(0, 16), metadata=called("Stunden"))
    minutes = fields.Integer(required=True, validate=validate.Range(0, 59), metadata=called("Minuten"))
    note = TrimmedString(load_default="", max_length=300, lines=True, metadata=called("Bemerkung"))

    @pre_load
    def fill_up(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """One of the two is enough."""
        return {"hours": "0", "minutes": "0", **data}

    @validates_schema
    def check_some(self, data: Mapping[str, Any], **_: Any) -> None:
        if not data["hours"] and not data["minutes"]:
            raise ValidationError("Bitte geben Sie an, wie lange es gedauert hat.", "hours")

    @post_load
    def add_up(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Minutes alone are what is stored."""
        data["minutes"] += 60 * data.pop("hours")
        return data


class Checked(FormSchema):
    """One line of the checklist."""

    seen = fields.Boolean(load_default=False)
    seen_on = DateField(load_default=None, metadata=called("gesehen am"))
    valid_until = DateField(load_default=None, metadata=called("gültig bis"))

    @validates_schema
    def check_days(self, data: dict[str, Any], **_: Any) -> None:
        check_clearance_days(data)


ClearancesForm = FormSchema.from_dict({kind: fields.Nested(Checked) for kind in ClearanceKind}, name="ClearancesForm")


def seen_clearances(checked: Mapping[str, Any], region: Region, today: date) -> list[dict[str, Any]]:
    """The ticked lines; one without an end holds as long as the region's rules say."""
    ticked = {kind: row for kind, row in checked.items() if row["seen"]}
    return [_seen(ClearanceKind(kind), row, region, today) for kind, row in ticked.items()]


def offer_as_typed(volunteer: Volunteer) -> dict[str, Any]:
    """A stored offer as the form begins with it."""
    offer = volunteer.offer
    slots = {Slot(slot) for slot in offer.slots}
    when = next((word for word, times in TIMES.items() if set(times) == slots), EXACT)
    spoken = zip(SPEAKS, offer.languages.items(), strict=False)
    names = ("travel_km", "mobility", "categories", "available_from", "hours_per_week")
    return {
        **{name: getattr(offer, name) for name in names},
        **{name: {"code": code, "level": Level(level)} for name, (code, level) in spoken},
        "when": when,
        "slots": list(slots) if when == EXACT else [],
    }


def clearances_as_typed(volunteer: Volunteer) -> dict[str, Any]:
    """The checklist as it stands."""
    return {
        seen.kind: {"seen": True, "seen_on": seen.seen_on, "valid_until": seen.valid_until}
        for seen in volunteer.clearances
    }


def _seen(kind: ClearanceKind, row: Mapping[str, Any], region: Region, today: date) -> dict[str, Any]:
    seen_on = row["seen_on"] or today
    months = next((known.renewal_months for known in region.clearances if known.code == kind), None)
    until = row["valid_until"] or (_months_later(seen_on, months) if months else None)
    return {"kind": kind, "seen_on": seen_on, "valid_until": until}


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
