"""Matches and their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.matching.models import KnownNeed, KnownSite, Match, Move
from shared.contracts.matching import MatchState
from shared.errors import NotFound
from shared.i18n import _
from shared.tables import KnownAccount

MOST = 500


@dataclass(frozen=True)
class Step:
    """A row of the history, with the name of whoever did it at the office."""

    move: Move
    by: str | None


def match(session: Session, match_id: UUID) -> Match:
    """One match. Raises `NotFound`."""
    found = session.get(Match, match_id)
    if found is None:
        raise NotFound(_("Diese Vermittlung gibt es nicht (mehr)."))
    return found


def matches(
    session: Session,
    *,
    need_id: UUID | None = None,
    state: MatchState | None = None,
    volunteer_id: UUID | None = None,
) -> Sequence[Match]:
    """Matches, newest first; at most 500."""
    wanted = select(Match).order_by(Match.proposed_at.desc(), Match.id.desc()).limit(MOST)
    for column, value in ((Match.need_id, need_id), (Match.state, state), (Match.volunteer_id, volunteer_id)):
        if value is not None:
            wanted = wanted.where(column == value)
    return session.scalars(wanted).all()


def need_of(session: Session, match: Match) -> KnownNeed | None:
    """The need a match is for; None when it is gone for good."""
    return session.get(KnownNeed, match.need_id)


def site_of(session: Session, need: KnownNeed | None) -> KnownSite | None:
    """The site a need comes from, if it has one and we have heard of it."""
    return session.get(KnownSite, need.site_id) if need and need.site_id else None


def history(session: Session, match_id: UUID) -> list[Step]:
    """What happened, newest first."""
    rows = session.execute(
        select(Move, KnownAccount.name)
        .outerjoin(KnownAccount, KnownAccount.id == Move.by)
        .where(Move.match_id == match_id)
        .order_by(Move.id.desc())
    )
    return [Step(move, name) for move, name in rows]
