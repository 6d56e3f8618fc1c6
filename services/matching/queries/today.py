"""What waits for the office today, each line one click from done.

Every kind of work says since when it waits and how soon it should be done; what is latest stands on top. Lines of one
kind stand together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Result, exists, select
from sqlalchemy.orm import Session

from services.matching import words
from services.matching.models import LIVING, KnownNeed, KnownOffer, KnownSite, KnownTask, Match
from services.matching.queries.desk import LOOKING
from services.matching.queries.follow_ups import due_follow_ups
from services.matching.queries.picks import Candidate, waiting_for_a_choice
from shared import clock
from shared.contracts.matching import Answer, MatchState
from shared.contracts.words import Urgency
from shared.i18n import _
from shared.links import link
from shared.region import Region
from shared.web import formats

MOST = 200
DAY, JUST_NOW = timedelta(days=1), timedelta(minutes=1)
EXPIRED_SHOWN = 7 * DAY
TRIAL_TALK_AFTER = 7 * DAY
ABOUT_A_NEED = ("release_need", "nobody_came")
"""Tasks whose link is a need's page."""
ONE_CLICK = ("agree",)
"""Work that is done with the button of the same name."""
NEED_WITHIN = {Urgency.HIGH: timedelta(0), Urgency.NORMAL: DAY, Urgency.LOW: 3 * DAY}
"""How soon somebody should be asked for a need."""


@dataclass(frozen=True)
class Waiting:
    """One line: what is to be done (`kind`), with what, since when, and by when it should be.

    Where one button of a match does it, the line has that button; where one of several is to be chosen, it has them.
    """

    kind: str
    label: str
    href: str
    since: datetime | None
    due: datetime
    urgent: bool = False
    match_id: UUID | None = None
    button: str = ""
    candidates: Sequence[Candidate] = ()

    @property
    def is_late(self) -> bool:
        """Whether it should have been done by now; what has no hour of its own is for all of today."""
        return self.due < clock.now() - JUST_NOW

    @property
    def by(self) -> str:
        """«in 2 Stunden», «gestern», «heute» where it has only just become due."""
        return formats.relative(self.due if abs(self.due - clock.now()) >= JUST_NOW else clock.today())


@dataclass(frozen=True)
class Group:
    """All that waits of one kind, the most pressing first."""

    kind: str
    lines: list[Waiting]


def waiting(session: Session, region: Region) -> list[Group]:
    """Everything that waits by kind, the most pressing kind and line first; at most 200 of a kind."""
    found: dict[str, list[Waiting]] = {}
    lines = [line for source in SOURCES for line in source(session, region)]
    for line in sorted(lines, key=lambda line: (line.due, line.label)):
        found.setdefault(line.kind, []).append(line)
    return [Group(kind, lines) for kind, lines in found.items()]


def is_new(session: Session) -> bool:
    """Whether the office has just begun: no site and no volunteer yet."""
    known = select(exists(select(KnownSite.id)) | exists(select(KnownOffer.id)))
    return not session.scalars(known).one()


def _tasks(session: Session, region: Region) -> Iterator[Waiting]:
    """Work that other services told of; what has no day is for today."""
    rows = select(KnownTask).where(KnownTask.done.is_(False)).order_by(KnownTask.due, KnownTask.id).limit(MOST)
    tasks = session.scalars(rows).all()
    needs = _needs_of(session, tasks)
    for task in tasks:
        need = needs.get(task.id)
        label = words.need_title(region, need) if need else words.task_label(region, task)
        yield Waiting(task.kind, label, task.link, None, task.due or clock.now())


def _needs_of(session: Session, tasks: Sequence[KnownTask]) -> dict[UUID, KnownNeed]:
    """The needs that tasks are about, as far as we know them, by task: called here what they are called everywhere."""
    need_ids = {task.id: UUID(task.link.rpartition("/")[2]) for task in tasks if task.kind in ABOUT_A_NEED}
    known = {need.id: need for need in session.scalars(select(KnownNeed).where(KnownNeed.id.in_(need_ids.values())))}
    return {task_id: known[need_id] for task_id, need_id in need_ids.items() if need_id in known}


