"""Hours at work in hours and minutes, days away, and what is asked before a click."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from services.volunteers.schemas import MoveSchema, PeriodSchema, called
from shared.i18n import _, lazy
from shared.web.forms import DateField, FormSchema, TrimmedString

MoveForm, AwayForm = MoveSchema, PeriodSchema


class HoursForm(FormSchema):
    """Hours at work, in hours and minutes."""

    match_id = fields.UUID(required=True, metadata=called(lazy("Einsatz")))
    day = DateField(required=True, metadata=called(lazy("Tag")))
    hours = fields.Integer(required=True, validate=validate.Range(0, 16), metadata=called(lazy("Stunden")))
    minutes = fields.Integer(required=True, validate=validate.Range(0, 59), metadata=called(lazy("Minuten")))
    note = TrimmedString(load_default="", max_length=300, lines=True, metadata=called(lazy("Bemerkung")))

    @pre_load
    def fill_up(self, data: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """One of the two is enough."""
        return {"hours": "0", "minutes": "0", **data}

    @validates_schema
    def check_some(self, data: Mapping[str, Any], **more: Any) -> None:
        if not data["hours"] and not data["minutes"]:
            raise ValidationError(_("Bitte geben Sie an, wie lange es gedauert hat."), "hours")

    @post_load
    def add_up(self, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Minutes alone are what is stored."""
        data["minutes"] += 60 * data.pop("hours")
        return data
