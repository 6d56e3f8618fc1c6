"""What comes in from outside: sign-ups, offers, clearances, hours; and a volunteer as programs get it.

The pages' variants of these (languages in rows, times in words) are in `pages/forms/`.
"""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from services.volunteers.words import LANGUAGES
from shared import clock
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import ClearanceKind, Gender, Level, Mobility, Slot
from shared.i18n import LANGUAGES as WE_SPEAK
from shared.i18n import LazyString, _, lazy
from shared.web.forms import DateField, EmailField, FormSchema, PhoneField, PostcodeField, TrimmedString

MAX_LANGUAGES = 8
MAX_TRAVEL_KM = 100
CONSENT_NEEDED = lazy("Ohne Ihr Einverständnis dürfen wir Ihre Angaben nicht speichern.")
OUR_LANGUAGES = tuple(WE_SPEAK)
"""In which we write to somebody."""


def called(title: LazyString, about: str | None = None) -> dict[str, Any]:
    """What a field is called on the page, and its description for programs."""
    return {"title": title} | ({"description": about} if about else {})


class PeriodSchema(FormSchema):
    """Days away, both included."""

    first = DateField(required=True, metadata=called(lazy("Erster Tag")))
    last = DateField(required=True, metadata=called(lazy("Letzter Tag")))

    @validates_schema
    def check_order(self, data: dict[str, Any], **more: Any) -> None:
        if data["first"] > data["last"]:
            raise ValidationError(_("Der letzte Tag liegt vor dem ersten."), "last")


class OfferSchema(FormSchema):
    """What somebody offers."""

    categories = fields.List(
        fields.String(),
        required=True,
        validate=validate.Length(min=1),
        metadata=called(lazy("Wobei möchten Sie helfen?"), "codes of the region's categories"),
    )
    languages = fields.Dict(
        keys=fields.String(validate=validate.OneOf(LANGUAGES)),
        values=fields.Enum(Level, by_value=True),
        load_default=dict,
        validate=validate.Length(max=MAX_LANGUAGES),
        metadata=called(lazy("Sprachen"), "ISO 639-1 code to level: A1 to C2, native"),
    )
    travel_km = fields.Integer(
        required=True,
        validate=validate.Range(0, MAX_TRAVEL_KM),
        metadata=called(lazy("Wie weit dürfen wir Sie schicken?"), "how far, in km"),
    )
    mobility = fields.Enum(Mobility, by_value=True, required=True, metadata=called(lazy("Wie sind Sie unterwegs?")))
    slots = fields.List(
        fields.Enum(Slot, by_value=True),
        load_default=list,
        metadata=called(lazy("Ihre Zeiten"), "parts of the week; empty means flexible"),
    )
    available_from = DateField(load_default=None, allow_none=True, metadata=called(lazy("Ab wann?")))
    away = fields.List(fields.Nested(PeriodSchema), load_default=list, validate=validate.Length(max=20))
    hours_per_week = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(1, 40),
        metadata=called(lazy("Wie viele Stunden in der Woche?")),
    )


class PersonSchema(FormSchema):
    """Who somebody is and how to reach her."""

    first_name = TrimmedString(required=True, max_length=80, metadata=called(lazy("Vorname")))
    last_name = TrimmedString(required=True, max_length=80, metadata=called(lazy("Nachname")))
    email = EmailField(required=True, validate=validate.Length(max=200), metadata=called(lazy("E-Mail")))
    phone = PhoneField(
        required=True,
        error_messages={"invalid": lazy("Bitte prüfen Sie die Telefonnummer, zum Beispiel 079 123 45 67.")},
        metadata=called(lazy("Telefon"), "E.164, or as written in Switzerland"),
    )
    street = TrimmedString(load_default="", max_length=120, metadata=called(lazy("Strasse und Nummer")))
    postcode = PostcodeField(required=True, metadata=called(lazy("Postleitzahl")))
    bfs_nr = fields.Integer(
        load_default=None,
        allow_none=True,
        metadata=called(lazy("Gemeinde"), "its official number; needed only where a postcode spans several"),
    )


class SignUp(OfferSchema, PersonSchema):
    """A sign-up: who, what she offers, and her consent."""

    gender = fields.Enum(
        Gender,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=called(lazy("Geschlecht"), "only for protected wishes"),
    )
    notes = TrimmedString(
        load_default="", max_length=1000, lines=True, metadata=called(lazy("Was sollen wir noch wissen?"))
    )
    language = fields.String(load_default="de", validate=validate.OneOf(OUR_LANGUAGES))
    consent = fields.Boolean(
        required=True,
        validate=validate.Equal(True, error=CONSENT_NEEDED),
        error_messages={"required": CONSENT_NEEDED},
        metadata=called(lazy("Einverständnis"), "must be true"),
    )