def _follow_ups(session: Session, region: Region) -> Iterator[Waiting]:
    """What somebody wanted to look at again."""
    for label, href, due in due_follow_ups(session, region, MOST):
        yield Waiting("follow_up", label, href, None, due)


def _needs_without_a_proposal(session: Session, region: Region) -> Iterator[Waiting]:
    """Nobody is being asked and nobody comes."""
    living = select(Match.id).where(Match.need_id == KnownNeed.id, Match.state.in_(LIVING))
    rows = select(KnownNeed).where(KnownNeed.state.in_(LOOKING), ~living.exists())
    for need in session.scalars(rows.order_by(KnownNeed.posted_at).limit(MOST)):
        urgent = need.urgency is Urgency.HIGH
        yield Waiting(
            "propose", words.need_title(region, need), _desk(need), need.posted_at,
            need.posted_at + NEED_WITHIN[need.urgency], urgent,
        )  # fmt: skip


def _overdue(session: Session, region: Region) -> Iterator[Waiting]:
    """Nobody answered in time, and the need still looks for somebody: perhaps a call helps."""
    silent = (Match.state == MatchState.EXPIRED) & (Match.ended_at > clock.now() - EXPIRED_SHOWN)
    late = (Match.state == MatchState.PROPOSED) & (Match.answer_by <= clock.now()) & _no_yes()
    for match, need in _matches_and_needs(session, (silent | late) & KnownNeed.state.in_(LOOKING)):
        yield _about(region, match, need, "overdue", _desk(need), match.answer_by)


def _yeses(session: Session, region: Region) -> Iterator[Waiting]:
    """They said yes and wait for the office's choice: one task for each need."""
    for need, candidates in waiting_for_a_choice(session, region, MOST).items():
        since = min(one.since for one in candidates)
        urgent = need.urgency is Urgency.HIGH
        title = words.need_title(region, need)
        yield Waiting("pick", title, _desk(need), since, since + DAY, urgent, candidates=candidates)


def _going_on(session: Session, region: Region) -> Iterator[Waiting]:
    """The place is theirs, and what they will do is to be agreed; or they have tried it for a week: how was it?"""
    long_enough = (Match.state == MatchState.TRIAL) & (Match.since <= clock.now() - TRIAL_TALK_AFTER)
    for match, need in _matches_and_needs(session, (Match.state == MatchState.ACCEPTED) | long_enough):
        kind, after = GOING_ON[match.state]
        yield _about(region, match, need, kind, link("matching", "match", match_id=match.id), match.since + after)


GOING_ON = {MatchState.ACCEPTED: ("agree", DAY), MatchState.TRIAL: ("trial", TRIAL_TALK_AFTER)}
"""What there is to do with matches in a state, and how long after it began."""

SOURCES: tuple[Callable[[Session, Region], Iterator[Waiting]], ...] = (
    _tasks,
    _follow_ups,
    _needs_without_a_proposal,
    _overdue,
    _yeses,
    _going_on,
)


def _matches_and_needs(session: Session, which: Any) -> Result[tuple[Match, KnownNeed]]:
    rows = select(Match, KnownNeed).join(KnownNeed, KnownNeed.id == Match.need_id).where(which)
    return session.execute(rows.order_by(Match.since).limit(MOST))


def _about(region: Region, match: Match, need: KnownNeed, kind: str, href: str, due: datetime) -> Waiting:
    label = _("%(name)s: %(need)s", name=match.name, need=words.need_title(region, need))
    urgent, button = need.urgency is Urgency.HIGH, kind if kind in ONE_CLICK else ""
    return Waiting(kind, label, href, match.since, due, urgent, match.id, button)


def _no_yes() -> Any:
    return Match.answer.is_(None) | (Match.answer != Answer.YES)


def _desk(need: KnownNeed) -> str:
    return link("matching", "need", need_id=need.id)
