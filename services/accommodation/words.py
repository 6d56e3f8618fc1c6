"""How what is stored reads: one table per thing. Sentences made of them are in `sentences.py`."""

from services.accommodation.models import (
    DRAFT,
    EXPIRED,
    FILLED,
    OPEN,
    PROPOSED,
    NeedCause,
)
from shared.contracts.accommodation import SiteKind
from shared.contracts.matching import Cause, MatchState
from shared.contracts.words import Gender, Selection, Timing, Urgency
from shared.i18n import LazyString, lazy
from shared.words import AGE_GROUPS as AGE_GROUPS
from shared.words import GENDERS
from shared.words import LANGUAGES as LANGUAGES
from shared.words import NEED_STATES as NEED_STATES

STATE_TONES = {OPEN: "info", PROPOSED: "info", FILLED: "good", DRAFT: "warn", EXPIRED: "warn"}

TIMINGS = {
    Timing.ONCE: lazy("Einmal"),
    Timing.WEEKLY: lazy("Jede Woche"),
    Timing.FLEXIBLE: lazy("Nach Absprache"),
}
URGENCIES = {
    Urgency.LOW: lazy("Es eilt nicht"),
    Urgency.NORMAL: lazy("Normal"),
    Urgency.HIGH: lazy("Dringend"),
}
WISHED_GENDERS = {gender: GENDERS[gender] for gender in (Gender.FEMALE, Gender.MALE)}
"""What a site may wish for."""

SELECTIONS = {
    Selection.FIRST_YES: lazy("Wer zuerst Ja sagt, bekommt den Platz"),
    Selection.OFFICE: lazy("Die Fachstelle wählt aus"),
}
SITE_KINDS = {
    SiteKind.CANTONAL: lazy("Kantonale Unterkunft"),
    SiteKind.MUNICIPAL: lazy("Kommunale Unterkunft"),
    SiteKind.MINORS: lazy("Unterkunft für unbegleitete Minderjährige"),
    SiteKind.SOCIAL_SERVICE: lazy("Sozialdienst"),
    SiteKind.SCHOOL: lazy("Schule"),
    SiteKind.ASSOCIATION: lazy("Verein"),
    SiteKind.OTHER: lazy("Anderes"),
}
CAUSES: dict[str, LazyString] = {
    NeedCause.CANCELLED_BY_SITE: lazy("vom Standort zurückgezogen"),
    NeedCause.CANCELLED_BY_OFFICE: lazy("von der Fachstelle zurückgezogen"),
    NeedCause.CANCELLED_BY_POSTER: lazy("per Link zurückgezogen"),
    NeedCause.NOT_RELEASED: lazy("nicht freigegeben"),
    NeedCause.NOT_CONFIRMED: lazy("nicht bestätigt"),
    NeedCause.TIME_OVER: lazy("die Zeit ist vorbei"),
    Cause.PLACE_TAKEN: lazy("der Platz war schon besetzt"),
    Cause.NEED_ENDED: lazy("die Anfrage war zu Ende"),
    Cause.VOLUNTEER_GONE: lazy("die Person steht nicht mehr zur Verfügung"),
    Cause.VOLUNTEER_WITHDREW: lazy("die Person hat abgesagt"),
    Cause.OFFICE_WITHDREW: lazy("die Fachstelle hat ihre Anfrage an die Person zurückgezogen"),
    Cause.NOT_CHOSEN: lazy("jemand anderes wurde ausgewählt"),
    Cause.NO_ANSWER: lazy("es kam keine Antwort"),
    Cause.DID_NOT_WORK: lazy("es hat nicht gepasst"),
    Cause.COMPLETED: lazy("der Einsatz ist abgeschlossen"),
}
MATCH_WORDS = {
    MatchState.ACCEPTED: lazy("hat zugesagt"),
    MatchState.TRIAL: lazy("schnuppert"),
    MatchState.AGREED: lazy("kommt, alles ist vereinbart"),
    MatchState.ACTIVE: lazy("ist im Einsatz"),
    MatchState.PAUSED: lazy("macht eine Pause"),
}
