"""Matches and their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.matching.models import KnownNeed, KnownSite, Match, Move
from shared.contracts.matching import Answer, MatchState, takes_a_place
from shared.errors import NotFound
from shared.i18n import _
from shared.tables import KnownAccount

MOST = 500


@dataclass(frozen=True)
class PastMove:
    """A row of the history, with the name of whoever did it at the office."""

    move: Move
    by: str | None


def match(session: Session, match_id: UUID) -> Match:
    """One match. Raises `NotFound`."""
    found = session.get(Match, match_id)
    if found is None:
        raise NotFound(_("Diese Anfrage gibt es hier nicht (mehr)."))
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


def places_left(session: Session, need: KnownNeed) -> int:
    """How many places of a need are free: not held, and not served already."""
    rows = select(Match.state, Match.cause).where(Match.need_id == need.id)
    return need.headcount - sum(takes_a_place(state, cause) for state, cause in session.execute(rows))


def left_over(session: Session, chosen: Match) -> Sequence[Match]:
    """Who else was asked and is told no once this one has the place: nobody while others are free."""
    need = need_of(session, chosen)
    if need is None or places_left(session, need) > 1:
        return ()
    others = (Match.need_id == need.id, Match.state == MatchState.PROPOSED, Match.id != chosen.id)
    said_yes_first = (Match.answer == Answer.YES).desc().nulls_last()
    return session.scalars(select(Match).where(*others).order_by(said_yes_first, Match.name, Match.id)).all()


def history(session: Session, match_id: UUID) -> list[PastMove]:
    """What happened, newest first."""
    rows = session.execute(
        select(Move, KnownAccount.name)
        .outerjoin(KnownAccount, KnownAccount.id == Move.by)
        .where(Move.match_id == match_id)
        .order_by(Move.id.desc())
    )
    return [PastMove(move, name) for move, name in rows]
