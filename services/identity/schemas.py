"""What comes in from outside."""

from marshmallow import Schema, fields, validate

from services.identity.passwords import MOST
from shared.auth import Role
from shared.web.forms import EmailField, FormSchema, TrimmedString

LANGUAGES = {"de": "Deutsch", "fr": "Français", "it": "Italiano", "en": "English"}
OFFICE_ROLE = validate.OneOf([Role.COORDINATOR, Role.ADMINISTRATOR])
NAME_LENGTH = 100


class Password(fields.String):
    """A password as it was typed, blanks included; what makes a good one stands in `passwords`."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(required=required, validate=validate.Length(max=MOST), load_only=True)


class SignInForm(FormSchema):
    """With address and password. `next` is where somebody wanted to go."""

    email = EmailField(required=True)
    password = Password()
    next = fields.String(load_default="")


class LinkForm(FormSchema):
    """A link by mail. Its field has a name of its own, since it shares the page with the other form."""

    mail_to = EmailField(required=True)


class ForgottenForm(FormSchema):
    """A link to choose a new password."""

    email = EmailField(required=True)


class NewPasswordForm(FormSchema):
    """A new password, where a link says who it is."""

    password = Password()


class ChangePasswordForm(FormSchema):
    """A new password, where the old one says who it is."""

    current = Password()
    password = Password()


class DetailsForm(FormSchema):
    """What somebody changes of their own account. `current` is asked only for another address."""

    name = TrimmedString(required=True, max_length=NAME_LENGTH)
    email = EmailField(required=True)
    language = fields.String(required=True, validate=validate.OneOf(list(LANGUAGES)))
    current = Password(required=False)


class JoinForm(FormSchema):
    """Accept an invitation."""

    name = TrimmedString(required=True, max_length=NAME_LENGTH)
    password = Password()


class JoinWithAddressForm(FormSchema):
    """The first administrator's invitation has no address yet."""

    name = TrimmedString(required=True, max_length=NAME_LENGTH)
    email = EmailField(required=True)
    password = Password()


class InviteToSiteForm(FormSchema):
    """Somebody is to join a site."""

    name = TrimmedString(required=True, max_length=NAME_LENGTH)
    email = EmailField(required=True)


class InviteToOfficeForm(FormSchema):
    """Somebody is to work at the office."""

    name = TrimmedString(required=True, max_length=NAME_LENGTH)
    email = EmailField(required=True)
    role = fields.Enum(Role, by_value=True, required=True, validate=OFFICE_ROLE)


class RolesForm(FormSchema):
    """The office's roles of an account."""

    roles = fields.List(
        fields.Enum(Role, by_value=True, validate=OFFICE_ROLE),
        load_default=list,
    )


class Me(Schema):
    """Who a token speaks for."""

    id = fields.UUID(metadata={"description": "the person's id everywhere"})
    name = fields.String()
    roles = fields.List(fields.String(), metadata={"description": "volunteer, staff, coordinator, administrator"})
    site_ids = fields.List(fields.UUID(), metadata={"description": "the sites this person works at"})
