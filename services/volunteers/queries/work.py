"""What volunteers do and did: their matches, hours and history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.volunteers.models import HoursEntry, KnownMatch, KnownNeed, KnownSite, Move
from shared import clock
from shared.contracts.matching import CONTACT_STATES, HOLDS_A_PLACE, Answer, MatchState
from shared.tables import KnownAccount

LATEST = 50
YEAR = timedelta(weeks=52)


@dataclass(frozen=True)
class Placed:
    """A match with the need it is for and the site it is at, as far as we were told of them."""

    match: KnownMatch
    need: KnownNeed | None
    site: KnownSite | None

    @property
    def said_yes(self) -> bool:
        """Whether she has answered, and it is the office's turn."""
        return self.match.answer is Answer.YES

    @property
    def agreed(self) -> bool:
        """Whether it is, or was, an assignment: somebody works there, and the site may be reached."""
        return self.match.agreed_at is not None or self.match.state in CONTACT_STATES

    @property
    def goes_there(self) -> bool:
        """Whether the volunteer has to find the site: for a trial too. The site gets her contact only once agreed."""
        return self.agreed or self.match.state is MatchState.TRIAL


@dataclass(frozen=True)
class Matches:
    """A volunteer's matches: to be answered, running, and over (those that were agreed once)."""

    proposals: list[Placed]
    assignments: list[Placed]
    past: list[Placed]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.proposals or self.assignments or self.past)


def matches(session: Session, volunteer_id: UUID) -> Matches:
    """What a volunteer was asked for and does, the most urgent first."""
    joined = (
        select(KnownMatch, KnownNeed, KnownSite)
        .outerjoin(KnownNeed, KnownNeed.id == KnownMatch.need_id)
        .outerjoin(KnownSite, KnownSite.id == KnownNeed.site_id)
        .where(KnownMatch.volunteer_id == volunteer_id)
        .order_by(KnownMatch.answer_by)
    )
    found = [Placed(*row) for row in session.execute(joined)]
    return Matches(
        proposals=[placed for placed in found if placed.match.state == MatchState.PROPOSED],
        assignments=[placed for placed in found if placed.match.state in HOLDS_A_PLACE],
        past=[placed for placed in found if placed.match.state not in HOLDS_A_PLACE and placed.agreed],
    )


def hours(session: Session, volunteer_id: UUID, limit: int = LATEST) -> list[tuple[HoursEntry, KnownNeed | None]]:
    """The latest entries, each with the need it was for."""
    entries = select(HoursEntry, KnownNeed).outerjoin(KnownNeed, KnownNeed.id == HoursEntry.need_id)
    mine = entries.where(HoursEntry.volunteer_id == volunteer_id)
    latest = mine.order_by(HoursEntry.day.desc(), HoursEntry.logged_at.desc()).limit(limit)
    return [(entry, need) for entry, need in session.execute(latest)]


def minutes_52_weeks(session: Session, volunteer_id: UUID) -> int:
    """Minutes at work in the last 52 weeks."""
    logged = select(func.sum(HoursEntry.minutes)).where(HoursEntry.volunteer_id == volunteer_id)
    return session.scalar(logged.where(HoursEntry.day > clock.today() - YEAR)) or 0


def minutes_by_volunteer(session: Session) -> dict[UUID, int]:
    """The same of everybody who logged any."""
    logged = select(HoursEntry.volunteer_id, func.sum(HoursEntry.minutes)).group_by(HoursEntry.volunteer_id)
    return dict(session.execute(logged.where(HoursEntry.day > clock.today() - YEAR)).all())


def history(session: Session, volunteer_id: UUID) -> list[tuple[Move, str | None]]:
    """What was done with a volunteer, newest first, each with the name of whoever did it, if we know it."""
    moves = select(Move, KnownAccount.name).outerjoin(KnownAccount, KnownAccount.id == Move.by)
    mine = moves.where(Move.volunteer_id == volunteer_id).order_by(Move.at.desc(), Move.id.desc())
    return [(move, name) for move, name in session.execute(mine)]


def count_of_moves(session: Session, volunteer_id: UUID) -> int:
    """How many lines that history has."""
    mine = select(func.count()).select_from(Move).where(Move.volunteer_id == volunteer_id)
    return session.scalar(mine) or 0


def counts_of_matches(session: Session, volunteer_ids: Iterable[UUID]) -> dict[UUID, dict[MatchState, int]]:
    """How many matches each of these volunteers has in each state that still lives."""
    living = KnownMatch.state.in_({MatchState.PROPOSED, *HOLDS_A_PLACE})
    columns = (KnownMatch.volunteer_id, KnownMatch.state)
    counted = select(*columns, func.count()).where(KnownMatch.volunteer_id.in_(list(volunteer_ids)), living)
    found: dict[UUID, dict[MatchState, int]] = {}
    for volunteer_id, state, count in session.execute(counted.group_by(*columns)):
        found.setdefault(volunteer_id, {})[state] = count
    return found
