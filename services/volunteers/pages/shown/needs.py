"""A need and a match in words: what it is about, when and where."""

from services.volunteers.models import HoursEntry, KnownNeed
from services.volunteers.queries import Placed
from shared.contracts.matching import Answer, MatchState
from shared.contracts.words import Timing
from shared.i18n import _, lazy
from shared.region import Region
from shared.web import formats
from shared.words import between, listed

MATCH_STATES = {
    MatchState.ACCEPTED: lazy("zugesagt, Einzelheiten folgen"),
    MatchState.TRIAL: lazy("Schnuppern"),
    MatchState.AGREED: lazy("vereinbart"),
    MatchState.ACTIVE: lazy("läuft"),
    MatchState.PAUSED: lazy("macht Pause"),
    MatchState.CLOSED: lazy("abgeschlossen"),
    MatchState.WITHDRAWN: lazy("beendet"),
    MatchState.FAILED: lazy("abgebrochen"),
}

ANSWERS = {
    Answer.YES: lazy("Sie haben Ja gesagt. Die Fachstelle entscheidet und meldet sich."),
    Answer.LATER: lazy("Sie möchten später antworten."),
}


def timing(need: KnownNeed) -> str:
    """When a need is: «Mittwoch, 25. November 2026, 14.30 Uhr» or «jede Woche: Di Abend»."""
    length = _("etwa %(duration)s", duration=formats.duration(need.minutes)) if need.minutes else ""
    return listed(WHENS[need.timing](need), length, between(need.first, need.last))


def match_facts(placed: Placed, region: Region, *, whole_address: bool) -> list[str]:
    """Where and when a match is, as short facts: the municipality until the volunteer goes there, then the address."""
    need, site = placed.need, placed.site
    if need is None:
        return [_("Einzelheiten folgen")]
    address = f"{site.name}, {site.street}, {site.postcode} {site.town}" if site else ""
    return [address if whole_address and site else region.municipality_name(need.bfs_nr), timing(need)]


def what(need: KnownNeed | None, region: Region) -> str:
    """What a need is about."""
    return region.category_label(need.category) if need else _("Einsatz")


def entry(logged: HoursEntry, need: KnownNeed | None, region: Region) -> str:
    """Deutsch sprechen und üben – im Café (von der Fachstelle erfasst)"""
    note = f" – {logged.note}" if logged.note else ""
    told = f"{what(need, region)}{note}"
    return _("%(entry)s (von der Fachstelle erfasst)", entry=told) if logged.entered_by else told


def _once(need: KnownNeed) -> str:
    return f"{formats.long_date(need.once_at)}, {formats.time(need.once_at)}" if need.once_at else _("einmal")


def _weekly(need: KnownNeed) -> str:
    return _("jede Woche: %(slots)s", slots=formats.slots(need.slots)) if need.slots else _("jede Woche")


WHENS = {Timing.ONCE: _once, Timing.WEEKLY: _weekly, Timing.FLEXIBLE: lambda _need: _("Zeit nach Absprache")}
