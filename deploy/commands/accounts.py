"""`rif user add`, `rif token create`: ways in for people and for programs."""

from datetime import timedelta
from uuid import UUID

import click

from deploy.instance import Instance, existing_instance
from deploy.problems import CannotStart
from services.identity import actions, queries
from services.identity.models import Account
from shared.auth import Role
from shared.errors import Refused

ROLES = [str(role) for role in Role]


@click.group()
def user() -> None:
    """Accounts of staff, coordinators and administrators."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="First and last name.")
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
@click.option("--person", help="E-mail or id of the person the program acts for (a volunteer's id for volunteers).")
@click.option(
    "--site", "sites", multiple=True, type=click.UUID, help="For staff without a person: a site it posts for."
)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it is valid.")
def create(role: str, person: str | None, sites: tuple[UUID, ...], days: int) -> None:
    """Print a new API token, alone on the last line."""
    with existing_instance() as instance:
        who = _person(instance, Role(role), person) if person else None
        site_ids = [*sites, *(who.site_ids if who else ())]
        if role == Role.STAFF and not site_ids:
            raise CannotStart("--site or --person: staff posts for sites, so name at least one")
        if who is None and role == Role.VOLUNTEER:
            raise CannotStart("--person: a volunteer's token needs the volunteer's id or e-mail")
        with instance.db("identity").transaction() as session:
            lasts = timedelta(days=days)
            made = actions.issue_api_token(
                session, instance.office.keys, Role(role), who.id if who else None, site_ids, f"API {role}", lasts
            )
    click.echo(made)


def _person(instance: Instance, role: Role, person: str) -> Account:
    """The account behind an e-mail or an id; it has to have the role."""
    with instance.db("identity").reading() as session:
        account = queries.account_by_id_or_email(session, person, role)
    if account is None:
        raise CannotStart(f"--person: no {role} is known as {person!r}")
    return account
