"""What comes in from outside."""

from marshmallow import Schema, fields, validate

from services.identity.passwords import MOST
from shared.auth import Role
from shared.i18n import LANGUAGES, LazyString, lazy
from shared.web.forms import EmailField, FormSchema, TrimmedString

CURRENT, NEW = lazy("Aktuelles Passwort"), lazy("Neues Passwort")
OFFERED = {each.code: each.own_name for each in LANGUAGES.values() if each.everywhere}
"""The languages for those who work here. Volunteers choose theirs, of all there are, on their own page."""
ADDRESS = lazy("E-Mail-Adresse")
OFFICE_ROLE = validate.OneOf([Role.COORDINATOR, Role.ADMINISTRATOR])


class Password(fields.String):
    """A password as it was typed, blanks included; what makes a good one stands in `passwords`."""

    def __init__(self, title: LazyString, *, required: bool = True) -> None:
        length = validate.Length(max=MOST)
        super().__init__(required=required, validate=length, load_only=True, metadata={"title": title})


class PersonName(TrimmedString):
    """First and last name."""

    def __init__(self) -> None:
        super().__init__(required=True, max_length=100, metadata={"title": lazy("Vor- und Nachname")})


class Address(EmailField):
    """An e-mail address that has to be given."""

    def __init__(self, title: LazyString = ADDRESS) -> None:
        super().__init__(required=True, metadata={"title": title})


class SignInForm(FormSchema):
    """With address and password. `next` is where somebody wanted to go."""

    email = Address()
    password = Password(lazy("Passwort"))
    next = fields.String(load_default="")


class LinkForm(FormSchema):
    """A link by mail. Its field has a name of its own, since it shares the page with the other form."""

    mail_to = Address(lazy("Ihre E-Mail-Adresse"))


class ForgottenForm(FormSchema):
    """A link to choose a new password."""

    email = Address(lazy("Ihre E-Mail-Adresse"))


class NewPasswordForm(FormSchema):
    """A new password, where a link says who it is."""

    password = Password(NEW)


class ChangePasswordForm(FormSchema):
    """A new password, where the old one says who it is."""

    current = Password(CURRENT)
    password = Password(NEW)


class DetailsForm(FormSchema):
    """What somebody changes of their own account. `current` is asked only for another address."""

    name = PersonName()
    email = Address()
    language = fields.String(required=True, validate=validate.OneOf(list(OFFERED)), metadata={"title": lazy("Sprache")})
    current = Password(CURRENT, required=False)


class JoinForm(FormSchema):
    """Accept an invitation."""

    name = PersonName()
    password = Password(lazy("Passwort"))


class JoinWithAddressForm(FormSchema):
    """The first administrator's invitation has no address yet."""

    name = PersonName()
    email = Address()
    password = Password(lazy("Passwort"))


class InviteToSiteForm(FormSchema):
    """Somebody is to join a site."""

    name = PersonName()
    email = Address()


class InviteToOfficeForm(FormSchema):
    """Somebody is to work at the office."""

    name = PersonName()
    email = Address()
    role = fields.Enum(Role, by_value=True, required=True, validate=OFFICE_ROLE, metadata={"title": lazy("Rolle")})


class RolesForm(FormSchema):
    """The office's roles of an account; `revision` says which state of it was looked at."""

    revision = fields.Integer(required=True)
    roles = fields.List(
        fields.Enum(Role, by_value=True, validate=OFFICE_ROLE),
        load_default=list,
        metadata={"title": lazy("Was darf diese Person?")},
    )


class Me(Schema):
    """Who a token speaks for."""

    id = fields.UUID(metadata={"description": "the person's id everywhere"})
    name = fields.String()
    roles = fields.List(fields.String(), metadata={"description": "volunteer, staff, coordinator, administrator"})
    site_ids = fields.List(fields.UUID(), metadata={"description": "the sites this person works at"})
