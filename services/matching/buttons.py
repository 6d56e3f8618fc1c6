"""The buttons beside a match: what a coordinator can press as it stands, and which of them ask first."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from services.matching.models import CLICKS, MOVES, Match
from shared.contracts.matching import HOLDS_A_PLACE, Answer, Cause
from shared.i18n import lazy


class Sure(NamedTuple):
    """A question before something that cannot be taken back: what is asked, what follows from a yes, and the yes."""

    question: Any
    follows: Any
    yes: Any


@dataclass(frozen=True)
class Button:
    """What a coordinator can press at a match: which click it is, with which cause, and what is asked before."""

    click: str
    label: Any
    kind: str = "secondary"
    cause: Cause | None = None
    sure: Sure | None = None


CLOSE = Sure(
    lazy("Einsatz von %(name)s abschliessen?"),
    lazy("Der Einsatz ist damit zu Ende. Der Standort sieht danach nicht mehr, wie %(name)s zu erreichen ist."),
    lazy("Ja, abschliessen"),
)
FAIL = Sure(
    lazy("Hat es mit %(name)s nicht geklappt?"),
    lazy("Der Einsatz ist damit zu Ende, und der Platz wird wieder frei."),
    lazy("Ja, beenden"),
)
GAVE_UP = Sure(
    lazy("Hat %(name)s abgesagt?"),
    lazy("Der Platz wird wieder frei. Für diese Anfrage wird %(name)s nicht mehr vorgeschlagen."),
    lazy("Ja, Absage erfassen"),
)
WITHDRAW = Sure(
    lazy("Anfrage an %(name)s zurückziehen?"),
    lazy("Wir schreiben %(name)s eine E-Mail und sagen, dass wir die Anfrage zurückgezogen haben."),
    lazy("Ja, zurückziehen"),
)
BUTTONS = {
    "accept": Button("accept", lazy("Telefonisch Ja"), "primary"),
    "pick": Button("pick", lazy("Auswählen"), "primary"),
    "decline": Button("decline", lazy("Telefonisch Nein")),
    "agree": Button("agree", lazy("Einsatz vereinbaren"), "primary"),
    "trial": Button("trial", lazy("Schnuppern lassen")),
    "start": Button("start", lazy("Einsatz läuft"), "primary"),
    "pause": Button("pause", lazy("Pausieren")),
    "close": Button("close", lazy("Abschliessen"), sure=CLOSE),
    "fail": Button("fail", lazy("Hat nicht geklappt"), sure=FAIL),
    "gave_up": Button("withdraw", lazy("Telefonisch abgesagt"), cause=Cause.VOLUNTEER_WITHDREW, sure=GAVE_UP),
    "withdraw": Button("withdraw", lazy("Zurückziehen"), "danger", Cause.OFFICE_WITHDREW, WITHDRAW),
}


def buttons(match: Match) -> dict[str, Button]:
    """What can be pressed at a match as it stands: single steps, in the order in which they usually come."""
    return {name: button for name, button in BUTTONS.items() if _fits(match, name, button)}


def _fits(match: Match, name: str, button: Button) -> bool:
    """A yes is said once, only a yes can be picked, and who has not said yes has nothing to give up."""
    said_yes = match.answer is Answer.YES
    fitting = {"accept": not said_yes, "pick": said_yes, "gave_up": match.state in HOLDS_A_PLACE}
    return fitting.get(name, True) and MOVES.allows(match.state, CLICKS[button.click].goal)
