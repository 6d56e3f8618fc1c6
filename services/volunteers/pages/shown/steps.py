"""The pipeline in words: its stages, and what is to be done next with somebody, as one table."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.volunteers.models import (
    BLOCKED,
    CONFIRMED,
    IN_CLEARANCE,
    LEFT,
    PAUSED,
    READY,
    REGISTERED,
    REJECTED,
    Volunteer,
)
from services.volunteers.pages.shown.people import missing_clearances
from shared import clock
from shared.contracts.matching import MatchState
from shared.i18n import LazyString, _, lazy, ngettext
from shared.links import link
from shared.region import Region
from shared.web import formats

CALL_AFTER = timedelta(days=2)
"""Who has not confirmed by then is called."""

STAGES = {
    REGISTERED: lazy("Nicht bestätigt"),
    CONFIRMED: lazy("Erstgespräch"),
    IN_CLEARANCE: lazy("Abklärung"),
    READY: lazy("Einsatzbereit"),
    PAUSED: lazy("In der Pause"),
    LEFT: lazy("Ausgetreten"),
    REJECTED: lazy("Abgelehnt"),
    BLOCKED: lazy("Gesperrt"),
}
PIPELINE = (REGISTERED, CONFIRMED, IN_CLEARANCE, READY)
"""The way from the sign-up to the first assignment."""
AFTERWARDS = (PAUSED, LEFT, REJECTED, BLOCKED)


@dataclass(frozen=True)
class Step:
    """What is to be done next with somebody, or how things stand where it is nobody's turn."""

    text: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Button:
    """A click as it is offered on the page; what needs a reason or cannot be undone is asked about first."""

    click: str
    label: LazyString
    text: LazyString | str = ""
    asks: bool = True


NEXT_BUTTONS = (
    Button("confirm", lazy("Am Telefon bestätigt"), lazy("Die E-Mail ist noch nicht bestätigt."), asks=False),
    Button("talk", lazy("Erstgespräch geführt"), lazy("Als Nächstes: das Erstgespräch."), asks=False),
    Button("resume", lazy("Pause beenden"), lazy("In der Pause wird die Person nicht angefragt."), asks=False),
    Button("unblock", lazy("Sperre aufheben"), lazy("Die Person ist gesperrt und wird nicht vermittelt.")),
    Button("readmit", lazy("Wieder aufnehmen"), lazy("Die Person macht zurzeit nicht mit.")),
)
"""What leads on; of those that are possible the first is the one."""
OTHER_BUTTONS = (
    Button("pause", lazy("Pause eintragen")),
    Button("reject", lazy("Ablehnen")),
    Button("leave", lazy("Austritt eintragen")),
    Button("block", lazy("Sperren")),
)


def next_button(clicks: Collection[str]) -> Button | None:
    """What leads on from here, if it is a click."""
    return next((button for button in NEXT_BUTTONS if button.click in clicks), None)


def other_buttons(clicks: Collection[str]) -> list[Button]:
    """What else is possible."""
    return [button for button in OTHER_BUTTONS if button.click in clicks]


@dataclass(frozen=True)
class Way:
    """Where to go on."""

    label: str
    href: str


@dataclass(frozen=True)
class Head:
    """What stands on top of somebody's page: how things stand, and what to press or where to go."""

    told: str = ""
    button: Button | None = None
    way: Way | None = None


def head(volunteer: Volunteer, clicks: Collection[str]) -> Head:
    """The next click where there is one; else what has to be worked on, or looked for."""
    if button := next_button(clicks):
        return Head(" ".join([str(button.text), *_since(volunteer)]), button)
    if "clear" in clicks:
        return Head(_("Als Nächstes: die Abklärung abschliessen."), way=Way(_("Zur Abklärung"), "#clearance"))
    if volunteer.state is READY and volunteer.ready_since:
        since = _("Einsatzbereit seit %(day)s.", day=formats.date(volunteer.ready_since))
        return Head(since, way=Way(_("Zu den offenen Anfragen"), link("matching", "desk")))
    return Head()


def _since(volunteer: Volunteer) -> Iterator[str]:
    if volunteer.state is REGISTERED:
        yield _("Angemeldet %(when)s.", when=formats.relative(volunteer.registered_at))
    if volunteer.paused_until:
        yield _("Die Pause dauert bis %(day)s.", day=formats.date(volunteer.paused_until))


Counts = Mapping[MatchState, int]
"""How many matches somebody has in each state that still lives."""


def next_step(volunteer: Volunteer, region: Region, counts: Counts) -> Step:
    """The one thing that is next."""
    if volunteer.asked_again_at:
        return Step(_("Möchte wieder mithelfen"), "warn")
    return NEXT[volunteer.state](volunteer, region, counts)


def _unconfirmed(volunteer: Volunteer, _region: Region, _counts: Counts) -> Step:
    if clock.now() - volunteer.registered_at < CALL_AFTER:
        return Step(_("Bestätigung abwarten"))
    return Step(_("Nicht bestätigt – anrufen?"), "warn")


def _talk(_volunteer: Volunteer, _region: Region, _counts: Counts) -> Step:
    return Step(_("Erstgespräch führen"), "info")


def _clearance(volunteer: Volunteer, region: Region, _counts: Counts) -> Step:
    if missing := missing_clearances(volunteer, region):
        return Step(_("Es fehlt: %(what)s", what=", ".join(missing)), "info")
    seen = len(volunteer.clearances)
    return Step(_("Abklärung: %(seen)s von %(all)s gesehen", seen=seen, all=len(region.clearances)), "info")


def _ready(volunteer: Volunteer, region: Region, counts: Counts) -> Step:
    if missing := missing_clearances(volunteer, region):
        return Step(_("Fehlt oder ist abgelaufen: %(what)s", what=", ".join(missing)), "warn")
    asked = counts.get(MatchState.PROPOSED, 0)
    held = sum(counts.values()) - asked
    if held:
        return Step(ngettext("%(num)s Einsatz", "%(num)s Einsätze", held))
    return Step(_("Angefragt") if asked else _("Ohne Einsatz"), "neutral" if asked else "info")


def _paused(volunteer: Volunteer, _region: Region, _counts: Counts) -> Step:
    until = volunteer.paused_until
    return Step(_("Pause bis %(day)s", day=formats.date(until)) if until else _("Pause ohne Ende"))


def _nothing(_volunteer: Volunteer, _region: Region, _counts: Counts) -> Step:
    return Step("")


NEXT: dict[str, Callable[[Volunteer, Region, Counts], Step]] = {
    REGISTERED: _unconfirmed,
    CONFIRMED: _talk,
    IN_CLEARANCE: _clearance,
    READY: _ready,
    PAUSED: _paused,
    LEFT: _nothing,
    REJECTED: _nothing,
    BLOCKED: _nothing,
}
