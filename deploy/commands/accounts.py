"""`rif user add`, `rif token create`, `list`, `revoke`: ways in for people and for programs, and out again."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import click
from sqlalchemy.orm import Session

from deploy.instance import Instance, existing_instance
from deploy.problems import CannotStart
from services.identity import actions, queries
from services.identity.models import Account
from shared import clock
from shared.auth import Role
from shared.errors import Refused

ROLES = [str(role) for role in Role]
ADDRESS = 254
"""No e-mail address is longer."""


class Line(click.ParamType):
    """One line of text that can be shown in a list. Bytes that are no text come as halves of surrogate pairs."""

    name = "text"

    def __init__(self, longest: int = 100) -> None:
        self.longest = longest

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Without blanks around it. Raises `CannotStart`."""
        text = value.strip()
        if text and text.isprintable() and len(text) <= self.longest:
            return text
        called = param.opts[0] if param else self.name
        raise CannotStart(f"{called}: one line of 1 to {self.longest} printable characters")


@click.group()
def user() -> None:
    """Accounts of staff, coordinators and administrators."""


@user.command()
@click.argument("email", type=Line(ADDRESS))
@click.option("--name", type=Line(), required=True, help="First and last name.")
@click.option("--role", type=click.Choice([r for r in ROLES if r != Role.VOLUNTEER]), default=Role.COORDINATOR.value)
@click.option("--site", "sites", multiple=True, type=click.UUID, help="For staff: id of a site (may be repeated).")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, envvar="RIF_PASSWORD")
def add(email: str, name: str, role: str, sites: tuple[UUID, ...], password: str) -> None:
    """Add an account that can sign in at once. The password is asked for (or taken from RIF_PASSWORD)."""
    with existing_instance() as instance:
        try:
            with instance.db("identity").transaction() as session:
                account = actions.add_account(session, email, name, [Role(role)], password=password, site_ids=sites)
                account_id = account.id
        except Refused as error:
            raise CannotStart(error.detail) from error
        instance.settle_if_alone()
    click.echo(account_id)


@click.group()
def token() -> None:
    """Tokens for programs that use the API."""


@token.command()
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option(
    "--person",
    type=Line(ADDRESS),
    help="E-mail or id of the person the program acts for (a volunteer's id for volunteers).",
)
@click.option(
    "--site", "sites", multiple=True, type=click.UUID, help="For staff without a person: a site it posts for."
)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it is valid.")
@click.option("--name", type=Line(), help="What `rif token list` calls it.  [default: API and the role]")
def create(role: str, person: str | None, sites: tuple[UUID, ...], days: int, name: str | None) -> None:
    """Print a new API token, alone on the last line."""
    with existing_instance() as instance:
        who = _person(instance, Role(role), person) if person else None
        site_ids = [*sites, *(who.site_ids if who else ())]
        _must_say_for_whom(Role(role), who, site_ids)
        with instance.db("identity").transaction() as session:
            keys, person_id = instance.office.keys, who.id if who else None
            label, lasts = name or f"API {role}", timedelta(days=days)
            made = actions.issue_api_token(session, keys, Role(role), person_id, site_ids, label, lasts)
    click.echo(made)


@token.command("list")
def list_tokens() -> None:
    """One line each, the newest first: id, made on, valid until, for whom, name. No token itself is kept anywhere."""
    with existing_instance() as instance, instance.db("identity").reading() as session:
        for row, email in queries.program_tokens(session):
            days = f"{clock.local(row.started_at):%Y-%m-%d}  {clock.local(row.expires_at):%Y-%m-%d}"
            click.echo(f"{row.id}  {days}  {email or '-'}  {row.label}")


@token.command()
@click.argument("token", type=Line(), metavar="TOKEN")
def revoke(token: str) -> None:
    """End the token with this id; else the one with this name, where only one has it."""
    with existing_instance() as instance:
        with instance.db("identity").transaction() as session:
            actions.sign_out(session, _token_id(session, token))
        instance.settle_if_alone()


def _must_say_for_whom(role: Role, who: Account | None, site_ids: Sequence[UUID]) -> None:
    if role is Role.STAFF and not site_ids:
        raise CannotStart("--site or --person: staff posts for sites, so name at least one")
    if role is Role.VOLUNTEER and who is None:
        raise CannotStart("--person: a volunteer's token needs the volunteer's id or e-mail")


def _token_id(session: Session, text: str) -> UUID:
    """The one token that is meant. An id wins: a name may look like one."""
    tokens = [row for row, _email in queries.program_tokens(session)]
    rows = [row for row in tokens if str(row.id) == text] or [row for row in tokens if row.label == text]
    if len(rows) == 1:
        return rows[0].id
    raise CannotStart(
        f"{len(rows)} tokens are named {text!r}; say which by its id (`rif token list`)"
        if rows
        else f"no token has the id or the name {text!r}; `rif token list` shows those that are valid"
    )


def _person(instance: Instance, role: Role, person: str) -> Account:
    """The account behind an e-mail or an id; it has to have the role."""
    with instance.db("identity").reading() as session:
        account = queries.account_by_id_or_email(session, person, role)
    if account is None:
        raise CannotStart(f"--person: no {role} is known as {person!r}")
    return account
