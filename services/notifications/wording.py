"""What a need is, in the words of a mail or a calendar: what, where and when, in the reader's language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from shared import words
from shared.i18n import _, ngettext
from shared.region import Region
from shared.web import formats

Facts = Mapping[str, Any]
"""What is known of a need, by the names of `letters.FIELDS`; what is not known is None."""


def what(region: Region, facts: Facts) -> str:
    """Begleitung zu Behörden, Arzt oder Schule"""
    return region.category_label(facts["category"]) if facts["category"] else ""


def where(region: Region, facts: Facts) -> str:
    """Bremgarten (AG)"""
    if facts.get("municipality"):
        return str(facts["municipality"])
    return region.municipality_name(facts["bfs_nr"]) if facts["bfs_nr"] else ""


def when(facts: Facts) -> str:
    """jede Woche: Di Abend, ab 01.12.2026, etwa 1 h 30; empty where nothing is known of it."""
    moment = words.when(facts["timing"], facts["once_at"], facts["slots"] or [])
    if not moment:
        return ""
    length = _("etwa %(length)s", length=formats.duration(facts["minutes"])) if facts["minutes"] else ""
    return words.listed(moment, words.between(facts["first"], facts["last"]), length)


def about(region: Region, facts: Facts) -> str:
    """Spielnachmittag in Bremgarten (AG): a need as a heading has it."""
    label, place = what(region, facts), where(region, facts)
    return _("%(what)s in %(where)s", what=label, where=place) if label and place else label or place


def deadline(moment: datetime | None) -> str:
    """Freitag, 27. November 2026, 18.00 Uhr"""
    if moment is None:
        return ""
    return _("%(day)s, %(time)s", day=formats.long_date(moment), time=formats.time(moment))


def span(lasts: timedelta) -> str:
    """60 Minuten, 14 Tage"""
    if lasts.days:
        return ngettext("%(num)s Tag", "%(num)s Tage", lasts.days)
    return ngettext("%(num)s Minute", "%(num)s Minuten", int(lasts.total_seconds() // 60))
