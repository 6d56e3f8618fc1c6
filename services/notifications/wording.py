"""What a need is, in the words of a mail: what, where and when."""

from datetime import datetime, timedelta
from typing import Any

from shared import words
from shared.region import Region
from shared.web import formats


def what(region: Region, data: dict[str, Any]) -> str:
    """Begleitung zu Behörden, Arzt oder Schule"""
    return region.category_label(data["category"]) if data["category"] else ""


def where(region: Region, data: dict[str, Any]) -> str:
    """Bremgarten (AG)"""
    if data["municipality"]:
        return str(data["municipality"])
    return region.municipality_name(data["bfs_nr"]) if data["bfs_nr"] else ""


def when(data: dict[str, Any]) -> str:
    """jede Woche: Di Abend, ab 01.12.2026, etwa 1 h 30; empty where nothing is known of it."""
    moment = words.when(data["timing"], data["once_at"], data["slots"] or [])
    length = f"etwa {formats.duration(data['minutes'])}" if data["minutes"] else ""
    return words.listed(moment, words.between(data["first"], data["last"]) if moment else "", length if moment else "")


def need(region: Region, data: dict[str, Any]) -> str:
    """die Anfrage «Spielnachmittag» in Bremgarten (AG): a need as it stands within a sentence."""
    label, place = what(region, data), where(region, data)
    return "die Anfrage" + (f" «{label}»" if label else "") + (f" in {place}" if place else "")


def deadline(moment: datetime | None) -> str:
    """Freitag, 27. November 2026, 18.00 Uhr"""
    return f"{formats.long_date(moment)}, {formats.time(moment)}" if moment else ""


def span(lasts: timedelta) -> str:
    """60 Minuten, 14 Tage"""
    return f"{lasts.days} Tage" if lasts.days else f"{int(lasts.total_seconds() // 60)} Minuten"
