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

HEADCOUNT: dict[str, Any] = {
    "validate": validate.Range(1, 50),
    "metadata": say("Wie viele Freiwillige?", "how many volunteers"),
}
PERSONS: dict[str, Any] = {
    "validate": validate.Range(1, 500),
    "metadata": say("Wie viele Personen?", "for how many people"),
}
MINUTES: dict[str, Any] = {
    "allow_none": True,
    "validate": validate.Range(5, 1440),
    "metadata": say("Dauer in Minuten", "how long each time"),
}
AGE_GROUP: dict[str, Any] = {"by_value": True, "metadata": say("Alter")}
TIMING: dict[str, Any] = {"by_value": True, "metadata": say("Wie oft?")}
URGENCY: dict[str, Any] = {"by_value": True, "metadata": say("Wie dringend?")}


class NeedFields(FormSchema):
    """Everything that a need says, in the order in which it is asked."""

    category = TrimmedString(
        required=True,
        validate=known_category,
        metadata=say("Art der Unterstützung", "a code of the region's categories"),
    )
    headcount = fields.Integer(strict=True, load_default=ORDINARY["headcount"], **HEADCOUNT)
    age_group = fields.Enum(AgeGroup, load_default=ORDINARY["age_group"], **AGE_GROUP)
    persons = fields.Integer(strict=True, load_default=ORDINARY["persons"], **PERSONS)
    minors = fields.Boolean(load_default=ORDINARY["minors"], metadata=say("Es sind Minderjährige dabei"))
    alone = fields.Boolean(
        load_default=ORDINARY["alone"],
        metadata=say("Die freiwillige Person ist allein mit jemandem", "the volunteer is alone with the person"),
    )
    languages = fields.List(
        fields.String(validate=validate.OneOf(list(LANGUAGES))),
        load_default=list,
        validate=validate.Length(max=10),
        metadata=say("Sprachen", "ISO 639-1 codes; any of them helps"),
    )
    timing = fields.Enum(Timing, load_default=ORDINARY["timing"], **TIMING)
    once_at = LocalDateTimeField(
        allow_none=True, metadata=say("Datum und Uhrzeit", "needed when timing is once; in the future")
    )
    slots = fields.List(
        fields.String(validate=validate.OneOf([str(slot) for slot in Slot])),
        load_default=list,
        validate=validate.Length(max=len(Slot)),
        metadata=say("Wann in der Woche?", "at least one when timing is weekly"),
    )
    first = DateField(allow_none=True, metadata=say("Ab", "first day, included"))
    last = DateField(allow_none=True, metadata=say("Bis", "last day, included; the need expires after it"))
    minutes = fields.Integer(strict=True, **MINUTES)
    urgency = fields.Enum(Urgency, load_default=ORDINARY["urgency"], **URGENCY)
    wish = TrimmedString(
        max_length=500,
        lines=True,
        load_default=ORDINARY["wish"],
        metadata=say("Was sollte die freiwillige Person wissen?", "free text; nobody's name"),
    )
    wish_gender = fields.Enum(
        Gender, by_value=True, allow_none=True, metadata=say("Soll es eine Frau oder ein Mann sein?")
    )
    reference = TrimmedString(
        max_length=60,
        load_default=ORDINARY["reference"],
        metadata=say("Ihr Zeichen", "the site's own; only its staff see it again"),
    )

    @validates_schema(skip_on_field_errors=True)
    def check_times(self, given: Mapping[str, Any], **_: Any) -> None:
        """The fields about time have to agree with each other."""
        if problems := {name: [text] for name, text in _time_problems(given) if text}:
            raise ValidationError(problems)


def _time_problems(given: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    return [
        ("once_at", _once_problem(given.get("once_at")) if given["timing"] is Timing.ONCE else None),
        ("slots", _weekly_problem(given["slots"]) if given["timing"] is Timing.WEEKLY else None),
        ("last", _last_problem(given.get("first"), given.get("last"))),
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

    site_id = fields.UUID(metadata=say(description="may lack for staff of one site"))
    bfs_nr = fields.Integer(
        strict=True, validate=known_municipality, metadata=say(description="the site's if it lacks")
    )
    selection = fields.Enum(
        Selection,
        by_value=True,
        metadata=say(description="set by the office only, and never where minors are concerned"),
    )


class NeedPage(NeedFields):
    """On a page nothing is assumed: what has an ordinary value is there to see, and has to stay filled in."""

    headcount = fields.Integer(required=True, **HEADCOUNT)
    age_group = fields.Enum(AgeGroup, required=True, **AGE_GROUP)
    persons = fields.Integer(required=True, **PERSONS)
    timing = fields.Enum(Timing, required=True, **TIMING)
    minutes = fields.Integer(**MINUTES)
    urgency = fields.Enum(Urgency, required=True, **URGENCY)
    sure = fields.Boolean(load_default=False)


class AtSite:
    """Stands before the other fields, as on the page."""

    site_id = fields.UUID(
        required=True,
        error_messages={"required": "Bitte wählen Sie einen Standort."},
        metadata=say("Für welchen Standort?"),
    )


class SiteNeed(NeedPage, AtSite):
    """The page on which staff of several sites post a need for one of them."""


class OfficeNeed(SiteNeed):
    """The page on which a coordinator posts a need for any site, and may decide who gets the place."""

    selection = fields.Enum(Selection, by_value=True, allow_none=True, metadata=say("Wer bekommt den Platz?"))


EDITABLE = ("headcount", "timing", "once_at", "slots", "first", "last", "minutes", "urgency", "wish", "sure")


class AskedNeed(NeedPage):
    """The public page: a need without an account, and who asks."""

    postcode = PostcodeField(required=True, metadata=say("Postleitzahl des Ortes, an dem es Hilfe braucht"))
    bfs_nr = fields.Integer(allow_none=True, metadata=say("In welcher Gemeinde?"))
    name = TrimmedString(required=True, max_length=100, metadata=say("Ihr Name"))
    organisation = TrimmedString(
        required=True, max_length=100, metadata=say("Unterkunft, Gemeinde, Schule oder Verein")
    )
    email = EmailField(required=True, metadata=say("E-Mail"))
    phone = PhoneField(required=True, metadata=say("Telefon"))


ABOUT_POSTER = ("name", "email", "phone", "organisation", "postcode")


class Reason(FormSchema):
    """Why something is done; it stays in this service's history."""

    reason = TrimmedString(max_length=200, load_default="", metadata=say("Warum?"))


class StateFilter(FormSchema):
    """Which needs a program wants."""

    state = fields.Enum(NeedState, by_value=True)
