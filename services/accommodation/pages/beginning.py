"""What the form of a new need begins with: nothing, an earlier need, a pattern («Vorlage»), or a site.

Dates are never taken along: those were for the earlier one. So that nobody overlooks it, the form says which to set.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from services.accommodation import queries
from services.accommodation.models import Need
from services.accommodation.pages.frame import BEGINNING
from services.accommodation.schemas import NeedPage
from shared.contracts.words import Timing
from shared.i18n import LazyString, lazy
from shared.web.here import signed_in

COPIED = (
    "site_id", "category", "headcount", "age_group", "persons", "minors", "alone", "languages",
    "timing", "slots", "minutes", "urgency", "wish", "wish_gender", "reference",
)  # fmt: skip
"""All but the dates."""


@dataclass(frozen=True, kw_only=True)
class Anew:
    """A date that was not taken along: which field it stands in, and what is said about it."""

    field: str
    title: LazyString
    hint: LazyString


MOMENT = Anew(
    field="once_at",
    title=lazy("Das Datum ist nicht übernommen worden. Bitte geben Sie ein neues an."),
    hint=lazy("Bitte neu angeben: Das frühere Datum ist nicht übernommen worden."),
)
DAYS = Anew(
    field="first",
    title=lazy("«Ab» und «Bis» sind nicht übernommen worden. Bitte geben Sie neue Daten an, wenn es welche braucht."),
    hint=lazy("Bitte neu angeben, wenn es ein Datum braucht."),
)


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The values to begin with, and the date that has to be set anew."""

    values: Mapping[str, Any]
    anew: Anew | None = None


def beginning(session: Session, own: set[UUID]) -> Beginning:
    """As the address asks; `own` are the sites whose needs and patterns may be used."""
    if (need_id := request.args.get("copy", None, UUID)) is not None:
        return _copy(session, need_id, own)
    if (pattern_id := request.args.get("pattern", None, UUID)) is not None:
        return _from_pattern(session, pattern_id, own)
    site_id = request.args.get("site", None, UUID) or queries.last_site_of(session, signed_in().id)
    return Beginning(values={**BEGINNING, "site_id": site_id} if site_id in own else BEGINNING)


def values_of(need: Need, names: tuple[str, ...]) -> dict[str, Any]:
    """Some of a need's values, as its schema would load them; a reference only for those whose it is."""
    values = {name: getattr(need, name) for name in names if name != "sure"}
    if need.site_id not in signed_in().site_ids:
        values.pop("reference", None)
    return values


def _copy(session: Session, need_id: UUID, own: set[UUID]) -> Beginning:
    need = queries.need_with_all(session, need_id).need
    if need.site_id not in own:
        return Beginning(values=BEGINNING)
    return Beginning(values=values_of(need, COPIED), anew=_anew(need.timing, bool(need.first or need.last)))


def _from_pattern(session: Session, pattern_id: UUID, own: set[UUID]) -> Beginning:
    pattern = queries.pattern(session, pattern_id, own)
    if pattern is None:
        return Beginning(values=BEGINNING)
    values = _loadable(pattern.values)
    return Beginning(values={**values, "site_id": pattern.site_id}, anew=_anew(values.get("timing"), False))


def _anew(timing: Timing | None, had_days: bool) -> Anew | None:
    if timing is Timing.ONCE:
        return MOMENT
    return DAYS if had_days else None


def _loadable(values: Mapping[str, Any]) -> dict[str, Any]:
    """What of a pattern still fits: a kind of help may no longer be offered, and its day has to be chosen anew."""
    try:
        loaded: dict[str, Any] = NeedPage().load(values, partial=True)
    except ValidationError as error:
        loaded = dict(error.valid_data) if isinstance(error.valid_data, dict) else {}
    return {name: value for name, value in loaded.items() if name != "sure"}
