"""What the page behind the mailed link says to a volunteer, whatever became of what she was asked."""

from enum import StrEnum
from typing import Any, NamedTuple

from services.matching.models import Match
from shared.contracts.matching import Answer, Cause, MatchState
from shared.i18n import lazy


class Reply(NamedTuple):
    """What the page behind the mailed link says to the volunteer."""

    title: Any
    text: Any


REPLIES: dict[StrEnum | None, Reply] = {
    MatchState.PROPOSED: Reply(lazy("Können Sie helfen?"), ""),
    Answer.LATER: Reply(
        lazy("Lassen Sie sich Zeit"), lazy("Sie können bis zur Frist antworten, mit dem Link in unserer E-Mail.")
    ),
    Answer.YES: Reply(lazy("Danke für Ihr Ja"), lazy("Die Fachstelle entscheidet und meldet sich bei Ihnen.")),
    MatchState.ACCEPTED: Reply(
        lazy("Der Platz gehört Ihnen"), lazy("Vielen Dank! Wir melden uns bei Ihnen und besprechen alles Weitere.")
    ),
    MatchState.TRIAL: Reply(lazy("Sie schnuppern"), lazy("Danach fragen wir Sie, wie es war. Vielen Dank!")),
    MatchState.AGREED: Reply(
        lazy("Ihr Einsatz ist vereinbart"), lazy("Vielen Dank! Alles dazu steht auf Ihrer Seite.")
    ),
    MatchState.ACTIVE: Reply(lazy("Sie sind im Einsatz"), lazy("Vielen Dank! Alles dazu steht auf Ihrer Seite.")),
    MatchState.PAUSED: Reply(lazy("Ihr Einsatz macht Pause"), lazy("Alles dazu steht auf Ihrer Seite.")),
    MatchState.CLOSED: Reply(lazy("Dieser Einsatz ist abgeschlossen"), lazy("Herzlichen Dank für Ihre Zeit!")),
    MatchState.DECLINED: Reply(
        lazy("Danke für Ihre Antwort"),
        lazy("Diesmal passt es nicht, das ist in Ordnung. Wir fragen Sie gerne wieder einmal an."),
    ),
    MatchState.FAILED: Reply(lazy("Dieser Einsatz ist beendet"), lazy("Haben Sie Fragen dazu? Rufen Sie uns an.")),
    Cause.NO_ANSWER: Reply(
        lazy("Die Frist ist vorbei"),
        lazy("Wir haben nichts von Ihnen gehört und fragen jetzt andere an. Das ist kein Problem."),
    ),
    Cause.PLACE_TAKEN: Reply(
        lazy("Der Platz ist schon vergeben"), lazy("Jemand war etwas schneller. Vielen Dank, dass Sie helfen wollen!")
    ),
    Cause.NOT_CHOSEN: Reply(
        lazy("Der Platz ist vergeben"),
        lazy("Mehrere haben zugesagt, und wir haben jemand anderes ausgewählt. Vielen Dank, dass Sie helfen wollen!"),
    ),
    Cause.NEED_ENDED: Reply(
        lazy("Es wird niemand mehr gesucht"),
        lazy("Diese Anfrage hat sich erledigt. Vielen Dank, dass Sie helfen wollen!"),
    ),
    Cause.VOLUNTEER_GONE: Reply(
        lazy("Diese Anfrage gilt nicht mehr"), lazy("Sie machen zurzeit Pause oder sind nicht mehr bei uns dabei.")
    ),
    Cause.VOLUNTEER_WITHDREW: Reply(
        lazy("Wir haben Ihre Absage"), lazy("Danke, dass Sie es uns gesagt haben. Wir suchen jemand anderes.")
    ),
    Cause.OFFICE_WITHDREW: Reply(
        lazy("Wir haben diese Anfrage zurückgezogen"), lazy("Haben Sie Fragen dazu? Rufen Sie uns an.")
    ),
}
"""By cause, answer or state, whichever says most."""


def reply(match: Match) -> Reply:
    """What to say to her: by cause where something ended, by answer while it is open, by state otherwise."""
    keys = (match.cause, match.answer if match.state is MatchState.PROPOSED else None, match.state)
    return next(REPLIES[key] for key in keys if key in REPLIES)
