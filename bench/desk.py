"""The desk on its worst day, with 500 open needs and 3,000 offers: how long the server takes for another need."""

from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bench.figures import Figure, median_ms, show
from deploy.data_directory import write_marker
from deploy.demo import load_demo
from deploy.instance import Instance, open_instance, read_settings
from services.matching.models import KnownNeed, KnownOffer
from shared import log
from shared.auth import Role
from shared.contracts.accommodation import NeedState
from shared.contracts.volunteers import VolunteerState
from shared.testing import Client, free_port, serving
from tests.browser.copies import copy_rows

NEEDS, OFFERS = 500, 3_000
VOLUNTEERS_LOADED, NEEDS_LOADED, COPIES = 360, 210, 9
"""What is loaded as people would have done it, and how many times that is copied; it has to come to the above."""
TARGET_MS, TIMES = 200, 40


def measure(folder: Path) -> None:
    """What the desk's script fetches when another need is chosen, each time another one; without the way to it."""
    needs, offers, ids = _fill(folder / "var")
    with serving(folder / "var") as server:
        visitor, office = server.client(), server.client(Role.COORDINATOR)
        nothing = median_ms(lambda: _fetch(visitor, "/healthz"))
        others = cycle(ids)
        switch = median_ms(lambda: _fetch(office, f"/matching/desk/{next(others)}"), TIMES)
    figures = [
        Figure("/healthz (does nothing)", nothing, "ms"),
        Figure("switch to another need", switch, "ms", TARGET_MS, nothing),
    ]
    show(f"Desk with {needs} open needs and {offers} offers of people who are ready, median", figures)


def _fill(data: Path) -> tuple[int, int, list[Any]]:
    """A demo office, many times over: how many open needs and offers, and some of the needs from all over the list."""
    log.configure(level="ERROR")
    instance = open_instance(read_settings({"RIF_DATA": str(data), "PORT": str(free_port())}), durable=False)
    try:
        load_demo(instance, volunteers=VOLUNTEERS_LOADED, needs=NEEDS_LOADED)
        copy_rows(instance, COPIES)
        write_marker(data, replace(instance.marker, loaded=True))  # otherwise the server loads its own
        return _counted(instance)
    finally:
        instance.close()


def _counted(instance: Instance) -> tuple[int, int, list[Any]]:
    is_ready = KnownOffer.state == VolunteerState.READY
    with instance.db("matching").reading() as session:
        ids = session.scalars(select(KnownNeed.id).where(KnownNeed.state == NeedState.OPEN)).all()
        offers = session.scalar(select(func.count()).select_from(KnownOffer).where(is_ready)) or 0
    if len(ids) < NEEDS or offers < OFFERS:
        raise RuntimeError(f"only {len(ids)} open needs and {offers} offers: load or copy more")
    return len(ids), offers, list(ids[:: len(ids) // TIMES])


def _fetch(client: Client, path: str) -> None:
    status, _ = client.get(path)
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
