"""In which order lists of needs come."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from services.accommodation.models import FOLLOWS_MATCHES, LIVING, Need, NeedCause
from shared import clock
from shared.contracts.words import Timing

NEWEST = (Need.posted_at.desc(), Need.id.desc())


def as_a_carer_looks() -> tuple[ColumnElement[Any], ...]:
    """What the site has to say something about first, then what is soonest, then the newest; what has ended last."""
    lives = Need.state.in_(LIVING)
    day = case((lives, _next_day()))
    return (
        _first(lives),
        _first(_asks_how_it_went()),
        _first(day.is_not(None)),
        day,
        case((lives, Need.once_at)),
        Need.ended_at.desc(),
        *NEWEST,
    )


def _first(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 0), else_=1)


def _asks_how_it_went() -> ColumnElement[bool]:
    """`Need.asks_how_it_went`, for the database."""
    is_over = or_(
        and_(Need.timing == Timing.ONCE, Need.once_at <= clock.now()),
        and_(Need.timing != Timing.ONCE, Need.last < clock.today()),
    )
    was_missed = func.coalesce(Need.cause, "") == NeedCause.NOBODY_CAME
    return and_(Need.state.in_(FOLLOWS_MATCHES), Need.filled > 0, is_over, ~was_missed)


def _next_day() -> ColumnElement[Any]:
    """The day of what is once, or a first day that is still to come; what goes on already has none."""
    return case((or_(Need.timing == Timing.ONCE, Need.day >= clock.today()), Need.day))
