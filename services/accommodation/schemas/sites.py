"""A site as it comes in."""

from marshmallow import fields

from services.accommodation.schemas.edge import known_municipality, say
from shared.contracts.accommodation import SiteKind
from shared.i18n import lazy
from shared.web.forms import EmailField, FormSchema, PhoneField, PostcodeField, TrimmedString


class SiteFields(FormSchema):
    """A site as it is written down."""

    organisation = TrimmedString(
        required=True, max_length=100, metadata=say(lazy("Organisation"), "its name; made if it is new")
    )
    name = TrimmedString(required=True, max_length=100, metadata=say(lazy("Name des Standorts")))
    kind = fields.Enum(SiteKind, by_value=True, required=True, metadata=say(lazy("Art")))
    street = TrimmedString(required=True, max_length=100, metadata=say(lazy("Strasse und Nummer")))
    postcode = PostcodeField(required=True, metadata=say(lazy("Postleitzahl")))
    town = TrimmedString(required=True, max_length=100, metadata=say(lazy("Ort")))
    bfs_nr = fields.Integer(
        required=True,
        validate=known_municipality,
        error_messages={"required": lazy("Bitte wählen Sie etwas aus.")},
        metadata=say(lazy("Gemeinde"), "its number at the Federal Statistical Office"),
    )
    phone = PhoneField(required=True, metadata=say(lazy("Telefon")))
    email = EmailField(allow_none=True, metadata=say(lazy("E-Mail")))


class EditedSite(SiteFields):
    """A site as it is corrected, and which revision of it was looked at."""

    revision = fields.Integer(load_default=0)
