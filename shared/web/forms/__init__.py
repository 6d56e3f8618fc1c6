"""Forms: what comes in from a page, checked by a marshmallow schema, and shown again as it was typed."""

from shared.web.forms.fields import (
    DateField,
    EmailField,
    LocalDateTimeField,
    PhoneField,
    PostcodeField,
    TimeField,
    TrimmedString,
)
from shared.web.forms.form import Form
from shared.web.forms.messages import FormSchema

__all__ = [
    "DateField",
    "EmailField",
    "Form",
    "FormSchema",
    "LocalDateTimeField",
    "PhoneField",
    "PostcodeField",
    "TimeField",
    "TrimmedString",
]
