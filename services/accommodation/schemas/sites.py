"""A site as it comes in."""

from marshmallow import fields

from services.accommodation.schemas.edge import known_municipality, say
from shared.contracts.accommodation import SiteKind
from shared.web.forms import EmailField, FormSchema, PhoneField, PostcodeField, TrimmedString


class SiteFields(FormSchema):
    """A site as it is written down."""

    organisation = TrimmedString(required=True, max_length=100, metadata=say("its name; made if it is new"))
    name = TrimmedString(required=True, max_length=100)
    kind = fields.Enum(SiteKind, by_value=True, required=True)
    street = TrimmedString(required=True, max_length=100)
    postcode = PostcodeField(required=True)
    town = TrimmedString(required=True, max_length=100)
    bfs_nr = fields.Integer(required=True, validate=known_municipality, error_messages={"required": "Bitte wählen."})
    phone = PhoneField(required=True)
    email = EmailField(allow_none=True)
