"""Invented matches in every stage, so that each page of the demo office has something to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from deploy.demo.moments import days_ago, evening_in
from deploy.instance import Instance
from services.matching import actions as matching
from services.matching.models import KnownNeed, Match
from services.matching.queries.ranking import ranking
from services.volunteers import actions as volunteering
from shared import clock
from shared.auth import Who
from shared.contracts.matching import MatchState
from shared.contracts.words import Selection
from shared.region import Region


@dataclass(frozen=True)
class Story:
    """How far a need has come: so many were asked, so many said yes, one said no; then these clicks for who was taken."""

    asked: int
    yes: int = 0
    no: int = 0
    clicks: tuple[str, ...] = ()


STORIES = (
    Story(asked=3, yes=1, no=1, clicks=("pick", "agree", "start")),
    Story(asked=0),
    Story(asked=3, yes=2),
    Story(asked=2, yes=1, clicks=("pick", "agree")),
    Story(asked=3, no=1),
    Story(asked=2, yes=1, clicks=("pick", "trial")),
    Story(asked=0),
    Story(asked=4),
)
"""Taken one after the other, the oldest need first."""


def tell_stories(instance: Instance, region: Region, need_ids: list[UUID], by: Who) -> None:
    """Take each need as far as its story goes, then log hours for what is going on."""
    going_on: list[UUID] = []
    with instance.db("matching").transaction() as session:
        for number, need_id in enumerate(need_ids):
            going_on.extend(_tell(session, region, need_id, STORIES[number % len(STORIES)], by))
    instance.settle()
    with instance.db("volunteers").transaction() as session:
        for number, match_id in enumerate(going_on):
            volunteering.log_hours(
                session, match_id, clock.today() - timedelta(days=number % 3), 90 + 30 * (number % 3), by
            )


def _tell(session: Session, region: Region, need_id: UUID, story: Story, by: Who) -> list[UUID]:
    """One need's story; gives back the matches that are going on."""
    need = session.get(KnownNeed, need_id)
    if need is None or not story.asked:
        return []
    best = ranking(session, region, need).ranked[: story.asked]
    if not best:
        return []
    offers, answer_by = [one.offer.offer_id for one in best], _deadline(need)
    with days_ago(1, time(9, 20)):
        asked = matching.propose(session, region, need_id, offers, answer_by, by)
    _answer(session, asked, story)
    first_yes = need.selection is Selection.FIRST_YES
    with days_ago(1, time(15, 30)):
        for click in story.clicks if story.yes else ():
            if not (first_yes and click == "pick"):
                matching.move(session, asked[0].id, click, by)
    return [asked[0].id] if "start" in story.clicks else []


def _answer(session: Session, asked: Sequence[Match], story: Story) -> None:
    """Those who were asked say yes or no, or nothing yet."""
    answers = ["accept"] * story.yes + ["decline"] * story.no
    with days_ago(1, time(11, 40)):
        for match, answer in zip(asked, answers, strict=False):
            if match.state is MatchState.PROPOSED:  # where the first yes has taken the place nobody else is asked
                matching.move(session, match.id, answer, None)


def _deadline(need: KnownNeed) -> datetime:
    """Until when somebody may answer: two days from now, never later than the moment it is about."""
    evening = evening_in(2)
    return min(evening, need.once_at) if need.once_at else evening
