"""What the pages share: the blueprint, words for templates, notices, and a match's history in words."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request

from services.matching import words
from services.matching.buttons import buttons
from services.matching.engine import QUIET
from services.matching.queries.matches import Step
from shared.contracts.matching import MatchState

bp = Blueprint("pages", __name__)

NOTICES = {
    "asked": "Die Anfragen gehen jetzt per E-Mail hinaus.",
    "moved": "Das ist gespeichert.",
}


def notice() -> str | None:
    """What was just done; only sentences of ours can be asked for."""
    return NOTICES.get(request.args.get("notice", ""))


def timeline(steps: list[Step]) -> list[Mapping[str, Any]]:
    """A match's history for the page, with who did it: «telefonisch, erfasst durch Regula Muster»."""
    return [{"when": step.move.at, "who": _who(step), "what": _what(step)} for step in steps]


def _what(step: Step) -> str:
    move = step.move
    said = f"Antwort: {words.ANSWERS[move.answer]}" if move.answer else _sentence(words.STATES[move.went_to])
    cause = words.CAUSES[move.cause] if move.cause else ""
    return " – ".join(part for part in (said, cause, move.note) if part)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _who(step: Step) -> str:
    if step.move.by is None:
        return ""
    name = step.by or "Koordination"
    return f"telefonisch, erfasst durch {name}" if step.move.on_behalf else name


@bp.app_context_processor
def for_templates() -> dict[str, Any]:
    """Words and sentences for every template of this service."""
    return {"words": words, "buttons": buttons, "quiet": QUIET, "states": MatchState}
