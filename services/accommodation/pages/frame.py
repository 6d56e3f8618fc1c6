"""What the pages share: the blueprint, the words that templates ask for, and the notices after an action."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request
from flask.blueprints import BlueprintSetupState

from services.accommodation import privacy, sentences, words
from services.accommodation.models import LIVING, ORDINARY
from shared.db import storable
from shared.i18n import lazy
from shared.web import journal
from shared.web.address import notice_asked
from shared.web.forms import Form
from shared.web.here import region
from shared.words import language_choices

bp = Blueprint("pages", __name__)

NOTICES = {
    "posted": lazy("Ihre Anfrage ist gestellt. Die Fachstelle sucht jemanden, der passt."),
    "saved": lazy("Die Änderungen sind gespeichert."),
    "cancelled": lazy("Die Anfrage ist zurückgezogen."),
    "done": lazy("Die Anfrage ist abgeschlossen. Danke!"),
    "released": lazy("Die Anfrage ist freigegeben und steht jetzt beim Vermitteln."),
    "rejected": lazy("Die Anfrage ist nicht freigegeben worden."),
    "confirmed": lazy("Die Anfrage ist bestätigt."),
    "site_saved": lazy("Der Standort ist gespeichert."),
    "site_closed": lazy("Der Standort kann keine neuen Anfragen mehr stellen."),
    "site_opened": lazy("Der Standort kann wieder Anfragen stellen."),
    "nobody_came": lazy("Danke für die Meldung. Die Fachstelle fragt nach und meldet sich."),
    "clarified": lazy("Notiert. Die Anfrage läuft weiter."),
    "pattern_saved": lazy("Die Vorlage ist gespeichert. Sie steht bei «Neue Anfrage»."),
    "pattern_removed": lazy("Die Vorlage ist gelöscht."),
    "sent_again": lazy("Wir haben die E-Mail nochmals geschickt."),
    **journal.NOTICES,
}


MOST_CHARACTERS = 200

BEGINNING = {name: ORDINARY[name] for name in ("headcount", "timing", "urgency")}
"""What an empty form already says. For whom help is needed is nothing to guess: that its poster has to say."""


class NeedForm(Form):
    """A need's form. A moment, parts of the week, a municipality are asked of some only, but those have to answer."""

    def is_optional(self, name: str) -> bool:
        """Not these, although the schema does not always ask for them."""
        return name not in ("once_at", "slots", "bfs_nr") and super().is_optional(name)


def notice() -> str | None:
    """What was just done; only sentences of ours can be asked for."""
    return notice_asked(NOTICES)


def doubts(form: Form) -> list[str]:
    """What the form warns of before it sends a text, unless the sender is sure; together with what is wrong."""
    if form.is_checked("sure"):
        return []
    texts = [form.value(name) for name in ("wish", "reference") if name in form.schema.load_fields]
    return list(dict.fromkeys(sentence for text in texts for sentence in privacy.warnings(text)))


def words_asked() -> str:
    """What is searched for; nobody searches for a whole book."""
    return storable(request.args.get("q", ""))[:MOST_CHARACTERS].strip()


def address(**filters: object) -> str:
    """The query of a list with these filters, up to the page's number; what is not chosen is left out."""
    return "?" + "".join(f"{urlencode({name: value})}&" for name, value in filters.items() if value) + "page="


def need_options() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in a need's form."""
    return {
        "categories": [(category.code, str(category.label)) for category in region().categories],
        "age_groups": _pairs(words.AGE_GROUPS),
        "urgencies": _pairs(words.URGENCIES),
        "genders": _pairs(words.WISHED_GENDERS),
        "timings": _pairs(words.TIMINGS),
        "languages": language_choices(),
        "selections": _pairs(words.SELECTIONS),
    }


def chosen_languages(form: Form) -> list[str]:
    """The three places for a language, in the order in which they were filled in."""
    return ([code for code in form.values("languages") if code] + ["", "", ""])[:3]


def _pairs(table: Mapping[Any, object]) -> list[tuple[str, str]]:
    return [(str(code), str(label)) for code, label in table.items()]


@bp.record_once
def for_templates(state: BlueprintSetupState) -> None:
    """Words and sentences for every template of this service, in its macros too."""
    state.app.jinja_env.globals.update(words=words, sentences=sentences, living_states=LIVING)
