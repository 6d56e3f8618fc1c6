"""`rif inbox`, `rif resync`, `rif resend`: what was not handled, and how to make it right again."""

from datetime import datetime
from typing import Any
from uuid import UUID

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from deploy.instance import Instance, existing_instance
from deploy.parts import NAMES
from deploy.problems import CannotStart
from shared import clock, due, outbox
from shared import inbox as inboxes
from shared.service import Member
from shared.tables import Due, Inbox


@click.group()
def inbox() -> None:
    """Events that a service could not handle, and jobs that time could not do."""


@inbox.command("list")
@click.argument("service", required=False, type=click.Choice(NAMES))
def list_waiting(service: str | None) -> None:
    """One line each: service, id, state, attempts, topic, error."""
    with existing_instance() as instance:
        lines = [line for member in _members(instance, service) for line in _waiting(member)]
    for line in lines or ["Nothing failed."]:
        click.echo(line)


@inbox.command()
@click.argument("message_id")
def show(message_id: str) -> None:
    """One of them whole, with its payload."""
    with existing_instance() as instance:
        for member in instance.members:
            with member.db.reading() as session:
                if row := _find(session, message_id):
                    for column in row.__table__.columns:
                        click.echo(f"{column.name}: {getattr(row, column.name)}")
                    return
    raise CannotStart(f"no message {message_id} is waiting; `rif inbox list` shows those that are")


@inbox.command()
@click.argument("message_id", required=False)
@click.option("--all", "everything", is_flag=True, help="All that failed or are parked.")
def retry(message_id: str | None, everything: bool) -> None:
    """Try again now."""
    if bool(message_id) == everything:
        raise CannotStart("name one message, or --all")
    with existing_instance() as instance:
        count = sum(_put_back(member, message_id) for member in instance.members)
        instance.settle_if_alone()
    if not count and message_id:
        raise CannotStart(f"no message {message_id} is waiting; `rif inbox list` shows those that are")
    click.echo(f"{count} will be tried again.")


@inbox.command()
@click.argument("message_id")
def discard(message_id: str) -> None:
    """Give it up for good."""
    with existing_instance() as instance:
        for member in instance.members:
            with member.db.transaction() as session:
                row = _find(session, message_id)
                if isinstance(row, Inbox):
                    inboxes.discard(session, row.id)
                elif row is not None:
                    due.cancel(session, row.action, row.key)
                if row is not None:
                    click.echo("Discarded.")
                    return
    raise CannotStart(f"no message {message_id} is waiting; `rif inbox list` shows those that are")


@click.command()
@click.argument("service", type=click.Choice(NAMES))
def resync(service: str) -> None:
    """Have SERVICE tell its whole present state again, so that others can repair their copies. Nothing acts twice."""
    with existing_instance() as instance:
        (member,) = _members(instance, service)
        with member.db.transaction() as session:
            for emit_all in member.service.present_state:
                emit_all(session)
        instance.settle_if_alone()
    click.echo(f"{service} told its present state.")


@click.command()
@click.option("--to", "service", required=True, type=click.Choice(NAMES))
@click.option("--since", required=True, help="A date or a moment in Zurich: 2026-11-21 or 2026-11-21T14:30.")
def resend(service: str, since: str) -> None:
    """Give SERVICE again what the others sent since a moment; its inbox drops what it has."""
    moment = _moment(since)
    with existing_instance() as instance:
        (target,) = _members(instance, service)
        count = sum(_resend(member, target, moment) for member in instance.members)
        instance.settle_if_alone()
    click.echo(f"{count} events were given to {service} again.")


def _resend(source: Member, target: Member, moment: datetime) -> int:
    with source.db.reading() as session:
        messages = outbox.since(session, moment, target.service.topics)
    for start in range(0, len(messages), 100):
        inboxes.take(target.db, messages[start : start + 100], target.service.handlers)
    return len(messages)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CannotStart(f"--since: {text!r} is no date; 2026-11-21 or 2026-11-21T14:30 would be right") from error
    return moment if moment.tzinfo else clock.from_local(moment)


def _members(instance: Instance, service: str | None) -> list[Member]:
    return [member for member in instance.members if service in (None, member.service.name)]


def _waiting(member: Member) -> list[str]:
    name = member.service.name
    with member.db.reading() as session:
        rows = session.scalars(select(Inbox).where(Inbox.handled_at.is_(None)).order_by(Inbox.taken_at)).all()
        lines = [f"{name}  {r.id}  {_state(r)}  {r.attempts}x  {r.topic}  {r.error}" for r in rows]
        late = session.scalars(select(Due).where(Due.error.is_not(None)).order_by(Due.at)).all()
        return lines + [f"{name}  {r.action}/{r.key}  {_state(r)}  {r.attempts}x  due  {r.error}" for r in late]


def _state(row: Any) -> str:
    return "parked" if row.parked_at else "failed"


def _find(session: Session, message_id: str) -> Inbox | Due | None:
    """A waiting message by its id, or a failed job by `action/key`."""
    action, slash, key = message_id.partition("/")
    if slash:
        job = session.get(Due, (action, key))
        return job if job is not None and job.error else None
    try:
        row = session.get(Inbox, UUID(message_id))
    except ValueError:
        return None
    return row if row is not None and row.handled_at is None else None


def _put_back(member: Member, message_id: str | None) -> int:
    with member.db.transaction() as session:
        if message_id is None:
            waiting = session.scalars(select(Inbox.id).where(Inbox.handled_at.is_(None))).all()
            late = session.execute(select(Due.action, Due.key).where(Due.error.is_not(None))).all()
            done = [inboxes.put_back(session, found) for found in waiting]
            return sum([*done, *(due.put_back(session, action, key) for action, key in late)])
        row = _find(session, message_id)
        if row is None:
            return 0
        return int(
            inboxes.put_back(session, row.id) if isinstance(row, Inbox) else due.put_back(session, row.action, row.key)
        )
