"""From rows to the engine's facts and back: who could help with a need, best first."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Row, Select, String, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from services.matching.engine import Note, Offer, Question, Ranking, rank
from services.matching.models import LIVING, KnownNeed, KnownOffer, Match
from shared import clock
from shared.contracts.matching import HOLDS_A_PLACE, Cause, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Period, Timing
from shared.db import Word
from shared.region import Region
from shared.web.formats import WEEKDAYS

CLEARANCE_AHEAD_DAYS = 30
"""A clearance must hold until the last day of a need; for one without an end, this long. Volunteers reminds of those
that run out a month before they do, so no assignment begins in the last month without somebody noticing."""

GONE = (VolunteerState.LEFT, VolunteerState.REJECTED)


def _plain(column: Any) -> Any:
    """A column as the text it is stored as: words and JSON are read by ourselves, which takes a fifth of the time."""
    if isinstance(column.type, JSON):
        return cast(column, String).label(column.name)
    return type_coerce(column, String).label(column.name) if isinstance(column.type, Word) else column


OFFER_COLUMNS = tuple(
    _plain(column) for column in KnownOffer.__table__.c if column.name not in ("revision", "hours_per_week")
)
"""What the engine needs of an offer."""

READ_TEXTS = 50_000
"""Most offers say what another one says, and what they said a moment ago: texts that were read are kept."""

SAID_NO = (Match.state == MatchState.DECLINED) | (Match.cause == Cause.VOLUNTEER_WITHDREW)
DAY_CODES = tuple(WEEKDAYS)
NOON, EVENING = 12, 18


def ranking(session: Session, region: Region, need: KnownNeed, *, limit: int | None = None, others: int = 0) -> Ranking:
    """The office's offers for a need, at most `limit`, and those that do not fit although ready for help of this kind.

    Of the offers that are not ready or of other help only some are looked at (`others`): mostly they are the most.
    """
    fits = _could_fit(need)
    which = fits
    if others:
        nearest = select(KnownOffer.id).where(~fits, KnownOffer.state.not_in(GONE))
        nearest = nearest.order_by(KnownOffer.state != VolunteerState.READY, KnownOffer.id).limit(others)
        which = fits | KnownOffer.id.in_(nearest)
    return rank(question(session, region, need), offers(session, select(*OFFER_COLUMNS).where(which)), limit)


def excluded_by_rule(session: Session, need: KnownNeed, found: Ranking) -> Counter[str]:
    """How many each rule excludes, also of those that were not looked at; by the rule's code."""
    is_ready = KnownOffer.state == VolunteerState.READY
    rule = case((KnownOffer.state == VolunteerState.BLOCKED, "blocked"), (~is_ready, "not_ready"), else_="category")
    rows = select(rule, func.count()).where(~_could_fit(need), KnownOffer.state.not_in(GONE)).group_by(rule)
    counts = Counter[str]()
    for code, number in session.execute(rows):
        counts[code] += number
    looked_at = (one for one in found.excluded if one.offer.state == VolunteerState.READY)
    counts.update(one.rule.code for one in looked_at if need.category in one.offer.categories)
    return counts


def _could_fit(need: KnownNeed) -> Any:
    offers_it = cast(KnownOffer.categories, String).contains(f'"{need.category}"', autoescape=True)
    return (KnownOffer.state == VolunteerState.READY) & offers_it


def ranking_of(session: Session, region: Region, need: KnownNeed, offer_ids: Iterable[UUID]) -> Ranking:
    """The same for some offers only."""
    wanted = select(*OFFER_COLUMNS).where(KnownOffer.id.in_(list(offer_ids)))
    return rank(question(session, region, need), offers(session, wanted))


def reasons_for(
    session: Session, region: Region, asked: Sequence[tuple[KnownNeed, UUID]]
) -> dict[tuple[UUID, UUID], Sequence[Note]]:
    """What speaks for offers that have been asked already, by need and offer; who could not help today is left out.

    All of them with two questions to the database, however many needs there are.
    """
    ids = {offer_id for _, offer_id in asked}
    wanted, pasts = select(*OFFER_COLUMNS).where(KnownOffer.id.in_(ids)), _past().where(Match.offer_id.in_(ids))
    known = {offer.offer_id: offer for offer in offers(session, wanted, pasts)}
    of_each: dict[KnownNeed, list[Offer]] = {}
    for need, offer_id in asked:
        of_each.setdefault(need, []).extend([known[offer_id]] if offer_id in known else [])
    return {
        (need.id, one.offer.offer_id): one.reasons
        for need, theirs in of_each.items()
        for one in rank(_question(region, need), theirs).ranked
    }


