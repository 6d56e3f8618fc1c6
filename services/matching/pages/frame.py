"""What the pages share: the blueprint, words for templates, notices, questions before something that lasts."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from services.matching import words
from services.matching.buttons import Sure
from services.matching.engine import QUIET
from services.matching.pages.done import told
from services.matching.queries.matches import PastMove
from shared.contracts.accommodation import NeedState
from shared.i18n import _, lazy
from shared.web.address import notice_asked

bp = Blueprint("pages", __name__)

NOTICES = {
    "asked": lazy("Die Anfragen gehen jetzt per E-Mail hinaus. Sie können jede einzeln zurückziehen."),
}
SURE = "_sure"
"""What a form carries once its question has been answered with yes."""


def notice(session: Session) -> str | None:
    """What was just done; only sentences of ours can be asked for."""
    return notice_asked(NOTICES) or told(session)


def is_sure() -> bool:
    """Whether the question before this was answered."""
    return SURE in request.form


def ask(sure: Sure, action: str, typed: Mapping[str, Iterable[str]], back: str, **more: Any) -> str:
    """The question, on a page of its own that carries on what was typed. Nothing has been done yet."""
    values = [(name, text) for name, texts in typed.items() for text in texts] + [(SURE, "yes")]
    return render_template("matching/sure.html", sure=sure, action=action, values=values, back=back, **more)


def timeline(steps: list[PastMove]) -> list[Mapping[str, Any]]:
    """A match's history for the page, with who did it: «telefonisch, erfasst durch Regula Muster»."""
    return [{"when": step.move.at, "who": _who(step), "what": _what(step)} for step in steps]


def _what(step: PastMove) -> str:
    move = step.move
    said = (
        _("Antwort: %(answer)s", answer=words.ANSWERS[move.answer])
        if move.answer
        else _sentence(str(words.STATES[move.went_to]))
    )
    cause = str(words.CAUSES[move.cause]) if move.cause else ""
    return " – ".join(part for part in (said, cause, move.note) if part)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _who(step: PastMove) -> str:
    if step.move.by is None:
        return ""
    name = step.by or _("Koordination")
    return _("telefonisch, erfasst durch %(name)s", name=name) if step.move.on_behalf else name


@bp.app_context_processor
def for_templates() -> dict[str, Any]:
    """Words and sentences for every template of this service."""
    return {"words": words, "quiet": QUIET, "need_states": NeedState}
