"""What was just done to a match, in a sentence on the page that follows: to whom, and how many were refused by it.

The address carries which button it was, which match and a number; the name and the sentence are ours.
"""

from urllib.parse import urlencode
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.matching.models import Match
from services.matching.schemas import MOST_OFFERS
from shared.contracts.matching import HOLDS_A_PLACE
from shared.i18n import lazy, ngettext

FIRST_YES = "first_yes"
"""A yes by telephone that took the place at once."""
DONE = {
    "accept": lazy("Das Ja von %(name)s ist eingetragen."),
    FIRST_YES: lazy("%(name)s hat den Platz und erhält eine E-Mail."),
    "pick": lazy("%(name)s ist ausgewählt und erhält eine E-Mail."),
    "decline": lazy("Das Nein von %(name)s ist eingetragen."),
    "agree": lazy("Der Einsatz von %(name)s ist vereinbart. Beide Seiten erhalten eine E-Mail."),
    "trial": lazy("%(name)s schnuppert jetzt und erhält eine E-Mail."),
    "start": lazy("%(name)s ist jetzt im Einsatz."),
    "pause": lazy("Der Einsatz von %(name)s macht Pause."),
    "close": lazy("Der Einsatz von %(name)s ist abgeschlossen."),
    "fail": lazy("Der Einsatz von %(name)s ist beendet."),
    "gave_up": lazy("Die Absage von %(name)s ist eingetragen."),
    "withdraw": lazy("Die Anfrage an %(name)s ist zurückgezogen."),
}
"""By the button that was pressed."""


def back_and_say(path: str, button: str, match: Match, refused: int) -> ResponseReturnValue:
    """On to a page that says what this button has done."""
    done = FIRST_YES if button == "accept" and match.state in HOLDS_A_PLACE else button
    said = {"notice": done, "match": match.id} | ({"refused": refused} if refused else {})
    return redirect(f"{path}?{urlencode(said)}", 303)


def told(session: Session) -> str | None:
    """What the address says was just done, if it is about a match there is."""
    sentence = DONE.get(request.args.get("notice", ""))
    match_id = request.args.get("match", None, UUID)
    match = session.get(Match, match_id) if sentence and match_id else None
    if not sentence or match is None:
        return None
    refused = min(max(request.args.get("refused", 0, int), 0), MOST_OFFERS)
    return " ".join([str(sentence) % {"name": match.name}, *_refusals(refused)])


def _refusals(count: int) -> list[str]:
    sentence = ngettext(
        "%(num)s Person erhält eine Absage per E-Mail.", "%(num)s Personen erhalten eine Absage per E-Mail.", count
    )
    return [sentence] if count else []
