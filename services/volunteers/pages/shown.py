"""Stored things in words for people: when a need is, what an offer says, what happened; and the options of forms."""

from collections.abc import Sequence
from typing import Any

from services.volunteers import words
from services.volunteers.models import HoursEntry, KnownNeed, Move, SeenClearance, Volunteer
from services.volunteers.pages.forms import EXACT, SPEAKS
from services.volunteers.queries import Placed
from shared import clock
from shared.contracts.matching import Answer, MatchState
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Level, Timing
from shared.region import Clearance, Region
from shared.web import formats
from shared.web.forms import Form

Options = list[tuple[Any, ...]]
MANY = 2
"""So many categories are told in a table."""

WHEN = {
    "flexible": "flexibel, nach Absprache",
    "evenings": "am Abend, Montag bis Freitag",
    "weekend": "am Wochenende",
    EXACT: "genauer angeben",
}

TONES = {
    VolunteerState.REGISTERED: "neutral",
    VolunteerState.CONFIRMED: "info",
    VolunteerState.IN_CLEARANCE: "info",
    VolunteerState.READY: "good",
    VolunteerState.PAUSED: "warn",
    VolunteerState.BLOCKED: "bad",
}

TO_HERSELF = {
    VolunteerState.REGISTERED: "Bitte bestätigen Sie noch Ihre E-Mail-Adresse. Der Link steht in unserer Nachricht.",
    VolunteerState.CONFIRMED: "Danke für Ihre Anmeldung. Wir rufen Sie bald für ein erstes Gespräch an.",
    VolunteerState.IN_CLEARANCE: "Wir haben uns kennengelernt. Es fehlen noch ein paar Abklärungen, dann geht es los.",
    VolunteerState.READY: "Sie sind einsatzbereit. Passt ein Einsatz, fragen wir Sie an. Sie entscheiden selbst.",
    VolunteerState.PAUSED: "Sie machen Pause. So lange fragen wir Sie nicht an.",
    VolunteerState.LEFT: "Sie machen zurzeit nicht mehr mit. Möchten Sie wieder mithelfen? Rufen Sie uns an.",
    VolunteerState.REJECTED: "Ihre Anmeldung ist abgeschlossen. Haben Sie Fragen? Rufen Sie uns an.",
    VolunteerState.BLOCKED: "Im Moment vermitteln wir Ihnen keine Einsätze. Haben Sie Fragen? Rufen Sie uns an.",
}

MATCH_STATES = {
    MatchState.ACCEPTED: "zugesagt, Einzelheiten folgen",
    MatchState.TRIAL: "Schnuppern",
    MatchState.AGREED: "vereinbart",
    MatchState.ACTIVE: "läuft",
    MatchState.PAUSED: "macht Pause",
    MatchState.CLOSED: "abgeschlossen",
    MatchState.WITHDRAWN: "beendet",
    MatchState.FAILED: "abgebrochen",
}

ANSWERS = {
    Answer.YES: "Sie haben Ja gesagt. Die Fachstelle entscheidet und meldet sich.",
    Answer.LATER: "Sie möchten später antworten.",
}

REACHED = {
    VolunteerState.CONFIRMED: "Anmeldung bestätigt",
    VolunteerState.IN_CLEARANCE: "In Abklärung",
    VolunteerState.READY: "Abklärung abgeschlossen, einsatzbereit",
}
DONE = {
    "sign_up": "Angemeldet",
    "talk": "Erstgespräch geführt",
    "reject": "Abgelehnt",
    "block": "Gesperrt",
    "unblock": "Sperre aufgehoben",
    "pause": "Pause begonnen",
    "resume": "Pause beendet",
    "leave": "Abgemeldet",
    "readmit": "Wieder aufgenommen",
    "change_offer": "Angebot geändert",
    "change_details": "Angaben geändert",
    "set_clearances": "Abklärung nachgeführt",
    "take_hours_back": "Stunden gelöscht",
}


def timing(need: KnownNeed) -> str:
    """When a need is: «Mittwoch, 25. November 2026, 14.30 Uhr» or «jede Woche: Di Abend»."""
    when = {
        Timing.ONCE: f"{formats.long_date(need.once_at)}, {formats.time(need.once_at)}" if need.once_at else "einmal",
        Timing.WEEKLY: f"jede Woche: {formats.slots(need.slots)}" if need.slots else "jede Woche",
        Timing.FLEXIBLE: "Zeit nach Absprache",
    }[need.timing]
    length = f"etwa {formats.duration(need.minutes)}" if need.minutes else ""
    return ", ".join(filter(None, [when, length, _bounds(need)]))


def match_facts(placed: Placed, region: Region, *, whole_address: bool) -> list[str]:
    """Where and when a match is, as short facts: the municipality until it is agreed, then the address."""
    need, site = placed.need, placed.site
    if need is None:
        return ["Einzelheiten folgen"]
    address = f"{site.name}, {site.street}, {site.postcode} {site.town}" if site else ""
    return [address if whole_address and site else region.municipality_name(need.bfs_nr), timing(need)]


def what(need: KnownNeed | None, region: Region) -> str:
    """What a need is about."""
    return region.category_label(need.category) if need else "Einsatz"


def entry(logged: HoursEntry, need: KnownNeed | None, region: Region) -> str:
    """Deutsch sprechen und üben – im Café (von der Fachstelle erfasst)"""
    note = f" – {logged.note}" if logged.note else ""
    return f"{what(need, region)}{note}{' (von der Fachstelle erfasst)' if logged.entered_by else ''}"


