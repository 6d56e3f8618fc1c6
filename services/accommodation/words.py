"""The German words for what is stored: one table per thing. Sentences made of them are in `sentences.py`."""

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
from shared.words import AGE_GROUPS as AGE_GROUPS
from shared.words import GENDERS
from shared.words import LANGUAGES as LANGUAGES
from shared.words import NEED_STATES as NEED_STATES

STATE_TONES = {OPEN: "info", PROPOSED: "info", FILLED: "good", DRAFT: "warn", EXPIRED: "warn"}

TIMINGS = {
    Timing.ONCE: "Einmal",
    Timing.WEEKLY: "Jede Woche",
    Timing.FLEXIBLE: "Flexibel, nach Absprache",
}
URGENCIES = {
    Urgency.LOW: "Es eilt nicht",
    Urgency.NORMAL: "Normal",
    Urgency.HIGH: "Dringend",
}
WISHED_GENDERS = {gender: GENDERS[gender] for gender in (Gender.FEMALE, Gender.MALE)}
"""What a site may wish for."""

SELECTIONS = {
    Selection.FIRST_YES: "Wer zuerst Ja sagt, bekommt den Platz",
    Selection.OFFICE: "Die Fachstelle wählt aus",
}
SITE_KINDS = {
    SiteKind.CANTONAL: "Kantonale Unterkunft",
    SiteKind.MUNICIPAL: "Kommunale Unterkunft",
    SiteKind.MINORS: "Unterkunft für unbegleitete Minderjährige",
    SiteKind.SOCIAL_SERVICE: "Sozialdienst",
    SiteKind.SCHOOL: "Schule",
    SiteKind.ASSOCIATION: "Verein",
    SiteKind.OTHER: "Anderes",
}
CAUSES: dict[str, str] = {
    NeedCause.CANCELLED_BY_SITE: "vom Standort zurückgezogen",
    NeedCause.CANCELLED_BY_OFFICE: "von der Fachstelle zurückgezogen",
    NeedCause.CANCELLED_BY_POSTER: "per Link zurückgezogen",
    NeedCause.NOT_RELEASED: "nicht freigegeben",
    NeedCause.NOT_CONFIRMED: "nicht bestätigt",
    NeedCause.TIME_OVER: "die Zeit ist vorbei",
    Cause.PLACE_TAKEN: "der Platz war schon besetzt",
    Cause.NEED_ENDED: "die Anfrage war zu Ende",
    Cause.VOLUNTEER_GONE: "die Person steht nicht mehr zur Verfügung",
    Cause.VOLUNTEER_WITHDREW: "die Person hat abgesagt",
    Cause.OFFICE_WITHDREW: "die Fachstelle hat die Vermittlung zurückgenommen",
    Cause.NOT_CHOSEN: "jemand anderes wurde ausgewählt",
    Cause.NO_ANSWER: "es kam keine Antwort",
    Cause.DID_NOT_WORK: "es hat nicht gepasst",
    Cause.COMPLETED: "der Einsatz ist abgeschlossen",
}
MATCH_WORDS = {
    MatchState.ACCEPTED: "hat zugesagt",
    MatchState.TRIAL: "schnuppert",
    MatchState.AGREED: "kommt, alles ist vereinbart",
    MatchState.ACTIVE: "ist im Einsatz",
    MatchState.PAUSED: "macht eine Pause",
}
