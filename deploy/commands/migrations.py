"""`rif migration`: for developers, the next step of a service's history."""

import click

from deploy.parts import NAMES
from shared import migrate, parts


@click.group()
def migration() -> None:
    """Histories of the services' tables."""


@migration.command()
@click.argument("service", type=click.Choice(NAMES))
@click.argument("message")
def new(service: str, message: str) -> None:
    """Write the next step of SERVICE: what its models have and its database would not."""
    (part,) = parts.load([service])
    click.echo(migrate.write_next_step(part.service, message))
