"""Who said yes and waits for the office's choice, by need: whom one compares stands together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.matching import words
from services.matching.engine import QUIET, Note
from services.matching.models import KnownNeed, KnownOffer, Match
from services.matching.queries.ranking import reasons_for
from shared.contracts.matching import Answer, MatchState
from shared.region import Region


@dataclass(frozen=True)
class Candidate:
    """One of those who said yes: where from, and in a line what speaks for her."""

    match_id: UUID
    name: str
    municipality: str
    reasons: Sequence[str]
    since: datetime


def waiting_for_a_choice(session: Session, region: Region, most: int) -> dict[KnownNeed, list[Candidate]]:
    """Needs with those who said yes, each in the order of their answers; of at most so many answers."""
    said_yes = (Match.state == MatchState.PROPOSED) & (Match.answer == Answer.YES)
    rows = select(Match, KnownNeed, KnownOffer.bfs_nr).join(KnownNeed, KnownNeed.id == Match.need_id)
    rows = rows.outerjoin(KnownOffer, KnownOffer.id == Match.offer_id).where(said_yes)
    found = session.execute(rows.order_by(Match.answered_at, Match.id).limit(most)).all()
    reasons = reasons_for(session, region, [(row.KnownNeed, row.Match.offer_id) for row in found]) if found else {}
    groups: dict[KnownNeed, list[Candidate]] = {}
    for row in found:
        told = reasons.get((row.KnownNeed.id, row.Match.offer_id), ())
        groups.setdefault(row.KnownNeed, []).append(_candidate(region, row, told))
    return groups


def _candidate(region: Region, row: Any, reasons: Sequence[Note]) -> Candidate:
    match = row.Match
    return Candidate(
        match_id=match.id,
        name=match.name,
        municipality=region.municipality_name(row.bfs_nr) if row.bfs_nr else "",
        reasons=[words.note(one) for one in reasons if one.code not in QUIET],
        since=match.answered_at or match.since,
    )
