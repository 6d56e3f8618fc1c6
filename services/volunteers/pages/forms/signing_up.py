"""The sign-up as people fill it in: one short form a page, or all of it at once where the office writes it down."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates

from services.volunteers.pages.forms.home import HomeForm
from services.volunteers.pages.forms.offering import OFFER_FIELDS, LanguagesForm, TimesForm
from services.volunteers.schemas import OUR_LANGUAGES, OfferSchema, PersonSchema, SignUp, called
from shared import clock
from shared.i18n import _, lazy
from shared.web.forms import FormSchema

CONTACT_FIELDS = ("first_name", "last_name", "email", "phone")


class ContactForm(PersonSchema):
    """Who somebody is and how to reach her."""

    class Meta(FormSchema.Meta):
        fields = CONTACT_FIELDS


class PlaceForm(HomeForm, PersonSchema, OfferSchema):
    """Where somebody lives, and how far from there she goes by what."""

    class Meta(FormSchema.Meta):
        fields = ("postcode", "travel_km", "mobility")


class MunicipalityForm(FormSchema):
    """Which of the municipalities that share a postcode."""

    bfs_nr = fields.Integer(
        required=True,
        error_messages={"required": lazy("Bitte wählen Sie eine Gemeinde.")},
        metadata=called(lazy("In welcher Gemeinde wohnen Sie?")),
    )


class HelpForm(OfferSchema):
    """What somebody would like to do."""

    class Meta(FormSchema.Meta):
        fields = ("categories",)


class TimesToComeForm(TimesForm):
    """When somebody new has time: not from a day on that is over."""

    class Meta(TimesForm.Meta):
        pass

    @validates("available_from")
    def check_start(self, day: date | None, **more: Any) -> None:
        if day is not None and day < clock.today():
            raise ValidationError(_("Dieser Tag ist schon vorbei. Darf es gleich losgehen, lassen Sie das Feld leer."))


class MoreForm(SignUp):
    """What may be left empty."""

    class Meta(FormSchema.Meta):
        fields = ("gender", "notes")


class ConsentForm(SignUp):
    """The consent, given where all answers stand together, and the fingerprint of those that stood there."""

    class Meta(FormSchema.Meta):
        fields = ("consent", "answers")

    answers = fields.String(load_default="")


class SignUpByOfficeForm(HomeForm, LanguagesForm, TimesToComeForm, SignUp):
    """Everything at once, entered by the office for somebody on the telephone."""

    class Meta(FormSchema.Meta):
        fields = (
            *CONTACT_FIELDS,
            *("postcode", "bfs_nr"),
            *OFFER_FIELDS,
            *("gender", "notes", "language", "consent", "confirmed_by_phone"),
        )

    language = fields.String(
        required=True,
        validate=validate.OneOf(OUR_LANGUAGES),
        metadata=called(lazy("In welcher Sprache schreiben wir?")),
    )
    confirmed_by_phone = fields.Boolean(load_default=False, metadata=called(lazy("mündlich bestätigt")))
