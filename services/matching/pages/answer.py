"""The volunteer's answer, behind the link in her mail: one tap to the page, one tap to answer.

Opening the page changes nothing: mail programs open links by themselves. Whatever has happened meanwhile is said
kindly; a second tap does nothing more.
"""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.models import KnownNeed, Match
from services.matching.pages.frame import bp
from services.matching.queries import matches as queries
from services.matching.queries import ranking
from services.matching.reasons import why_you
from services.matching.replies import reply
from services.matching.schemas import AnswerGiven
from shared.auth import Role
from shared.contracts.matching import Answer, MatchState
from shared.errors import Conflict, NotFound
from shared.i18n import _, lazy
from shared.links import BadLink, ExpiredLink, link
from shared.web.forms import Form
from shared.web.here import db, office, region, who
from shared.web.once import changing

OLD_LINK = lazy("Dieser Link ist abgelaufen. Rufen Sie uns an, wenn Sie eine Frage zu unserer Anfrage haben.")
ODD_LINK = lazy("Dieser Link ist unvollständig. Öffnen Sie ihn bitte nochmals aus unserer E-Mail.")


@bp.get("/answer/<token>")
def answer(token: str) -> ResponseReturnValue:
    """What is asked of her, or what became of it."""
    match_id = _match_id(token)
    with db().reading() as session:
        match = queries.match(session, match_id)
        return _refused() if _is_for_another(match) else _page(session, match, Form(AnswerGiven))


@bp.post("/answer/<token>")
@changing
def give_answer(session: Session, token: str) -> ResponseReturnValue:
    """She answered. What cannot be done any more is told by the page itself."""
    match = queries.match(session, _match_id(token))
    if _is_for_another(match):
        return _refused()
    form = Form(AnswerGiven, request.form)
    if (given := form.load()) is None:
        return _page(session, match, form), 422
    with suppress(Conflict):  # answered already, or somebody was faster: the page says so
        ANSWERING[given["answer"]](session, match, given["reason"])
    return redirect(link("matching", "answer", token=token), 303)


def _yes(session: Session, match: Match, reason: str) -> None:
    actions.move(session, match.id, "accept", None, note=reason)


def _no(session: Session, match: Match, reason: str) -> None:
    """She may change her mind until more has been agreed."""
    if match.state in NO_MEANS:
        actions.move(session, match.id, NO_MEANS[match.state], None, note=reason)


def _later(session: Session, match: Match, reason: str) -> None:
    actions.answer_later(session, match.id, note=reason)


NO_MEANS = {MatchState.PROPOSED: "decline", MatchState.ACCEPTED: "withdraw"}
ANSWERING: dict[Answer, Callable[[Session, Match, str], None]] = {
    Answer.YES: _yes,
    Answer.NO: _no,
    Answer.LATER: _later,
}


def _is_for_another(match: Match) -> bool:
    """Another volunteer is signed in here; the office may look, and answer for somebody who stands beside it."""
    someone = who()
    return bool(someone and Role.VOLUNTEER in someone.roles and not someone.office and someone.id != match.volunteer_id)


def _refused() -> ResponseReturnValue:
    return render_template("matching/not_yours.html"), 403


def _match_id(token: str) -> UUID:
    try:
        return office().links.read("answer", token).subject
    except ExpiredLink as error:
        raise NotFound(str(OLD_LINK), code="link_expired") from error
    except BadLink as error:
        raise NotFound(str(ODD_LINK), code="link_odd") from error


def _page(session: Session, match: Match, form: Form) -> str:
    need = queries.need_of(session, match)
    asking = match.state is MatchState.PROPOSED and match.answer is not Answer.YES
    return render_template(
        "matching/answer.html",
        match=match,
        need=need,
        reply=reply(match),
        asking=asking,
        why_you=_why_you(session, match, need) if asking and need else [],
        may_give_up=match.state in NO_MEANS,
        form=form,
        way_on=_way_on(match),
    )


def _way_on(match: Match) -> tuple[str, str]:
    """Where to go from here, (address, label): her own page, the office's of this match, or the home page."""
    someone = who()
    if someone and someone.office:
        return link("matching", "match", match_id=match.id), _("Zur Anfrage")
    if someone and someone.id == match.volunteer_id:
        return link("volunteers", "me"), _("Zu meiner Seite")
    return link("information", "home"), _("Zur Startseite")


def _why_you(session: Session, match: Match, need: KnownNeed) -> list[str]:
    found = ranking.reasons_for(session, region(), [(need, match.offer_id)])
    return why_you(region().category_label(need.category), found.get((need.id, match.offer_id), ()))
