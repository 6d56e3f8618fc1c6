"""Patterns («Vorlagen»): needs that a site asks for again and again, kept under a name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accommodation.models import Pattern
from shared import clock
from shared.auth import Who
from shared.errors import NotPossible
from shared.i18n import _
from shared.ids import new_id

PATTERNS_AT_MOST = 30


def save_pattern(session: Session, site_id: UUID, name: str, values: Mapping[str, Any], by: Who) -> Pattern:
    """Keep a need of a site as a pattern, in place of one of that name. Raises `Conflict` when there are too many."""
    pattern = session.scalars(select(Pattern).where(Pattern.site_id == site_id, Pattern.name == name)).first()
    if pattern is None:
        _not_too_many(session, site_id)
        pattern = Pattern(id=new_id(), site_id=site_id, name=name)
        session.add(pattern)
    pattern.values, pattern.saved_by, pattern.saved_at = dict(values), by.id, clock.now()
    return pattern


def remove_pattern(session: Session, pattern: Pattern) -> None:
    """It is needed no more."""
    session.delete(pattern)


def _not_too_many(session: Session, site_id: UUID) -> None:
    count = session.scalar(select(func.count()).select_from(Pattern).where(Pattern.site_id == site_id)) or 0
    if count >= PATTERNS_AT_MOST:
        too_many = _("Dieser Standort hat schon viele Vorlagen. Bitte löschen Sie zuerst eine.")
        raise NotPossible("too_many_patterns", too_many)