def languages(volunteer: Volunteer) -> str:
    """Deutsch (Muttersprache), Tigrinya (im Alltag)"""
    spoken = volunteer.offer.languages.items()
    return ", ".join(f"{words.LANGUAGES.get(code, code)} ({words.LEVELS[Level(level)]})" for code, level in spoken)


def language_names(volunteer: Volunteer) -> str:
    """Deutsch, Tigrinya"""
    return ", ".join(words.LANGUAGES.get(code, code) for code in volunteer.offer.languages)


def some_categories(volunteer: Volunteer, region: Region) -> str:
    """The first of the categories somebody offers, and how many more there are."""
    codes = volunteer.offer.categories
    more = [f"+{len(codes) - MANY}"] if len(codes) > MANY else []
    return ", ".join([*(region.category_label(code) for code in codes[:MANY]), *more])


def demanded(clearance: Clearance, region: Region) -> str | None:
    """Of whom the region's rules ask a clearance."""
    demands = region.rules.clearances
    whom = {"für alle": demands.everyone, "mit Minderjährigen": demands.minors, "allein mit jemandem": demands.alone}
    return ", ".join(text for text, codes in whom.items() if clearance.code in codes) or None


def renewals(region: Region) -> str:
    """How long what runs out holds: « (Sonderprivatauszug 36 Monate)»."""
    told = [f"{one.label} {one.renewal_months} Monate" for one in region.clearances if one.renewal_months]
    return f" ({', '.join(told)})" if told else ""


def offer_items(volunteer: Volunteer, region: Region) -> list[dict[str, str]]:
    """An offer as terms and texts."""
    offer = volunteer.offer
    way = f"bis {offer.travel_km} km, {words.MOBILITY[offer.mobility]}"
    hours = f"{formats.plural(offer.hours_per_week, 'Stunde', 'Stunden')} in der Woche" if offer.hours_per_week else ""
    start = f"ab {formats.date(offer.available_from)}" if offer.available_from else ""
    times = formats.slots(offer.slots) or "flexibel"
    return [
        {"term": "Hilft gern bei", "text": ", ".join(region.category_label(code) for code in offer.categories)},
        {"term": "Sprachen", "text": languages(volunteer)},
        {"term": "Weg", "text": way},
        {"term": "Zeit", "text": "; ".join(filter(None, [times, start, hours]))},
    ]


def details_items(volunteer: Volunteer, region: Region) -> list[dict[str, str]]:
    """Who somebody is, as terms and texts."""
    gender = words.GENDER[volunteer.gender] if volunteer.gender else "keine Angabe"
    return [
        {"term": "Name", "text": volunteer.name},
        {"term": "E-Mail", "text": volunteer.email},
        {"term": "Telefon", "text": formats.phone(volunteer.phone)},
        {"term": "Adresse", "text": ", ".join(filter(None, [volunteer.street, volunteer.postcode]))},
        {"term": "Gemeinde", "text": region.municipality_name(volunteer.bfs_nr)},
        {"term": "Geschlecht", "text": gender},
    ]


def clearance_sentence(seen: SeenClearance) -> str:
    """gesehen am 21.11.2026, gültig bis 21.11.2029"""
    text = f"gesehen am {formats.date(seen.seen_on)}"
    if seen.valid_until is None:
        return text
    over = seen.valid_until < clock.today()
    return f"{text}, {'abgelaufen am' if over else 'gültig bis'} {formats.date(seen.valid_until)}"


def missing_clearances(volunteer: Volunteer, region: Region) -> list[str]:
    """What is asked of everyone and was not seen, or holds no more."""
    today = clock.today()
    valid = {seen.kind for seen in volunteer.clearances if seen.valid_until is None or seen.valid_until >= today}
    return [str(region.clearance(code).label) for code in region.rules.clearances.everyone if code not in valid]


def timeline(history: Sequence[tuple[Move, str | None]]) -> list[dict[str, Any]]:
    """The history as the page shows it."""
    return [{"when": move.at, "who": _actor(move, name), "what": _doing(move)} for move, name in history]


def category_options(region: Region) -> Options:
    """The region's categories to choose from, each with what it means."""
    return [(category.code, str(category.label), str(category.help or "")) for category in region.categories]


def level_options(form: Form, row: str) -> Options:
    """The levels in words; one that only programs give is offered where it stands already."""
    typed = form.value(f"{row}.level")
    return [(str(level), text) for level, text in words.LEVELS.items() if level in words.ASKED_LEVELS or level == typed]


def language_rows(form: Form) -> Sequence[str]:
    """The rows to show: one empty one after the last that is filled, at least four."""
    filled = [place for place, row in enumerate(SPEAKS, 1) if form.value(f"{row}.code") or form.value(f"{row}.level")]
    return SPEAKS[: max(4, max(filled, default=0) + 1)]


def travel_options(form: Form, region: Region) -> Options:
    """The distances to choose from, with what stands there already."""
    choices = set(region.rules.travel_km_choices)
    if form.value("travel_km").isdecimal():
        choices.add(int(form.value("travel_km")))
    return [(km, f"bis {km} km") for km in sorted(choices)]


def _bounds(need: KnownNeed) -> str:
    first = f"ab {formats.date(need.first)}" if need.first else ""
    last = f"bis {formats.date(need.last)}" if need.last else ""
    return f"{first} {last}".strip()


def _doing(move: Move) -> str:
    text = DONE.get(move.click) or REACHED[move.to_state]
    return f"{text}: {move.reason}" if move.reason else text


def _actor(move: Move, name: str | None) -> str:
    if move.by is None:
        return "automatisch"
    if move.by == move.volunteer_id:
        return "selbst"
    return f"telefonisch, erfasst durch {name or 'die Fachstelle'}" if move.on_behalf else name or "Fachstelle"
