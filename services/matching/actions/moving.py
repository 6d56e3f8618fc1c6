"""A person moves a match: the volunteer answers, the office picks, agrees, starts, pauses, ends.

Who may click what is the permissions' business; here stands what each click does. The need's row is locked first, so
that two answers to one last place come one after the other.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from services.matching.actions.steps import (
    Reason,
    keep_answer,
    remember_step,
    settle_places,
    walk,
    way_to,
)
from services.matching.actions.telling import tell
from services.matching.models import CLICKS, OWN_CLICKS, KnownNeed, Match
from services.matching.queries.matches import left_over, places_left
from shared.auth import Who
from shared.contracts.matching import HOLDS_A_PLACE, Answer, Cause, MatchState
from shared.contracts.words import Selection
from shared.errors import Conflict, Invalid, NotFound
from shared.i18n import _

CHANGED_MEANWHILE = "changed_meanwhile"
ANSWERS = {MatchState.ACCEPTED: Answer.YES, MatchState.DECLINED: Answer.NO}
"""What the first step away from a proposal says of the volunteer's answer, whoever made it."""


def move(
    session: Session,
    match_id: UUID,
    click: str,
    by: Who | None,
    *,
    cause: Cause | None = None,
    note: str = "",
    refused: Collection[str] | None = None,
) -> Match:
    """Do one click of `CLICKS`; `by` is None for the volunteer's mailed link. Raises `Conflict` and changes nothing.

    `refused`: whom the person was told this leaves out, as ids of matches. Were it others by now, nothing is done.
    """
    match = _alone(session, match_id)
    reason = _reason(match, click, by, cause, note)
    _refuse_kindly(match, click)
    way = way_to(match, CLICKS[click].goal, CLICKS[click].through)
    need = session.get_one(KnownNeed, match.need_id)
    if click == "accept" and need.selection is Selection.OFFICE:
        return _wait_for_the_office(session, match, reason)
    # Nobody is left asked once all places are taken; should one be, she gets no place that is not there.
    takes_a_place = match.state not in HOLDS_A_PLACE and way[-1] in HOLDS_A_PLACE
    if takes_a_place and places_left(session, need) <= 0:
        raise place_taken()
    if refused is not None:
        _check_refused(session, match, refused)
    if way[0] in ANSWERS and match.answer is not ANSWERS[way[0]]:
        keep_answer(match, ANSWERS[way[0]])
    walk(session, match, way, reason)
    settle_places(session, need)
    return match


def answer_later(session: Session, match_id: UUID, note: str = "") -> Match:
    """The volunteer thinks about it (by her mailed link): the proposal stands until its deadline."""
    match = _alone(session, match_id)
    if match.state is not MatchState.PROPOSED or match.answer is Answer.YES:
        raise Conflict("forbidden_move", _("Diese Anfrage wartet nicht mehr auf eine Antwort."))
    if match.answer is not Answer.LATER or note:
        _note_answer(session, match, Answer.LATER, Reason(note=note))
    return match


def expire(session: Session, match_id: UUID) -> None:
    """The deadline has passed. A yes that waits for the office's choice does not run out."""
    match = _alone(session, match_id)
    if match.state is MatchState.PROPOSED and match.answer is not Answer.YES:
        walk(session, match, [MatchState.EXPIRED], Reason(cause=Cause.NO_ANSWER))


def place_taken() -> Conflict:
    """The kind refusal when somebody else was faster."""
    return Conflict("place_taken", _("Vielen Dank! Der Platz ist inzwischen vergeben, jemand war etwas schneller."))


def _alone(session: Session, match_id: UUID) -> Match:
    """A match while nobody else changes it or counts its need's places."""
    match = session.get(Match, match_id)
    if match is None:
        raise NotFound(_("Diese Anfrage gibt es hier nicht (mehr)."))
    session.get(KnownNeed, match.need_id, with_for_update=True)
    session.refresh(match, with_for_update=True)
    return match


def _reason(match: Match, click: str, by: Who | None, cause: Cause | None, note: str) -> Reason:
    herself = by is None or by.id == match.volunteer_id
    causes = CLICKS[click].causes
    if cause is not None and cause not in causes:
        raise Invalid({"cause": _("Dieser Grund passt nicht zu diesem Schritt.")})
    if click == "withdraw" and herself:
        cause = Cause.VOLUNTEER_WITHDREW
    cause = cause or next(iter(causes), None)
    takes_her_yes = match.state is MatchState.PROPOSED and match.answer is not Answer.YES and click != "withdraw"
    speaks_for_her = click in OWN_CLICKS or takes_her_yes
    on_behalf = not herself and speaks_for_her and cause is not Cause.OFFICE_WITHDREW
    return Reason(by=by.id if by else None, on_behalf=on_behalf, cause=cause, note=note)


def _refuse_kindly(match: Match, click: str) -> None:
    """What deserves its own words, before the table of moves says no."""
    if click in ("accept", "pick") and match.cause is Cause.PLACE_TAKEN:
        raise place_taken()
    if click == "pick" and match.state is MatchState.PROPOSED and match.answer is not Answer.YES:
        raise Conflict("no_yes", _("%(name)s hat noch nicht Ja gesagt.", name=match.name))


def _check_refused(session: Session, match: Match, named: Collection[str]) -> None:
    """Nobody is told no whom the question did not name."""
    if {str(other.id) for other in left_over(session, match)} != set(named):
        raise Conflict(CHANGED_MEANWHILE, _("In der Zwischenzeit hat sich hier etwas geändert."))


def _wait_for_the_office(session: Session, match: Match, reason: Reason) -> Match:
    if match.answer is not Answer.YES:
        _note_answer(session, match, Answer.YES, reason)
    return match


def _note_answer(session: Session, match: Match, answer: Answer, reason: Reason) -> None:
    """An answer that moves nothing yet."""
    keep_answer(match, answer)
    remember_step(session, match, None, reason, answer=answer)
    tell(session, match)
