"""The `rif` command. What cannot be done says why in one line and ends with exit code 2."""

import os
import sys

import click

from deploy.commands import accounts, events, migrations, region, running
from deploy.problems import CannotStart
from shared import log


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="rif", prog_name="rif")
def rif() -> None:
    """Coordinates volunteers and needs for a regional integration office.

    Settings come from the environment: PORT, RIF_DATA, RIF_REGION, RIF_URL, DEMO, RIF_SMTP_HOST …
    """
    log.configure(level="WARNING")
    os.umask(0o077)  # databases, keys and region file are for this user alone


for command in (
    running.run,
    running.check,
    running.demo,
    running.status,
    accounts.user,
    accounts.token,
    events.inbox,
    events.resync,
    events.resend,
    region.region,
    migrations.migration,
):
    rif.add_command(command)


def main() -> None:
    """Run the command; a problem is one line on standard error each."""
    try:
        rif(standalone_mode=True)
    except CannotStart as stop:
        for problem in stop.problems:
            print(f"rif: {problem}", file=sys.stderr)
        sys.exit(2)
