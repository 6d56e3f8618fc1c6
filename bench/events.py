"""The embedded bus: how many events a second go from one service's outbox through another's handler."""

import time
from pathlib import Path

from bench.figures import Figure, show
from bench.office import commit_ms
from shared import log, outbox
from shared.bus.embedded import EmbeddedBus
from shared.contracts.identity import AccountChanged
from shared.db import Database
from shared.ids import new_id
from shared.service import Member, Service
from shared.tables import Common

EVENTS = 2_000


def measure(folder: Path) -> None:
    """Emit in one transaction, then carry everything to two services that keep a copy."""
    log.configure(level="WARNING")
    members = [_member(folder, name) for name in ("publisher", "reader")]
    with members[0].db.transaction() as session:
        begun = time.perf_counter()
        for number in range(EVENTS):
            outbox.emit(session, _account(number))
        emitting_us = (time.perf_counter() - begun) / EVENTS * 1e6
    bus = EmbeddedBus(members)
    begun = time.perf_counter()
    while bus.relay():
        pass
    carried_us = (time.perf_counter() - begun) / EVENTS * 1e6
    commit_us = commit_ms(folder) * 1000
    figures = [
        Figure("one durable commit", commit_us, "us"),
        Figure("emit one event", emitting_us, "us", None, commit_us),
        Figure("carry one event to two services' copies", carried_us, "us", None, commit_us),
    ]
    show("Events in one process", figures)


def _member(folder: Path, name: str) -> Member:
    db = Database(name, f"sqlite:///{folder / name}.db")
    Common.metadata.create_all(db.engine)
    return Member(Service(name), db)


def _account(number: int) -> AccountChanged:
    return AccountChanged(
        account_id=new_id(), revision=1, active=True, name=f"Person {number}", roles=["staff"], site_ids=[]
    )
