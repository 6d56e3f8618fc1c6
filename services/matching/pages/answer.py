"""The volunteer's answer, behind the link in her mail: one tap to the page, one tap to answer.

Opening the page changes nothing: mail programs open links by themselves. Whatever has happened meanwhile is said
kindly; a second tap does nothing more.
"""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching import actions
from services.matching.models import Match
from services.matching.pages.frame import bp
from services.matching.queries import matches as queries
from services.matching.schemas import AnswerGiven
from shared.contracts.matching import Answer, Cause, MatchState
from shared.errors import Conflict, NotFound
from shared.links import BadLink, ExpiredLink, link
from shared.web.forms import Form
from shared.web.here import db, office
from shared.web.once import changing

OLD_LINK = "Dieser Link ist abgelaufen. Rufen Sie uns an, wenn Sie eine Frage zu unserer Anfrage haben."
ODD_LINK = "Dieser Link ist unvollständig. Öffnen Sie ihn bitte nochmals aus unserer E-Mail."


class Reply(NamedTuple):
    """What the page behind the mailed link says to the volunteer."""

    title: str
    text: str


REPLIES: dict[StrEnum | None, Reply] = {
    MatchState.PROPOSED: Reply("Können Sie helfen?", ""),
    Answer.LATER: Reply("Lassen Sie sich Zeit", "Sie können bis zur Frist antworten, mit dem Link in unserer E-Mail."),
    Answer.YES: Reply("Danke für Ihr Ja", "Die Fachstelle entscheidet und meldet sich bei Ihnen."),
    MatchState.ACCEPTED: Reply(
        "Der Platz gehört Ihnen", "Vielen Dank! Wir melden uns bei Ihnen und besprechen alles Weitere."
    ),
    MatchState.TRIAL: Reply("Sie schnuppern", "Danach fragen wir Sie, wie es war. Vielen Dank!"),
    MatchState.AGREED: Reply("Ihr Einsatz ist vereinbart", "Vielen Dank! Alles dazu steht auf Ihrer Seite."),
    MatchState.ACTIVE: Reply("Sie sind im Einsatz", "Vielen Dank! Alles dazu steht auf Ihrer Seite."),
    MatchState.PAUSED: Reply("Ihr Einsatz macht Pause", "Alles dazu steht auf Ihrer Seite."),
    MatchState.CLOSED: Reply("Dieser Einsatz ist abgeschlossen", "Herzlichen Dank für Ihre Zeit!"),
    MatchState.DECLINED: Reply(
        "Danke für Ihre Antwort", "Diesmal passt es nicht, das ist in Ordnung. Wir fragen Sie gerne wieder einmal an."
    ),
    MatchState.FAILED: Reply("Dieser Einsatz ist beendet", "Haben Sie Fragen dazu? Rufen Sie uns an."),
    Cause.NO_ANSWER: Reply(
        "Die Frist ist vorbei", "Wir haben nichts von Ihnen gehört und fragen jetzt andere an. Das ist kein Problem."
    ),
    Cause.PLACE_TAKEN: Reply(
        "Der Platz ist schon vergeben", "Jemand war etwas schneller. Vielen Dank, dass Sie helfen wollen!"
    ),
    Cause.NOT_CHOSEN: Reply(
        "Der Platz ist vergeben",
        "Mehrere haben zugesagt, und wir haben jemand anderes ausgewählt. Vielen Dank, dass Sie helfen wollen!",
    ),
    Cause.NEED_ENDED: Reply(
        "Es wird niemand mehr gesucht", "Diese Anfrage hat sich erledigt. Vielen Dank, dass Sie helfen wollen!"
    ),
    Cause.VOLUNTEER_GONE: Reply(
        "Diese Anfrage gilt nicht mehr", "Sie machen zurzeit Pause oder sind nicht mehr bei uns dabei."
    ),
    Cause.VOLUNTEER_WITHDREW: Reply(
        "Wir haben Ihre Absage", "Danke, dass Sie es uns gesagt haben. Wir suchen jemand anderes."
    ),
    Cause.OFFICE_WITHDREW: Reply("Wir haben diese Anfrage zurückgezogen", "Haben Sie Fragen dazu? Rufen Sie uns an."),
}
"""By cause, answer or state, whichever says most."""


@bp.get("/answer/<token>")
def answer(token: str) -> ResponseReturnValue:
    """What is asked of her, or what became of it."""
    match_id = _match_id(token)
    with db().reading() as session:
        return _page(session, queries.match(session, match_id), Form(AnswerGiven))


@bp.post("/answer/<token>")
@changing
def give_answer(session: Session, token: str) -> ResponseReturnValue:
    """She answered. What cannot be done any more is told by the page itself."""
    match = queries.match(session, _match_id(token))
    form = Form(AnswerGiven, request.form)
    if (given := form.load()) is None:
        return _page(session, match, form), 422
    with suppress(Conflict):  # answered already, or somebody was faster: the page says so
        ANSWERING[given["answer"]](session, match)
    return redirect(link("matching", "answer", token=token), 303)


def _yes(session: Session, match: Match) -> None:
    actions.move(session, match.id, "accept", None)


def _no(session: Session, match: Match) -> None:
    """She may change her mind until more has been agreed."""
    if match.state in NO_MEANS:
        actions.move(session, match.id, NO_MEANS[match.state], None)


def _later(session: Session, match: Match) -> None:
    actions.answer_later(session, match.id)


NO_MEANS = {MatchState.PROPOSED: "decline", MatchState.ACCEPTED: "withdraw"}
ANSWERING: dict[Answer, Callable[[Session, Match], None]] = {Answer.YES: _yes, Answer.NO: _no, Answer.LATER: _later}


def _match_id(token: str) -> UUID:
    try:
        return office().links.read("answer", token).subject
    except ExpiredLink as error:
        raise NotFound(OLD_LINK, code="link_expired") from error
    except BadLink as error:
        raise NotFound(ODD_LINK, code="link_odd") from error


def _page(session: Session, match: Match, form: Form) -> str:
    need = queries.need_of(session, match)
    return render_template(
        "matching/answer.html",
        match=match,
        need=need,
        reply=_reply(match),
        asking=match.state is MatchState.PROPOSED and match.answer is not Answer.YES,
        may_give_up=match.state in NO_MEANS,
        form=form,
    )


def _reply(match: Match) -> Reply:
    """What to say to her: by cause where something ended, by answer while it is open, by state otherwise."""
    keys = (match.cause, match.answer if match.state is MatchState.PROPOSED else None, match.state)
    return next(REPLIES[key] for key in keys if key in REPLIES)
