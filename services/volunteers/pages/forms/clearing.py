"""What the office has seen: clearances as a checklist."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import fields, validates_schema

from services.volunteers.models import Volunteer
from services.volunteers.pages.forms.known import KnownMoves
from services.volunteers.schemas import called, check_clearance_days
from shared.contracts.words import ClearanceKind
from shared.i18n import lazy
from shared.region import Region
from shared.web.forms import DateField, FormSchema


class Checked(FormSchema):
    """One line of the checklist."""

    seen = fields.Boolean(load_default=False)
    seen_on = DateField(load_default=None, metadata=called(lazy("gesehen am")))
    valid_until = DateField(load_default=None, metadata=called(lazy("gültig bis")))

    @validates_schema
    def check_days(self, data: dict[str, Any], **more: Any) -> None:
        check_clearance_days(data)


ClearancesForm = KnownMoves.from_dict({kind: fields.Nested(Checked) for kind in ClearanceKind}, name="ClearancesForm")


def seen_clearances(checked: Mapping[str, Any], region: Region, today: date) -> list[dict[str, Any]]:
    """The ticked lines; one without an end holds as long as the region's rules say."""
    ticked = {kind: row for kind, row in checked.items() if row["seen"]}
    return [_seen(ClearanceKind(kind), row, region, today) for kind, row in ticked.items()]


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
