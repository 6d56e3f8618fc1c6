"""Where somebody lives, checked with the other fields: a postcode that is none of ours is told with other errors."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from services.volunteers.actions import home_municipality
from shared.errors import Invalid
from shared.web.forms import FormSchema
from shared.web.here import region


class HomeForm(FormSchema):
    """A form that asks for the postcode. Without a field for the municipality, that is asked elsewhere."""

    @validates_schema(skip_on_field_errors=False)
    def check_home(self, data: Mapping[str, Any], **more: Any) -> None:
        """Only the region knows which postcodes and municipalities there are."""
        if "postcode" not in data:
            return
        try:
            home_municipality(region(), data)
        except Invalid as error:
            if told := {name: [text] for name, text in error.fields.items() if name in self.load_fields}:
                raise ValidationError(told) from error
