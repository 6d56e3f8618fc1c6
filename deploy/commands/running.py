"""`rif run`, `rif check`, `rif demo`, `rif status`."""

import socket
from collections.abc import Iterator

import click
from sqlalchemy import func, select

from deploy import data_directory, embedded
from deploy.data_directory import WorkLock
from deploy.demo import load_demo
from deploy.instance import existing_instance, read_region, read_settings
from deploy.parts import every_part
from deploy.problems import CannotStart
from shared import clock, migrate
from shared.config import Settings
from shared.db import Database
from shared.service import Member
from shared.tables import Due, Inbox, Outbox


@click.command()
def run() -> None:
    """Start everything in one process."""
    embedded.run()


@click.command()
def check() -> None:
    """Check settings, region file, databases and migrations; name everything that is wrong."""
    problems: list[str] = []
    settings = _collect(read_settings, problems)
    if isinstance(settings, Settings):
        problems.extend(_problems_of(settings))
    if problems:
        raise CannotStart(problems)
    click.echo("Everything is in order.")


def _problems_of(settings: Settings) -> Iterator[str]:
    found: list[str] = []
    _collect(lambda: data_directory.prepare(settings.data), found)
    region = None if found else _collect(lambda: read_region(settings), found)
    if region is not None and data_directory.read_marker(settings.data) is not None:
        _collect(lambda: data_directory.check_owner(settings.data, region.office.id, settings.demo), found)
    yield from found
    yield from _database_problems(settings)
    yield from _port_problems(settings)


def _database_problems(settings: Settings) -> Iterator[str]:
    for part in every_part():
        path = settings.data / f"{part.service.name}.db"
        if not path.exists():
            continue
        db = Database(part.service.name, f"sqlite:///{path}")
        try:
            migrate.check(part.service, db)
        except Exception as error:  # whatever is wrong with a database file is what this command is to say
            yield f"{path}: {error}"
        finally:
            db.close()


def _port_problems(settings: Settings) -> Iterator[str]:
    with WorkLock(settings.data) as lock:
        if not lock.take():
            return  # it is our own server that has the port
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, settings.port))
        except OSError as error:
            yield f"PORT: {settings.host}:{settings.port} cannot be used ({error.strerror})"


def _collect(step: object, problems: list[str]) -> object:
    """Run a step; what stops it is added to the problems."""
    assert callable(step)
    try:
        return step()
    except CannotStart as stop:
        problems.extend(stop.problems)
        return None


@click.command()
@click.option("--volunteers", default=120, show_default=True, type=click.IntRange(0, 20_000))
@click.option("--needs", default=25, show_default=True, type=click.IntRange(0, 20_000))
@click.option("--seed", default=1, show_default=True, type=int, help="Same seed, same people.")
def demo(volunteers: int, needs: int, seed: int) -> None:
    """Add invented volunteers and needs to the demo office."""
    with existing_instance() as instance:
        if not instance.marker.demo:
            raise CannotStart(f"RIF_DATA: {instance.office.settings.data} is a real office; it gets no demo data")
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
