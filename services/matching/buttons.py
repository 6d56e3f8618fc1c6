"""The buttons beside a match: what a coordinator can press as it stands."""

from dataclasses import dataclass

from services.matching.models import CLICKS, MOVES, Match
from shared.contracts.matching import HOLDS_A_PLACE, Answer, Cause


@dataclass(frozen=True)
class Button:
    """What a coordinator can press at a match: which click it is, and with which cause."""

    click: str
    label: str
    kind: str = "secondary"
    cause: Cause | None = None


BUTTONS = {
    "accept": Button("accept", "Telefonisch Ja", "primary"),
    "pick": Button("pick", "Auswählen", "primary"),
    "decline": Button("decline", "Telefonisch Nein"),
    "agree": Button("agree", "Einsatz vereinbaren", "primary"),
    "trial": Button("trial", "Schnuppern lassen"),
    "start": Button("start", "Einsatz läuft", "primary"),
    "pause": Button("pause", "Pausieren"),
    "close": Button("close", "Abschliessen"),
    "fail": Button("fail", "Hat nicht geklappt"),
    "gave_up": Button("withdraw", "Telefonisch abgesagt", cause=Cause.VOLUNTEER_WITHDREW),
    "withdraw": Button("withdraw", "Zurückziehen", "danger", Cause.OFFICE_WITHDREW),
}


def buttons(match: Match) -> dict[str, Button]:
    """What can be pressed at a match as it stands: single steps, in the order in which they usually come."""
    return {name: button for name, button in BUTTONS.items() if _fits(match, name, button)}


def _fits(match: Match, name: str, button: Button) -> bool:
    """A yes is said once, only a yes can be picked, and who has not said yes has nothing to give up."""
    said_yes = match.answer is Answer.YES
    fitting = {"accept": not said_yes, "pick": said_yes, "gave_up": match.state in HOLDS_A_PLACE}
    return fitting.get(name, True) and MOVES.allows(match.state, CLICKS[button.click].goal)