def check_clearance_days(data: dict[str, Any]) -> None:
    """What was seen was seen in the past, and holds at least until then. Raises `ValidationError`."""
    seen_on, valid_until = data.get("seen_on"), data.get("valid_until")
    if seen_on and seen_on > clock.today():
        raise ValidationError(_("Dieser Tag liegt in der Zukunft."), "seen_on")
    if seen_on and valid_until and valid_until < seen_on:
        raise ValidationError(_("«Gültig bis» liegt vor dem Tag, an dem es gesehen wurde."), "valid_until")


class ClearanceSchema(FormSchema):
    """Something the office has seen."""

    kind = fields.Enum(ClearanceKind, by_value=True, required=True)
    valid_until = DateField(
        load_default=None, allow_none=True, metadata=called(lazy("gültig bis"), "none: until further notice")
    )
    seen_on = DateField(load_default=None, allow_none=True, metadata=called(lazy("gesehen am"), "none: today"))

    @validates_schema
    def check_days(self, data: dict[str, Any], **more: Any) -> None:
        check_clearance_days(data)


class Clear(FormSchema):
    """The clearance is finished."""

    clearances = fields.List(fields.Nested(ClearanceSchema), load_default=list)


class MoveSchema(FormSchema):
    """Why, and for a pause until when."""

    reason = TrimmedString(load_default="", max_length=500, lines=True, metadata=called(lazy("Grund")))
    until = DateField(
        load_default=None, allow_none=True, metadata=called(lazy("Letzter Tag der Pause"), "for a pause only")
    )


class HoursSchema(FormSchema):
    """Hours at work."""

    match_id = fields.UUID(required=True, metadata=called(lazy("Einsatz")))
    day = DateField(required=True, metadata=called(lazy("Tag")))
    minutes = fields.Integer(required=True, strict=True, validate=validate.Range(1, 16 * 60))
    note = TrimmedString(load_default="", max_length=300, lines=True, metadata=called(lazy("Bemerkung")))
    volunteer_id = fields.UUID(
        load_default=None, allow_none=True, metadata=called(lazy("Freiwillige"), "for the office only")
    )


class VolunteersQuery(Schema):
    """Which volunteers."""

    state = fields.Enum(VolunteerState, by_value=True, load_default=None)


class ReceivedSchema(Schema):
    """A sign-up was received; the id is one also where the address was known already."""

    id = fields.UUID()


class LoggedSchema(Schema):
    """One entry of hours."""

    id = fields.UUID()
    volunteer_id = fields.UUID()
    match_id = fields.UUID()
    need_id = fields.UUID()
    day = fields.Date()
    minutes = fields.Integer()
    note = fields.String()
    entered_by = fields.UUID(allow_none=True)


class SeenSchema(Schema):
    """One clearance as stored."""

    kind = fields.Enum(ClearanceKind, by_value=True)
    valid_until = fields.Date(allow_none=True)
    seen_on = fields.Date()


class VolunteerSchema(Schema):
    """A volunteer as the office sees one. `name` is first name and initial, as others are told it."""

    class Meta:
        unknown = EXCLUDE

    id = fields.UUID()
    revision = fields.Integer()
    offer_id = fields.UUID(attribute="offer.id")
    state = fields.Enum(VolunteerState, by_value=True)
    name = fields.String(attribute="short_name")
    first_name = fields.String()
    last_name = fields.String()
    email = fields.String()
    phone = fields.String()
    street = fields.String()
    postcode = fields.String()
    bfs_nr = fields.Integer()
    language = fields.String()
    gender = fields.Enum(Gender, by_value=True, allow_none=True)
    notes = fields.String()
    categories = fields.List(fields.String(), attribute="offer.categories")
    languages = fields.Dict(keys=fields.String(), values=fields.String(), attribute="offer.languages")
    travel_km = fields.Integer(attribute="offer.travel_km")
    mobility = fields.Enum(Mobility, by_value=True, attribute="offer.mobility")
    slots = fields.List(fields.String(), attribute="offer.slots")
    available_from = fields.Date(attribute="offer.available_from", allow_none=True)
    away = fields.List(fields.Dict(), attribute="offer.away")
    hours_per_week = fields.Integer(attribute="offer.hours_per_week", allow_none=True)
    clearances = fields.List(fields.Nested(SeenSchema))
    registered_at = fields.AwareDateTime()
    confirmed_at = fields.AwareDateTime(allow_none=True)
    ready_since = fields.Date(allow_none=True)
    paused_until = fields.Date(allow_none=True)
