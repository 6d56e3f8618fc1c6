"""An offer as people fill it in: languages in rows, times in words. Each part of it is also a form of its own."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from services.volunteers.models import Volunteer
from services.volunteers.pages.forms.known import KnownMoves
from services.volunteers.schemas import MAX_LANGUAGES, OfferSchema, called
from services.volunteers.words import EVENINGS, LANGUAGES, WEEKEND
from shared.contracts.words import Level, Slot
from shared.i18n import _, lazy
from shared.web.forms import FormSchema

TIMES = {"flexible": (), "evenings": EVENINGS, "weekend": WEEKEND}
EXACT = "exact"
SPEAKS = tuple(f"speaks_{number}" for number in range(1, MAX_LANGUAGES + 1))


class Spoken(FormSchema):
    """One row: a language and how well."""

    code = fields.String(required=True, validate=validate.OneOf(LANGUAGES), metadata=called(lazy("Sprache")))
    level = fields.Enum(Level, by_value=True, required=True, metadata=called(lazy("Wie gut?")))

    @pre_load
    def check_level(self, data: Mapping[str, Any], **more: Any) -> Mapping[str, Any]:
        """Above the form the sentence stands alone, so it says of which row it speaks."""
        language = LANGUAGES.get(data.get("code", ""))
        if language and not data.get("level"):
            raise ValidationError(_("Bitte wählen Sie, wie gut Sie %(language)s sprechen.", language=language), "level")
        return data


Rows = FormSchema.from_dict({name: fields.Nested(Spoken) for name in SPEAKS}, name="Rows")
TIME_FIELDS = ("when", "slots", "available_from", "hours_per_week")
OFFER_FIELDS = ("travel_km", "mobility", "categories", *SPEAKS, *TIME_FIELDS)


class LanguagesForm(Rows):  # type: ignore[valid-type, misc]  # made from the table of rows above, which mypy cannot follow
    """The languages somebody speaks, a row each."""

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def check_languages(self, data: Mapping[str, Any], original: Mapping[str, Any], **more: Any) -> None:
        if not any(name in original for name in SPEAKS):
            raise ValidationError({"speaks_1": {"code": [_("Bitte wählen Sie mindestens eine Sprache.")]}})
        seen: set[str] = set()
        for name in SPEAKS:
            code = data.get(name, {}).get("code")
            if code in seen:
                told = _("%(language)s haben Sie schon gewählt.", language=LANGUAGES[code])
                raise ValidationError({name: {"code": [told]}})
            seen |= {code} if code else set()

    @post_load
    def fold_languages(self, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Rows become languages."""
        rows = [data.pop(name) for name in SPEAKS if name in data]
        data["languages"] = {row["code"]: row["level"] for row in rows}
        return data


class TimesForm(OfferSchema):
    """When somebody has time."""

    class Meta(FormSchema.Meta):
        fields: tuple[str, ...] = TIME_FIELDS

    when = fields.String(
        required=True, validate=validate.OneOf([*TIMES, EXACT]), metadata=called(lazy("Wann passt es Ihnen?"))
    )

    slots = fields.List(fields.Enum(Slot, by_value=True), required=True, metadata=called(lazy("Ihre Zeiten")))

    @pre_load
    def fill_up(self, data: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """Times are asked of those only who want to say exactly; to them they are not optional."""
        return {"slots": [], **data}

    @validates_schema(skip_on_field_errors=False)
    def check_times(self, data: Mapping[str, Any], **more: Any) -> None:
        if data.get("when") == EXACT and not data.get("slots"):
            raise ValidationError(_("Bitte kreuzen Sie an, wann Sie Zeit haben."), "slots")

    @post_load
    def fold_times(self, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Words become parts of the week."""
        when = data.pop("when")
        data["slots"] = data["slots"] if when == EXACT else list(TIMES[when])
        return data


class OfferForm(LanguagesForm, TimesForm, KnownMoves):
    """A whole offer."""

    class Meta(FormSchema.Meta):
        fields: tuple[str, ...] = (*OFFER_FIELDS, "known_moves")


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
