"""An assignment as an appointment in a calendar: one that comes by mail, or in a feed that a calendar program reads.

RFC 5545 says what the lines mean, RFC 5546 (iTIP) how an invitation is changed and taken back: same UID, higher
SEQUENCE. An assignment is one appointment with one UID for as long as it lives, whatever happens to its time; its
SEQUENCE is the moment of the change, in seconds, so that the newer wins in whatever order mails arrive. Nothing of
whom it is for stands in a calendar: calendars are shared with families and employers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from icalendar import Calendar, Event, Timezone, vCalAddress

from services.notifications import wording
from shared import clock
from shared.contracts.words import Timing
from shared.i18n import _
from shared.links import link
from shared.office import Office
from shared.web import formats

TIMES = ("timing", "once_at", "slots", "first", "last", "minutes")
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
PRODUCT = "-//Regionale Integrationsfachstelle//rif//DE"
SEQUENCE_BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
READ_AGAIN = timedelta(hours=6)

HOURS = {
    "morning": (time(9), time(11, 30)),
    "afternoon": (time(14), time(16, 30)),
    "evening": (time(18), time(20)),
}
"""Where a part of a day is put in a calendar. A need says «Tuesday evening», and the hour is made out between site and
volunteer; so the appointment lies where it is likely, says so, and does not block the time (TRANSP). Of an all-day
entry nobody would see that the evening is meant; it is used only where the parts differ from day to day."""

ZURICH = Timezone.from_ical("""BEGIN:VTIMEZONE
TZID:Europe/Zurich
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""")


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One assignment of one volunteer. `facts` as in a letter; `address` is the site's, empty where it is not known."""

    match_id: UUID
    facts: Mapping[str, Any]
    address: str
    agreed_at: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Moments:
    """When an appointment is: from `start` on, so long, perhaps again and again. Days where no hour is known."""

    start: date
    length: timedelta | None
    rule: dict[str, Any] | None = None


def moments(facts: Mapping[str, Any], agreed_at: datetime) -> Moments | None:
    """When something is; None where no calendar could show it, as what is still to be arranged."""
    if facts["once_at"]:
        length = timedelta(minutes=facts["minutes"]) if facts["minutes"] else None
        return Moments(start=clock.local(facts["once_at"]), length=length)
    if facts["timing"] is Timing.WEEKLY and facts["slots"]:
        return _every_week(facts, clock.local(agreed_at).date())
    return None


def lies_ahead(facts: Mapping[str, Any]) -> bool:
    """Whether something of it still is to come in a calendar."""
    if facts["once_at"]:
        return bool(facts["once_at"] > clock.now())
    ends = facts["last"]
    return facts["timing"] is Timing.WEEKLY and bool(facts["slots"]) and (ends is None or ends >= clock.today())


def invitation(office: Office, method: str, appointment: Appointment, attendee: tuple[str, str]) -> str:
    """The calendar file of a mail to somebody (address and name): comes, is changed, or is taken back."""
    shown = _event(office, appointment)
    shown.add("attendee", _person(*attendee, partstat="ACCEPTED", rsvp="FALSE"))
    shown.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    return _calendar(method, [shown]).to_ical().decode()


def feed(office: Office, appointments: Iterable[Appointment]) -> bytes:
    """All appointments of somebody, for a calendar program that comes again and again."""
    dated = (one for one in appointments if moments(one.facts, one.agreed_at))
    calendar = _calendar(PUBLISH, [_event(office, one) for one in dated])
    calendar.add("x-wr-calname", _("Einsätze %(office)s", office=office.region.office.short_name))
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    return bytes(calendar.to_ical())


def _every_week(facts: Mapping[str, Any], agreed_on: date) -> Moments | None:
    days, parts = zip(*(slot.split("_") for slot in facts["slots"]), strict=True)
    wanted = {formats.DAYS.index(day) for day in days}
    begins = max(facts["first"] or agreed_on, agreed_on)
    week = (begins + timedelta(days=offset) for offset in range(7))
    start = next(day for day in week if day.weekday() in wanted)
    if facts["last"] and start > facts["last"]:
        return None
    rule: dict[str, Any] = {"freq": "weekly", "byday": [formats.DAYS[day][:2].upper() for day in sorted(wanted)]}
    return _in_one_part(facts, start, rule, parts[0]) if len(set(parts)) == 1 else _all_day(facts, start, rule)


def _in_one_part(facts: Mapping[str, Any], day: date, rule: dict[str, Any], part: str) -> Moments:
    begins, ends = (datetime.combine(day, hour, clock.ZONE) for hour in HOURS[part])
    length = timedelta(minutes=facts["minutes"]) if facts["minutes"] else ends - begins
    until = {"until": clock.end_of(facts["last"]) - timedelta(seconds=1)} if facts["last"] else {}
    return Moments(start=begins, length=length, rule=rule | until)


def _all_day(facts: Mapping[str, Any], day: date, rule: dict[str, Any]) -> Moments:
    until = {"until": facts["last"]} if facts["last"] else {}
    return Moments(start=day, length=timedelta(days=1), rule=rule | until)


def _event(office: Office, appointment: Appointment) -> Event:
    region, facts = office.region, appointment.facts
    made = Event()
    made.add("uid", str(appointment.match_id))
    made.add("sequence", max(0, int((appointment.changed_at - SEQUENCE_BEGINS).total_seconds())))
    made.add("dtstamp", appointment.changed_at)
    made.add("summary", wording.what(region, facts) or _("Einsatz"))
    made.add("location", appointment.address or wording.where(region, facts))
    made.add("description", _description(facts))
    made.add("url", office.settings.absolute(link("volunteers", "me")))
    made.add("class", "PRIVATE")
    made.add("organizer", _person(region.office.email, region.office.name))
    _add_moments(made, moments(facts, appointment.agreed_at))
    return made


def _add_moments(made: Event, when: Moments | None) -> None:
    """Without moments it is an appointment that is taken back, known by its UID."""
    if when is None:
        return
    made.add("dtstart", when.start)
    if when.length:
        made.add("duration", when.length)
    if when.rule:
        made.add("rrule", when.rule)
    made.add("transp", "TRANSPARENT" if when.rule else "OPAQUE")


def _description(facts: Mapping[str, Any]) -> str:
    said = [wording.when(facts)]
    if facts["timing"] is Timing.WEEKLY:
        said.append(_("Die genaue Zeit machen Sie miteinander ab."))
    said.append(_("Adresse und Kontakt finden Sie auf Ihrer Seite."))
    return "\n".join(said)


def _person(email: str, name: str, **parameters: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{email}")
    person.params["CN"] = name.replace('"', "")
    for parameter, value in parameters.items():
        person.params[parameter.upper()] = value
    return person


def _calendar(method: str, events: Iterable[Event]) -> Calendar:
    made = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method)):
        made.add(name, value)
    made.add_component(ZURICH)
    for event in events:
        made.add_component(event)
    return made
