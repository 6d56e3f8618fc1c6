"""Reads: what is needed right now."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.information.models import KnownNeed
from shared.contracts.accommodation import NeedState

WANTED = KnownNeed.state.in_([NeedState.OPEN, NeedState.PROPOSED]) & (KnownNeed.filled < KnownNeed.headcount)
"""A need still wants people while it is open; asking somebody does not take the place yet."""


def newest_wanted(session: Session, limit: int) -> Sequence[KnownNeed]:
    """The needs that want people, newest first."""
    order = (KnownNeed.posted_at.desc(), KnownNeed.id.desc())
    return session.scalars(select(KnownNeed).where(WANTED).order_by(*order).limit(limit)).all()


def wanted_by_municipality(session: Session) -> dict[int, int]:
    """How many needs want people, by BFS number."""
    counted = select(KnownNeed.bfs_nr, func.count()).where(WANTED).group_by(KnownNeed.bfs_nr)
    return dict(session.execute(counted).all())
