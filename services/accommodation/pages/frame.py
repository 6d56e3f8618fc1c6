"""What the pages share: the blueprint, the words that templates ask for, and the notices after an action."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request

from services.accommodation import privacy, sentences, words
from services.accommodation.models import LIVING, ORDINARY
from shared.web.forms import Form
from shared.web.here import region

bp = Blueprint("pages", __name__)

NOTICES = {
    "posted": "Ihre Anfrage ist gestellt. Die Fachstelle sucht jemanden, der passt.",
    "saved": "Die Änderungen sind gespeichert.",
    "cancelled": "Die Anfrage ist zurückgezogen.",
    "done": "Die Anfrage ist abgeschlossen. Danke!",
    "released": "Die Anfrage ist freigegeben und steht jetzt beim Vermitteln.",
    "rejected": "Die Anfrage ist nicht freigegeben worden.",
    "confirmed": "Die Anfrage ist bestätigt.",
    "site_saved": "Der Standort ist gespeichert.",
    "site_closed": "Der Standort kann keine neuen Anfragen mehr stellen.",
    "site_opened": "Der Standort kann wieder Anfragen stellen.",
}


BEGINNING = {name: ORDINARY[name] for name in ("headcount", "age_group", "persons", "urgency")}
"""What an empty form already says; the rest is for people to answer."""


class NeedForm(Form):
    """A need's form. A moment, parts of the week, a municipality are asked of some only, but those have to answer."""

    def is_optional(self, name: str) -> bool:
        """Not these, although the schema does not always ask for them."""
        return name not in ("once_at", "slots", "bfs_nr") and super().is_optional(name)


def notice() -> str | None:
    """What was just done; only sentences of ours can be asked for."""
    return NOTICES.get(request.args.get("notice", ""))


def doubts(given: Mapping[str, Any]) -> list[str]:
    """What the form warns of before it sends a text, unless the sender is sure."""
    if given.get("sure"):
        return []
    found = [*privacy.warnings(given.get("wish", "")), *privacy.warnings(given.get("reference", ""))]
    return list(dict.fromkeys(found))


def need_options() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in a need's form."""
    return {
        "categories": [(category.code, str(category.label)) for category in region().categories],
        "age_groups": _pairs(words.AGE_GROUPS),
        "urgencies": _pairs(words.URGENCIES),
        "genders": _pairs(words.WISHED_GENDERS),
        "timings": _pairs(words.TIMINGS),
        "languages": _pairs(words.LANGUAGES),
        "selections": _pairs(words.SELECTIONS),
    }


def chosen_languages(form: Form) -> list[str]:
    """The three places for a language, in the order in which they were filled in."""
    return ([code for code in form.values("languages") if code] + ["", "", ""])[:3]


def _pairs(table: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(code), label) for code, label in table.items()]


@bp.app_context_processor
def for_templates() -> dict[str, Any]:
    """Words and sentences for every template of this service."""
    return {
        "words": words,
        "sentences": sentences,
        "living_states": LIVING,
    }
