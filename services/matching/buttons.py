"""The buttons beside a match: what a coordinator can press as it stands, what follows, and which of them ask first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from services.matching.models import CLICKS, MOVES, KnownNeed, Match
from shared.contracts.matching import HOLDS_A_PLACE, Answer, Cause
from shared.contracts.words import Selection
from shared.i18n import _, lazy, ngettext
from shared.web import formats


class Sure(NamedTuple):
    """A question before something that cannot be taken back: what is asked, what follows from a yes, and the yes."""

    question: Any
    follows: Any
    yes: Any


@dataclass(frozen=True)
class Button:
    """What a coordinator can press at a match: which click it is, with which cause, and what is asked before.

    `follows` says what it does and who hears of it; where that is asked before, the question says it. `picks`: what is
    asked depends on who else waits for the place.
    """

    click: str
    label: Any
    kind: str = "secondary"
    follows: Any = ""
    cause: Cause | None = None
    sure: Sure | None = None
    picks: bool = False


class Choice(NamedTuple):
    """A button as the page of a match shows it, with what follows from it for this person."""

    name: str
    label: Any
    kind: str
    follows: str
    asks: bool


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
    "accept": Button(
        "accept", lazy("Telefonisch Ja"), "primary",
        lazy("Hält fest, dass %(name)s am Telefon Ja gesagt hat. Sie wählen danach aus; es geht keine E-Mail hinaus."),
    ),
    "pick": Button(
        "pick", lazy("Auswählen"), "primary",
        lazy("%(name)s bekommt den Platz und eine E-Mail. Vorher sehen Sie, wer deswegen eine Absage erhält."),
        picks=True,
    ),
    "decline": Button(
        "decline", lazy("Telefonisch Nein"),
        follows=lazy("Hält fest, dass %(name)s am Telefon Nein gesagt hat. Es geht keine E-Mail hinaus."),
    ),
    "agree": Button(
        "agree", lazy("Einsatz vereinbaren"), "primary",
        lazy("%(name)s und der Standort erhalten eine E-Mail und sehen ab jetzt, wie sie einander erreichen."),
    ),
    "trial": Button(
        "trial", lazy("Schnuppern lassen"),
        follows=lazy(
            "%(name)s erhält eine E-Mail und lernt den Einsatz zuerst kennen; der Standort sieht das bei seiner "
            "Anfrage. Nach einer Woche erinnert Sie die Arbeitsliste daran, nachzufragen."
        ),
    ),
    "start": Button(
        "start", lazy("Einsatz läuft"), "primary",
        lazy("Hält fest, dass %(name)s im Einsatz ist. Es geht keine E-Mail hinaus."),
    ),
    "pause": Button(
        "pause", lazy("Pausieren"),
        follows=lazy("Eine Zeit lang findet nichts statt. %(name)s behält den Platz; es geht keine E-Mail hinaus."),
    ),
    "close": Button("close", lazy("Abschliessen"), sure=CLOSE),
    "fail": Button("fail", lazy("Hat nicht geklappt"), sure=FAIL),
    "gave_up": Button("withdraw", lazy("Telefonisch abgesagt"), cause=Cause.VOLUNTEER_WITHDREW, sure=GAVE_UP),
    "withdraw": Button("withdraw", lazy("Zurückziehen"), "danger", cause=Cause.OFFICE_WITHDREW, sure=WITHDRAW),
}  # fmt: skip
FIRST_YES_FOLLOWS = lazy(
    "Das erste Ja zählt: %(name)s bekommt den Platz und eine E-Mail. "
    "Wer deswegen leer ausgeht, erhält eine Absage per E-Mail."
)
"""What a yes means where the office does not choose."""


def buttons(match: Match) -> dict[str, Button]:
    """What can be pressed at a match as it stands: single steps, in the order in which they usually come."""
    return {name: button for name, button in BUTTONS.items() if _fits(match, name, button)}


def choices(match: Match, need: KnownNeed | None) -> list[Choice]:
    """The same with what follows from each."""
    selection = need.selection if need else None
    return [
        Choice(name, button.label, button.kind, _told(match, name, button, selection), bool(button.sure))
        for name, button in buttons(match).items()
    ]


def _told(match: Match, name: str, button: Button, selection: Selection | None) -> str:
    return str(_follows(name, button, selection)) % {"name": match.name}


def ends(name: str) -> bool:
    """Whether a button ends the match."""
    return MOVES.final(CLICKS[BUTTONS[name].click].goal)


def _follows(name: str, button: Button, selection: Selection | None) -> Any:
    if name == "accept" and selection is Selection.FIRST_YES:
        return FIRST_YES_FOLLOWS
    return button.sure.follows if button.sure else button.follows


def sure_to_pick(chosen: Match, others: Iterable[Match]) -> Sure:
    """Before somebody is chosen: who that is, and who is told no because of it."""
    names = [_named(other) for other in others]
    refused = ngettext(
        "%(names)s erhält eine Absage per E-Mail.", "%(names)s erhalten eine Absage per E-Mail.", len(names),
        names=formats.listed_with_and(names),
    )  # fmt: skip
    follows = (
        _("%(name)s wird ausgewählt und erhält eine E-Mail.", name=chosen.name),
        refused if names else _("Niemand erhält eine Absage."),
        _("Das lässt sich nicht rückgängig machen."),
    )
    return Sure(_("%(name)s auswählen?", name=chosen.name), " ".join(follows), _("Ja, auswählen"))


def _named(refused: Match) -> str:
    if refused.answer is Answer.YES:
        return refused.name
    return _("%(name)s (noch keine Antwort)", name=refused.name)


def _fits(match: Match, name: str, button: Button) -> bool:
    """A yes is said once, only a yes can be picked, and who has not said yes has nothing to give up."""
    said_yes = match.answer is Answer.YES
    fitting = {"accept": not said_yes, "pick": said_yes, "gave_up": match.state in HOLDS_A_PLACE}
    return fitting.get(name, True) and MOVES.allows(match.state, CLICKS[button.click].goal)
