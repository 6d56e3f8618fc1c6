"""What can be done with one need: which buttons its page shows to whom, and what they say."""

from dataclasses import dataclass

from flask import url_for

from services.accommodation.models import DRAFT, LIVING, OPEN, PROPOSED, Need
from services.accommodation.queries import NeedView
from shared.auth import Who
from shared.contracts.words import Timing
from shared.i18n import LazyString, _, lazy
from shared.links import link


@dataclass(frozen=True, kw_only=True)
class Step:
    """A link or, if it `sends`, a button that changes something at once."""

    label: str
    href: str
    sends: bool = False


@dataclass(frozen=True, kw_only=True)
class TakingBack:
    """How the end of a need is called, and what happens then."""

    label: LazyString
    text: LazyString


NOT_RELEASING = TakingBack(
    label=lazy("Nicht freigeben"),
    text=lazy("Die Anfrage geht nicht hinaus. Rückgängig machen lässt sich das nicht."),
)
CANCELLING = TakingBack(
    label=lazy("Anfrage zurückziehen"),
    text=lazy("Wollen Sie die Anfrage wirklich zurückziehen? Es ist noch niemand angefragt."),
)
CANCELLING_ON_SOMEBODY = TakingBack(
    label=lazy("Anfrage zurückziehen"),
    text=lazy(
        "Wollen Sie die Anfrage wirklich zurückziehen? Wir sagen dann allen ab, die angefragt oder zugeteilt sind."
    ),
)


@dataclass(frozen=True, kw_only=True)
class Doing:
    """All of it. What is None or False is not offered."""

    turn: str | None
    """Whose answer is asked for first: «clarify» is the office's, «how» the site's."""
    first: Step | None
    edit_href: str | None
    similar_href: str | None
    again: Step | None
    may_end: bool
    taking_back: TakingBack | None
    is_kept_as_pattern: bool


def doing(view: NeedView, who: Who) -> Doing:
    """What somebody can do with a need now."""
    need, lives = view.need, view.need.state in LIVING
    turn = _turn(need, who)
    return Doing(
        turn=turn,
        first=_first(need) if who.office else None,
        edit_href=url_for("pages.edit_need", need_id=need.id) if lives else None,
        similar_href=url_for("pages.new_need", copy=need.id) if need.site_id else None,
        again=_again(need, lives),
        may_end=need.can_be_finished and not need.asks_how_it_went and not need.was_missed,
        taking_back=_taking_back(view, who) if lives else None,
        is_kept_as_pattern=need.site_id is not None,
    )


def _turn(need: Need, who: Who) -> str | None:
    if need.was_missed and who.office:
        return "clarify"
    return "how" if need.asks_how_it_went else None


def _first(need: Need) -> Step | None:
    """What the office does next."""
    if need.waits_for_release:
        return Step(label=_("Freigeben"), href=url_for("pages.release_need", need_id=need.id), sends=True)
    if need.state is DRAFT:
        by_phone = url_for("pages.confirm_by_phone", need_id=need.id)
        return Step(label=_("Am Telefon bestätigt"), href=by_phone, sends=True)
    if need.state in (OPEN, PROPOSED):
        return Step(label=_("Vermitteln"), href=link("matching", "need", need_id=need.id))
    return None


def _again(need: Need, lives: bool) -> Step | None:
    """Where help is needed for longer than was said: a later last day."""
    if lives and need.can_be_finished and need.timing is not Timing.ONCE and need.last:
        edit_href = url_for("pages.edit_need", need_id=need.id)
        return Step(label=_("Weiter nötig: letzten Tag ändern"), href=edit_href)
    return None


def _taking_back(view: NeedView, who: Who) -> TakingBack:
    if view.need.state is DRAFT and who.office:
        return NOT_RELEASING
    return CANCELLING_ON_SOMEBODY if view.coming or view.proposed else CANCELLING
