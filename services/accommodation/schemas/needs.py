"""A need as it comes in: by the API, on a site's page, on the public page. The same fields, the same rules."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.accommodation.models import ORDINARY
from services.accommodation.schemas.edge import known_category, known_municipality, say
from services.accommodation.words import LANGUAGES
from shared import clock
from shared.contracts.accommodation import NeedState
from shared.contracts.words import AgeGroup, Gender, Selection, Slot, Timing, Urgency
from shared.web.forms import (
    DateField,
    EmailField,
    FormSchema,
    LocalDateTimeField,
    PhoneField,
    PostcodeField,
    TrimmedString,
)

HEADCOUNT = validate.Range(1, 50)
PERSONS = validate.Range(1, 500)


class NeedFields(FormSchema):
    """Everything that a need says, in the order in which it is asked."""

    category = TrimmedString(required=True, validate=known_category, metadata=say("a code of the region's categories"))
    headcount = fields.Integer(
        strict=True, load_default=ORDINARY["headcount"], validate=HEADCOUNT, metadata=say("how many volunteers")
    )
    age_group = fields.Enum(AgeGroup, by_value=True, load_default=ORDINARY["age_group"])
    persons = fields.Integer(strict=True, load_default=ORDINARY["persons"], validate=PERSONS)
    minors = fields.Boolean(load_default=ORDINARY["minors"])
    alone = fields.Boolean(load_default=ORDINARY["alone"], metadata=say("the volunteer is alone with the person"))
    languages = fields.List(
        fields.String(validate=validate.OneOf(list(LANGUAGES))),
        load_default=list,
        validate=validate.Length(max=10),
        metadata=say("ISO 639-1 codes; any of them helps"),
    )
    timing = fields.Enum(Timing, by_value=True, load_default=ORDINARY["timing"])
    once_at = LocalDateTimeField(allow_none=True, metadata=say("needed when timing is once; in the future"))
    slots = fields.List(
        fields.String(validate=validate.OneOf([str(slot) for slot in Slot])),
        load_default=list,
        validate=validate.Length(max=len(Slot)),
        metadata=say("at least one when timing is weekly"),
    )
    first = DateField(allow_none=True, metadata=say("first day, included"))
    last = DateField(allow_none=True, metadata=say("last day, included; the need expires after it"))
    minutes = fields.Integer(
        strict=True, allow_none=True, validate=validate.Range(5, 1440), metadata=say("how long each time")
    )
    urgency = fields.Enum(Urgency, by_value=True, load_default=ORDINARY["urgency"])
    wish = TrimmedString(
        max_length=500, lines=True, load_default=ORDINARY["wish"], metadata=say("free text; nobody's name")
    )
    wish_gender = fields.Enum(Gender, by_value=True, allow_none=True)
    reference = TrimmedString(
        max_length=60, load_default=ORDINARY["reference"], metadata=say("the site's own; only its staff see it again")
    )

    @validates_schema(skip_on_field_errors=True)
    def check_times(self, given: Mapping[str, Any], **_: Any) -> None:
        """The fields about time have to agree with each other."""
        if problems := {name: [text] for name, text in _time_problems(given) if text}:
            raise ValidationError(problems)


def _time_problems(given: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    once_at, first, last = given.get("once_at"), given.get("first"), given.get("last")
    return [
        ("once_at", _once_problem(once_at) if given["timing"] is Timing.ONCE else None),
        ("slots", _weekly_problem(given["slots"]) if given["timing"] is Timing.WEEKLY else None),
        ("last", _last_problem(first, last)),
    ]


def _once_problem(once_at: datetime | None) -> str | None:
    if once_at is None:
        return "Bitte geben Sie Datum und Uhrzeit an."
    return "Dieser Zeitpunkt ist schon vorbei." if once_at <= clock.now() else None


def _weekly_problem(slots: list[str]) -> str | None:
    return None if slots else "Bitte wählen Sie mindestens eine Zeit in der Woche."


def _last_problem(first: date | None, last: date | None) -> str | None:
    if last is None:
        return None
    if last < clock.today():
        return "Dieser Tag ist schon vorbei."
    return "Der letzte Tag liegt vor dem ersten." if first and last < first else None


class NewNeed(NeedFields):
    """A need as programs post it."""

    site_id = fields.UUID(metadata=say("may lack for staff of one site"))
    bfs_nr = fields.Integer(validate=known_municipality, metadata=say("the site's if it lacks"))
    selection = fields.Enum(
        Selection, by_value=True, metadata=say("set by the office only, and never where minors are concerned")
    )


class NeedPage(NeedFields):
    """On a page nothing is assumed: what has an ordinary value is there to see, and has to stay filled in."""

    headcount = fields.Integer(required=True, validate=HEADCOUNT)
    age_group = fields.Enum(AgeGroup, by_value=True, required=True)
    persons = fields.Integer(required=True, validate=PERSONS)
    timing = fields.Enum(Timing, by_value=True, required=True)
    minutes = fields.Integer(allow_none=True, validate=validate.Range(5, 1440))
    urgency = fields.Enum(Urgency, by_value=True, required=True)
    sure = fields.Boolean(load_default=False)


class AtSite:
    """Stands before the other fields, as on the page."""

    site_id = fields.UUID(required=True, error_messages={"required": "Bitte wählen Sie einen Standort."})


class SiteNeed(NeedPage, AtSite):
    """The page on which staff of several sites, or a coordinator for any of them, post a need."""


EDITABLE = ("headcount", "timing", "once_at", "slots", "first", "last", "minutes", "urgency", "wish", "sure")


class AskedNeed(NeedPage):
    """The public page: a need without an account, and who asks."""

    postcode = PostcodeField(required=True)
    bfs_nr = fields.Integer(allow_none=True)
    name = TrimmedString(required=True, max_length=100)
    organisation = TrimmedString(required=True, max_length=100)
    email = EmailField(required=True)
    phone = PhoneField(required=True)


ABOUT_POSTER = ("name", "email", "phone", "organisation", "postcode")


class Reason(FormSchema):
    """Why something is done; it stays in this service's history."""

    reason = TrimmedString(max_length=200, load_default="")


class StateFilter(FormSchema):
    """Which needs a program wants."""

    state = fields.Enum(NeedState, by_value=True)
