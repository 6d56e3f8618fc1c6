"""A volunteer in words: who she is, what she offers, what was seen of her and what is missing."""

from services.volunteers import words
from services.volunteers.models import Volunteer
from shared import clock
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Level
from shared.i18n import _, lazy, ngettext
from shared.region import Clearance, Region
from shared.web import formats

MANY = 2
"""So many categories are told in a table."""

TONES = {
    VolunteerState.REGISTERED: "neutral",
    VolunteerState.CONFIRMED: "info",
    VolunteerState.IN_CLEARANCE: "info",
    VolunteerState.READY: "good",
    VolunteerState.PAUSED: "warn",
    VolunteerState.BLOCKED: "bad",
}

TO_HERSELF = {
    VolunteerState.REGISTERED: lazy(
        "Bitte bestätigen Sie noch Ihre E-Mail-Adresse. Der Link steht in unserer Nachricht."
    ),
    VolunteerState.CONFIRMED: lazy("Danke für Ihre Anmeldung. Wir rufen Sie bald für ein erstes Gespräch an."),
    VolunteerState.IN_CLEARANCE: lazy(
        "Wir haben uns kennengelernt. Es fehlen noch ein paar Abklärungen, dann geht es los."
    ),
    VolunteerState.READY: lazy("Sie sind einsatzbereit. Passt ein Einsatz, fragen wir Sie an. Sie entscheiden selbst."),
    VolunteerState.PAUSED: lazy("Sie machen Pause. So lange fragen wir Sie nicht an."),
    VolunteerState.LEFT: lazy("Sie machen zurzeit nicht mehr mit. Möchten Sie wieder mithelfen? Rufen Sie uns an."),
    VolunteerState.REJECTED: lazy("Ihre Anmeldung ist abgeschlossen. Haben Sie Fragen? Rufen Sie uns an."),
    VolunteerState.BLOCKED: lazy("Im Moment vermitteln wir Ihnen keine Einsätze. Haben Sie Fragen? Rufen Sie uns an."),
}


def languages(volunteer: Volunteer) -> str:
    """Deutsch (Muttersprache), Tigrinya (im Alltag)"""
    spoken = volunteer.offer.languages.items()
    return ", ".join(f"{words.LANGUAGES.get(code, code)} ({words.LEVELS[Level(level)]})" for code, level in spoken)


def language_names(volunteer: Volunteer) -> str:
    """Deutsch, Tigrinya"""
    return ", ".join(str(words.LANGUAGES.get(code, code)) for code in volunteer.offer.languages)


def some_categories(volunteer: Volunteer, region: Region) -> str:
    """The first of the categories somebody offers, and how many more there are."""
    codes = volunteer.offer.categories
    more = [f"+{len(codes) - MANY}"] if len(codes) > MANY else []
    return ", ".join([*(region.category_label(code) for code in codes[:MANY]), *more])


def demanded(clearance: Clearance, region: Region) -> str | None:
    """Of whom the region's rules ask a clearance."""
    demands = region.rules.clearances
    whom = [
        (_("für alle"), demands.everyone),
        (_("mit Minderjährigen"), demands.minors),
        (_("allein mit jemandem"), demands.alone),
    ]
    return ", ".join(text for text, codes in whom if clearance.code in codes) or None


def renewals(region: Region) -> str:
    """How long what runs out holds: «Sonderprivatauszug 36 Monate»; empty where nothing does."""
    return ", ".join(
        _("%(clearance)s %(months)s Monate", clearance=str(one.label), months=one.renewal_months)
        for one in region.clearances
        if one.renewal_months
    )


def offer_items(volunteer: Volunteer, region: Region) -> list[dict[str, str]]:
    """An offer as terms and texts."""
    offer = volunteer.offer
    count = offer.hours_per_week
    hours = ngettext("%(num)s Stunde in der Woche", "%(num)s Stunden in der Woche", count) if count else ""
    start = _("ab %(day)s", day=formats.date(offer.available_from)) if offer.available_from else ""
    times = formats.slots(offer.slots) or _("flexibel")
    way = _("bis %(km)s km, %(how)s", km=offer.travel_km, how=str(words.MOBILITY[offer.mobility]))
    return [
        {"term": _("Hilft gern bei"), "text": ", ".join(region.category_label(code) for code in offer.categories)},
        {"term": _("Sprachen"), "text": languages(volunteer)},
        {"term": _("Weg"), "text": way},
        {"term": _("Zeit"), "text": "; ".join(filter(None, [times, start, hours]))},
    ]


def details_items(volunteer: Volunteer, region: Region) -> list[dict[str, str]]:
    """Who somebody is, as terms and texts."""
    gender = str(words.GENDER[volunteer.gender]) if volunteer.gender else _("keine Angabe")
    return [
        {"term": _("Name"), "text": volunteer.name},
        {"term": _("E-Mail"), "text": volunteer.email},
        {"term": _("Telefon"), "text": formats.phone(volunteer.phone)},
        {"term": _("Adresse"), "text": ", ".join(filter(None, [volunteer.street, volunteer.postcode]))},
        {"term": _("Gemeinde"), "text": region.municipality_name(volunteer.bfs_nr)},
        {"term": _("Geschlecht"), "text": gender},
    ]


def unfinished(volunteer: Volunteer, region: Region) -> list[str]:
    """What speaks against finishing a clearance: the first talk was not held, or nothing was seen; empty if nothing."""
    missing = [_("Das Erstgespräch ist noch nicht notiert.")] if volunteer.state == VolunteerState.CONFIRMED else []
    if not volunteer.clearances:
        missing.append(_("Es ist noch kein Dokument als gesehen eingetragen."))
    if missing and (asked := missing_clearances(volunteer, region)):
        missing.append(_("Von allen verlangt und nicht gesehen: %(what)s.", what=", ".join(asked)))
    return missing


def lapsed(volunteer: Volunteer, region: Region) -> str:
    """What is missing of somebody who takes part; before, the clearance is not over."""
    takes_part = volunteer.state in (VolunteerState.READY, VolunteerState.PAUSED)
    return ", ".join(missing_clearances(volunteer, region)) if takes_part else ""


def missing_clearances(volunteer: Volunteer, region: Region) -> list[str]:
    """What is asked of everyone and was not seen, or holds no more."""
    today = clock.today()
    valid = {seen.kind for seen in volunteer.clearances if seen.valid_until is None or seen.valid_until >= today}
    return [str(region.clearance(code).label) for code in region.rules.clearances.everyone if code not in valid]
