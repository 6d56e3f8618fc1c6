"""What a view needs of where it runs: its service's database, the office, and who is asking."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g

from shared.auth import Who
from shared.db import Database
from shared.errors import Forbidden
from shared.office import Office
from shared.permissions import Permissions
from shared.region import Region
from shared.service import Service


@dataclass(frozen=True)
class Here:
    """One service in one process of one office."""

    service: Service
    db: Database
    office: Office
    permissions: Permissions


def here() -> Here:
    """Where this request is handled."""
    return cast(Here, current_app.extensions["rif"])


def db() -> Database:
    """The database of the service that handles this request: `with db().reading() as session`."""
    return here().db


def office() -> Office:
    """The office this request belongs to."""
    return here().office


def region() -> Region:
    """The region's settings."""
    return here().office.region


def who() -> Who | None:
    """Who is asking, or None."""
    return cast(Who | None, g.get("who"))


def signed_in() -> Who:
    """Who is asking, on pages that only somebody signed in can reach."""
    someone = who()
    if someone is None:
        raise Forbidden
    return someone


def number_of_a_municipality(text: str) -> int:
    """The BFS number in a query, if it is one of this region; raises `ValueError` for anything else."""
    known = {str(municipality.bfs_nr): municipality.bfs_nr for municipality in region().municipalities}
    if text not in known:
        raise ValueError(text)
    return known[text]
