"""A need as it comes in: by the API, on a site's page, on the public page. The same fields, the same rules."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from services.accommodation.models import ORDINARY, WITH_MINORS
from services.accommodation.schemas.edge import known_category, known_municipality, say
from services.accommodation.words import LANGUAGES
from shared import clock
from shared.contracts.accommodation import NeedState
from shared.contracts.words import AgeGroup, Gender, Selection, Slot, Timing, Urgency
from shared.i18n import _, lazy
from shared.web.forms import (
    DateField,
    EmailField,
    FormSchema,
    LocalDateTimeField,
    PhoneField,
    PostcodeField,
    TrimmedString,
)
from shared.web.here import region

HEADCOUNT: dict[str, Any] = {
    "validate": validate.Range(1, 50),
    "metadata": say(lazy("Wie viele Freiwillige?"), "how many volunteers"),
}
PERSONS: dict[str, Any] = {
    "validate": validate.Range(1, 500),
    "metadata": say(lazy("Wie viele Personen?"), "for how many people"),
}
MINUTES: dict[str, Any] = {
    "allow_none": True,
    "validate": validate.Range(5, 1440),
    "metadata": say(lazy("Dauer in Minuten"), "how long each time"),
}
AGE_GROUP: dict[str, Any] = {"by_value": True, "metadata": say(lazy("Alter"))}
TIMING: dict[str, Any] = {"by_value": True, "metadata": say(lazy("Wie oft?"))}
URGENCY: dict[str, Any] = {"by_value": True, "metadata": say(lazy("Wie dringend?"))}


class NeedFields(FormSchema):
    """Everything that a need says, in the order in which it is asked."""

    category = TrimmedString(
        required=True,
        validate=known_category,
        error_messages={"required": lazy("Bitte wählen Sie etwas aus.")},
        metadata=say(lazy("Art der Unterstützung"), "a code of the region's categories"),
    )
    headcount = fields.Integer(strict=True, load_default=ORDINARY["headcount"], **HEADCOUNT)
    age_group = fields.Enum(AgeGroup, load_default=ORDINARY["age_group"], **AGE_GROUP)
    persons = fields.Integer(strict=True, load_default=ORDINARY["persons"], **PERSONS)
    minors = fields.Boolean(load_default=ORDINARY["minors"], metadata=say(lazy("Es sind Minderjährige dabei")))
    alone = fields.Boolean(
        load_default=ORDINARY["alone"],
        metadata=say(lazy("Die freiwillige Person ist allein mit jemandem"), "the volunteer is alone with the person"),
    )
    languages = fields.List(
        fields.String(validate=validate.OneOf(list(LANGUAGES))),
        load_default=list,
        validate=validate.Length(max=10),
        metadata=say(lazy("Sprachen"), "ISO 639-1 codes; any of them helps"),
    )
    timing = fields.Enum(Timing, load_default=ORDINARY["timing"], **TIMING)
    once_at = LocalDateTimeField(
        allow_none=True, metadata=say(lazy("Datum und Uhrzeit"), "needed when timing is once; in the future")
    )
    slots = fields.List(
        fields.String(validate=validate.OneOf([str(slot) for slot in Slot])),
        load_default=list,
        validate=validate.Length(max=len(Slot)),
        metadata=say(lazy("Wann in der Woche?"), "at least one when timing is weekly"),
    )
    first = DateField(allow_none=True, metadata=say(lazy("Ab"), "first day, included"))
    last = DateField(allow_none=True, metadata=say(lazy("Bis"), "last day, included; the need expires after it"))
    minutes = fields.Integer(strict=True, **MINUTES)
    urgency = fields.Enum(Urgency, load_default=ORDINARY["urgency"], **URGENCY)
    wish = TrimmedString(
        max_length=500,
        lines=True,
        load_default=ORDINARY["wish"],
        metadata=say(lazy("Was sollte die freiwillige Person wissen?"), "free text; nobody's name"),
    )
    wish_gender = fields.Enum(
        Gender, by_value=True, allow_none=True, metadata=say(lazy("Soll es eine Frau oder ein Mann sein?"))
    )
    reference = TrimmedString(
        max_length=60,
        load_default=ORDINARY["reference"],
        metadata=say(lazy("Ihr Zeichen"), "the site's own; only its staff see it again"),
    )

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def check_times(self, given: Mapping[str, Any], original: Mapping[str, Any], **_context: Any) -> None:
        """The fields about time have to agree with each other; what is wrong by itself is said already."""
        told = [(name, text) for name, text in _time_problems(given) if name in given or name not in original]
        if problems := {name: [text] for name, text in told if text}:
            raise ValidationError(problems)


def _time_problems(given: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    timing = given.get("timing")
    return [
        ("once_at", _once_problem(given.get("once_at")) if timing is Timing.ONCE else None),
        ("slots", _weekly_problem(given.get("slots")) if timing is Timing.WEEKLY else None),
        ("last", _last_problem(given.get("first"), given.get("last"))),
    ]


def _once_problem(once_at: datetime | None) -> str | None:
    if once_at is None:
        return _("Bitte geben Sie Datum und Uhrzeit an.")
    return _("Dieser Zeitpunkt ist schon vorbei.") if once_at <= clock.now() else None


def _weekly_problem(slots: list[str] | None) -> str | None:
    return None if slots else _("Bitte wählen Sie mindestens eine Zeit in der Woche.")


def _last_problem(first: date | None, last: date | None) -> str | None:
    if last is None:
        return None
    if last < clock.today():
        return _("Dieser Tag ist schon vorbei.")
    return _("Der letzte Tag liegt vor dem ersten.") if first and last < first else None


HIDDEN: dict[str, tuple[str, ...]] = {
    Timing.ONCE: ("slots", "first", "last"),
    Timing.WEEKLY: ("once_at",),
    Timing.FLEXIBLE: ("once_at", "slots"),
}
"""Fields that pages show for another timing only."""


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

    @pre_load
    def only_what_was_asked(self, given: Mapping[str, Any], **_context: Any) -> dict[str, Any]:
        """What still stands in a field that the chosen timing hides was not said."""
        hidden = HIDDEN.get(str(given.get("timing")), ())
        return {name: value for name, value in given.items() if name not in hidden}


class AtSite:
    """Stands before the other fields, as on the page."""

    site_id = fields.UUID(
        required=True,
        error_messages={"required": lazy("Bitte wählen Sie einen Standort.")},
        metadata=say(lazy("Für welchen Standort?")),
    )


class SiteNeed(NeedPage, AtSite):
    """The page on which staff of several sites post a need for one of them."""


class OfficeNeed(SiteNeed):
    """The page on which a coordinator posts a need for any site, and may decide who gets the place."""

    selection = fields.Enum(Selection, by_value=True, allow_none=True, metadata=say(lazy("Wer bekommt den Platz?")))

    @validates_schema(skip_on_field_errors=False)
    def check_selection(self, given: Mapping[str, Any], **_context: Any) -> None:
        """Where minors are concerned there is nothing to decide."""
        minors = given.get("minors") or given.get("age_group") in WITH_MINORS
        if minors and given.get("selection") is Selection.FIRST_YES:
            raise ValidationError(_("Wo es um Minderjährige geht, wählt immer die Fachstelle aus."), "selection")


EDITABLE = ("headcount", "timing", "once_at", "slots", "first", "last", "minutes", "urgency", "wish", "sure")


class EditedNeed(NeedPage):
    """What may still be changed, and which revision of the need was looked at."""

    class Meta(NeedPage.Meta):
        fields = (*EDITABLE, "revision")

    revision = fields.Integer(load_default=0)


class AskedNeed(NeedPage):
    """The public page: a need without an account, and who asks."""

    postcode = PostcodeField(required=True, metadata=say(lazy("Postleitzahl des Ortes, an dem es Hilfe braucht")))
    bfs_nr = fields.Integer(allow_none=True, metadata=say(lazy("In welcher Gemeinde?")))
    name = TrimmedString(required=True, max_length=100, metadata=say(lazy("Ihr Name")))
    organisation = TrimmedString(
        required=True, max_length=100, metadata=say(lazy("Unterkunft, Gemeinde, Schule oder Verein"))
    )
    email = EmailField(required=True, metadata=say(lazy("E-Mail")))
    phone = PhoneField(required=True, metadata=say(lazy("Telefon")))

    @validates_schema(skip_on_field_errors=False)
    def check_place(self, given: Mapping[str, Any], **_context: Any) -> None:
        """Help is needed in one municipality of ours; a postcode of several is asked about."""
        if "postcode" not in given:
            return
        found = region().find_postcode(given["postcode"])
        if not found.choices:
            raise ValidationError(found.sentence, "postcode")
        if len(found.choices) > 1 and given.get("bfs_nr") not in dict(found.choices):
            raise ValidationError(_("Bitte wählen Sie die Gemeinde."), "bfs_nr")

    @post_load
    def take_the_only_one(self, given: dict[str, Any], **_context: Any) -> dict[str, Any]:
        """Where a postcode has one municipality nobody is asked."""
        choices = region().find_postcode(given["postcode"]).choices
        return {**given, "bfs_nr": choices[0][0]} if len(choices) == 1 else given


ABOUT_POSTER = ("name", "email", "phone", "organisation", "postcode")


class Reason(FormSchema):
    """Why something is done; it stays in this service's history."""

    reason = TrimmedString(max_length=200, load_default="", metadata=say(lazy("Warum?")))


class OtherAddress(FormSchema):
    """Where the mail should go instead."""

    email = EmailField(required=True, metadata=say(lazy("E-Mail")))


class PatternName(FormSchema):
    """What a pattern is called."""

    name = TrimmedString(required=True, max_length=60, metadata=say(lazy("Name der Vorlage")))


class StateFilter(FormSchema):
    """Which needs a program wants."""

    state = fields.Enum(NeedState, by_value=True)
