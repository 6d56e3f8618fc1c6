"""`rif run`, `rif check`, `rif demo`, `rif status`."""

import click
from sqlalchemy import func, select

from deploy import checks, embedded
from deploy.data_directory import WorkLock
from deploy.demo import load_demo
from deploy.instance import existing_instance
from deploy.problems import CannotStart
from shared import clock, migrate
from shared.service import Member
from shared.tables import Due, Inbox, Outbox


@click.command()
def run() -> None:
    """Start everything in one process."""
    embedded.run()


@click.command()
def check() -> None:
    """Check settings, region file, databases and migrations; name everything that is wrong. Writes nothing."""
    problems = checks.problems()
    if problems:
        raise CannotStart(problems)
    click.echo("Everything is in order.")


@click.command()
@click.option("--volunteers", default=120, show_default=True, type=click.IntRange(0, 20_000))
@click.option("--needs", default=25, show_default=True, type=click.IntRange(0, 20_000))
@click.option("--seed", default=1, show_default=True, type=int, help="Same seed, same people.")
def demo(volunteers: int, needs: int, seed: int) -> None:
    """Add invented volunteers and needs to the demo office."""
    with existing_instance() as instance:
        if not instance.marker.demo:
            raise CannotStart(f"RIF_DATA: {instance.office.settings.data} is a real office; it gets no demo data")
        with WorkLock(instance.office.settings.data) as lock:
            if not lock.take():
                raise CannotStart(f"RIF_DATA: the office is running (process {lock.holder()}); stop it first")
            load_demo(instance, volunteers=volunteers, needs=needs, seed=seed)
    click.echo(f"{volunteers} volunteers and {needs} needs were added.")


@click.command()
def status() -> None:
    """Show each service on one line: what waits, what failed, what is next."""
    with existing_instance() as instance:
        with WorkLock(instance.office.settings.data) as lock:
            running = "stopped" if lock.take() else f"running, process {lock.holder()}"
        click.echo(f"{instance.office.region.office.name} ({instance.office.settings.data}): {running}")
        heads = ("service", "tables", "unsent", "oldest", "failed", "parked", "due", "next due")
        rows = [heads, *(_status_row(member) for member in instance.members)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _status_row(member: Member) -> tuple[str, ...]:
    with member.db.reading() as session:
        unsent, oldest = session.execute(
            select(func.count(), func.min(Outbox.emitted_at)).where(Outbox.sent_at.is_(None))
        ).one()
        failed = session.scalar(select(func.count()).select_from(Inbox).where(Inbox.retry_at.is_not(None)))
        parked = session.scalar(select(func.count()).select_from(Inbox).where(Inbox.parked_at.is_not(None)))
        late = session.scalar(select(func.count()).select_from(Due).where(Due.parked_at.is_not(None)))
        due, next_due = session.execute(select(func.count(), func.min(Due.at)).where(Due.parked_at.is_(None))).one()
    tables = "ready" if migrate.at_head(member.service, member.db) else "old"
    age = f"{(clock.now() - oldest).total_seconds():.0f} s" if oldest else "-"
    moment = clock.local(next_due).strftime("%d.%m.%Y %H:%M") if next_due else "-"
    parked_in_all = (parked or 0) + (late or 0)
    return (member.service.name, tables, str(unsent), age, str(failed), str(parked_in_all), str(due), moment)
