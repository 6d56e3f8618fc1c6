"""Who somebody is, to be corrected by herself or by the office."""

from typing import Any

from marshmallow import fields, validate

from services.volunteers.models import Volunteer
from services.volunteers.pages.forms.home import HomeForm
from services.volunteers.pages.forms.known import KnownMoves
from services.volunteers.schemas import OUR_LANGUAGES, PersonSchema, called
from shared.contracts.words import Gender
from shared.i18n import lazy
from shared.web import formats
from shared.web.forms import FormSchema

OWN_FIELDS = ("phone", "street", "postcode", "bfs_nr", "gender", "language")
OFFICE_FIELDS = ("first_name", "last_name", "email")


class DetailsForm(HomeForm, PersonSchema, KnownMoves):
    """What a volunteer corrects herself."""

    class Meta(FormSchema.Meta):
        fields: tuple[str, ...] = (*OWN_FIELDS, "known_moves")

    gender = fields.Enum(Gender, by_value=True, load_default=None, allow_none=True, metadata=called(lazy("Geschlecht")))
    language = fields.String(
        required=True,
        validate=validate.OneOf(OUR_LANGUAGES),
        metadata=called(lazy("In welcher Sprache schreiben wir?")),
    )


class DetailsByOfficeForm(DetailsForm):
    """What the office corrects: also the name, and the address she signs in with."""

    class Meta(FormSchema.Meta):
        fields = (*OFFICE_FIELDS, *OWN_FIELDS, "known_moves")


def details_as_typed(volunteer: Volunteer) -> dict[str, Any]:
    """What is stored of somebody as the form begins with it."""
    known = {name: getattr(volunteer, name) for name in (*OFFICE_FIELDS, *OWN_FIELDS)}
    return {**known, "phone": formats.phone(volunteer.phone)}