def question(session: Session, region: Region, need: KnownNeed) -> Question:
    """What is asked of the engine for a need, as of today: also who was asked for it, and who has said no."""
    asked = session.execute(
        select(Match.offer_id, Match.state.in_(LIVING)).where(
            Match.need_id == need.id, Match.state.in_(LIVING) | SAID_NO
        )
    ).all()
    return replace(
        _question(region, need),
        living=frozenset(offer_id for offer_id, is_living in asked if is_living),
        said_no=frozenset(offer_id for offer_id, is_living in asked if not is_living),
    )


def _question(region: Region, need: KnownNeed) -> Question:
    first, last = _days(need)
    return Question(
        today=clock.today(),
        category=need.category,
        way_km=_ways(region, need.bfs_nr),
        first=first,
        last=last,
        slots=_slots(need),
        languages=frozenset(need.languages),
        gender=need.wish_gender,
        clearances=demanded(region, need),
        clearance_day=last or first + timedelta(days=CLEARANCE_AHEAD_DAYS),
        rest_days=region.rules.rest_days,
        hours_per_week_warning=region.rules.hours_per_week_warning,
    )


def demanded(region: Region, need: KnownNeed) -> tuple[str, ...]:
    """The clearances this need asks for, by the region's rules."""
    return region.rules.clearances.for_need(minors=need.minors, alone=need.alone)


def offers(session: Session, wanted: Select[Any], pasts: Select[Any] | None = None) -> list[Offer]:
    """The engine's offers behind rows of `OFFER_COLUMNS`; `pasts`, where few are wanted, are those of these few."""
    past = {row.offer_id: row for row in session.execute(_past() if pasts is None else pasts)}
    return [_offer(row, past.get(row.id)) for row in session.execute(wanted)]


def _offer(row: Row[Any], past: Row[Any] | None) -> Offer:
    return Offer(
        offer_id=row.id,
        name=row.name,
        state=row.state,
        categories=_words(row.categories),
        languages=_read(row.languages),
        bfs_nr=row.bfs_nr,
        travel_km=row.travel_km,
        mobility=row.mobility,
        slots=_words(row.slots),
        available_from=row.available_from,
        away=_periods(row.away),
        gender=row.gender,
        clearances=_clearances(row.clearances),
        minutes_52_weeks=row.minutes_52_weeks,
        last_assignment=_date(past.last_assignment) if past else None,
        busy=bool(past and past.busy),
        last_asked=_date(past.last_asked) if past else None,
    )


@lru_cache(READ_TEXTS)
def _read(text: str) -> Any:
    """What a text of JSON says; nobody may change it."""
    return json.loads(text)


@lru_cache(READ_TEXTS)
def _words(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


@lru_cache(READ_TEXTS)
def _periods(text: str) -> tuple[Period, ...]:
    return tuple(Period(first=_day(one["first"]), last=_day(one["last"])) for one in json.loads(text))


def _past() -> Any:
    """Per offer: the last assignment's end, whether one is going on, and the last proposal."""
    ended = case((Match.agreed_at.is_not(None), Match.ended_at))
    return select(
        Match.offer_id,
        func.max(ended).label("last_assignment"),
        func.max(case((Match.state.in_(HOLDS_A_PLACE), 1), else_=0)).label("busy"),
        func.max(Match.proposed_at).label("last_asked"),
    ).group_by(Match.offer_id)


@lru_cache(READ_TEXTS)
def _clearances(text: str) -> Mapping[str, date | None]:
    """Of two of one kind the one that holds longer counts."""
    found: dict[str, date | None] = {}
    for row in json.loads(text):
        kind, until = row["kind"], _day(row["valid_until"])
        known = found.get(kind, date.min)
        found[kind] = None if until is None or known is None else max(until, known)
    return MappingProxyType(found)


def _ways(region: Region, goal: int) -> Callable[[int, str], float | None]:
    @cache
    def way_km(start: int, mobility: str) -> float | None:
        try:
            return region.travel_km(start, goal, mobility)
        except KeyError:
            return None

    return way_km


def _days(need: KnownNeed) -> tuple[date, date | None]:
    """The days a need is about, from today on at the earliest."""
    today = clock.today()
    if need.once_at is not None:
        day = max(today, clock.local(need.once_at).date())
        return day, day
    first = max(today, need.first or today)
    return first, max(first, need.last) if need.last else None


def _slots(need: KnownNeed) -> frozenset[str]:
    """The parts of the week a need wants; the one it falls into when it is once."""
    if need.timing is Timing.ONCE and need.once_at is not None:
        moment = clock.local(need.once_at)
        part = "morning" if moment.hour < NOON else "afternoon" if moment.hour < EVENING else "evening"
        return frozenset({f"{DAY_CODES[moment.weekday()]}_{part}"})
    return frozenset(need.slots)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _date(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None
