"""Calendar files in mails: an assignment comes into the volunteer's calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.accommodation import NeedChanged, SiteChanged
from shared.contracts.matching import MatchChanged
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.ids import new_id
from shared.testing import World
from tests.notifications.calendars import ZURICH, begins, only_event, read
from tests.notifications.mail_server import MailServer

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]
ON_FRIDAY = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)


def test_a_date_that_was_agreed_comes_as_an_invitation(
    world: World,
    anna: RecipientChanged,
    match: MatchChanged,
    need: NeedChanged,
    site: SiteChanged,
    agreed_letter: Write,
    messages: Messages,
) -> None:
    world.tell(anna, site, need, match, agreed_letter(once_at=ON_FRIDAY.isoformat(), minutes=90))

    [message] = messages()

    event = only_event(message["invitation"])
    assert read(message["invitation"])["method"] == "REQUEST"
    assert begins(event) == "2026-11-27 14:30"
    assert (event["duration"].dt, event["transp"], event["status"]) == (timedelta(minutes=90), "OPAQUE", "CONFIRMED")
    assert (event["uid"], event["summary"]) == (str(match.match_id), "Spielnachmittag")
    assert event["location"] == "Haus Sonne, Sonnenweg 3, 5620 Bremgarten"
    assert (event["organizer"], event["attendee"]) == (
        "mailto:info@rif-musterregion.example.org",
        "mailto:anna.muster@example.org",
    )
    assert "Der Termin liegt bei" in message["text"]


def test_who_we_do_not_know_the_site_of_yet_sees_the_municipality(
    world: World, anna: RecipientChanged, agreed_letter: Write, messages: Messages
) -> None:
    world.tell(anna, agreed_letter(once_at=ON_FRIDAY.isoformat()))

    assert only_event(messages()[0]["invitation"])["location"] == "Bremgarten (AG)"


@pytest.mark.parametrize(
    ("facts", "start", "length", "rule"),
    [
        (
            {"slots": ["tue_evening", "thu_evening"], "first": "2026-12-01", "last": "2027-02-28"},
            "2026-12-01 18:00",
            timedelta(hours=2),
            {"FREQ": ["WEEKLY"], "BYDAY": ["TU", "TH"], "UNTIL": [datetime(2027, 2, 28, 22, 59, 59, tzinfo=UTC)]},
        ),
        (
            {"slots": ["sat_morning"], "first": "2026-01-05", "minutes": 60},  # long begun: from now on
            "2026-11-28 09:00",
            timedelta(hours=1),
            {"FREQ": ["WEEKLY"], "BYDAY": ["SA"]},
        ),
        (
            {"slots": ["mon_morning", "wed_evening"], "last": "2026-12-31"},
            "2026-11-23",
            timedelta(days=1),
            {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "WE"], "UNTIL": [date(2026, 12, 31)]},
        ),
    ],
)
def test_what_is_every_week_repeats_and_does_not_block_an_hour_nobody_has_agreed_on(
    world: World,
    anna: RecipientChanged,
    agreed_letter: Write,
    messages: Messages,
    facts: dict[str, Any],
    start: str,
    length: timedelta,
    rule: dict[str, Any],
) -> None:
    world.tell(anna, agreed_letter(timing="weekly", **facts))

    event = only_event(messages()[0]["invitation"])
    assert (begins(event), event["duration"].dt) == (start, length)
    assert dict(event["rrule"]) == rule
    assert event["transp"] == "TRANSPARENT"
    assert "Die genaue Zeit machen Sie miteinander ab." in event["description"]


@pytest.mark.parametrize(
    "facts",
    [
        {"timing": "flexible"},
        {"timing": "once"},
        {"timing": "weekly", "slots": []},
        {"timing": "weekly", "slots": ["tue_evening"], "first": "2026-12-02", "last": "2026-12-07"},
    ],
)
def test_without_a_day_there_is_nothing_for_a_calendar(
    world: World, anna: RecipientChanged, agreed_letter: Write, messages: Messages, facts: dict[str, Any]
) -> None:
    world.tell(anna, agreed_letter(**facts))

    [message] = messages()
    assert (message["state"], message["invitation"]) == ("sent", None)
    assert "Der Termin liegt bei" not in message["text"]


def test_summer_time_is_right_in_the_file_itself(
    world: World, anna: RecipientChanged, agreed_letter: Write, messages: Messages
) -> None:
    world.tell(anna, agreed_letter(timing="weekly", slots=["tue_evening"]))

    [zone] = read(messages()[0]["invitation"]).timezones
    for moment in ("2027-01-05T18:00", "2027-07-06T18:00", "2027-03-28T03:00", "2027-10-31T04:00"):
        day = datetime.fromisoformat(moment)
        assert zone.to_tz(lookup_tzid=False).utcoffset(day) == day.replace(tzinfo=ZURICH).utcoffset()


def test_another_persons_assignment_puts_no_address_into_a_mail(
    world: World,
    anna: RecipientChanged,
    match: MatchChanged,
    need: NeedChanged,
    site: SiteChanged,
    agreed_letter: Write,
    messages: Messages,
) -> None:
    world.tell(anna, need, site, replace(match, volunteer_id=new_id()), agreed_letter(once_at=ON_FRIDAY.isoformat()))

    assert only_event(messages()[0]["invitation"])["location"] == "Bremgarten (AG)"


def test_a_mail_program_finds_the_invitation_in_the_mail_and_beside_it(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, agreed_letter: Write
) -> None:
    office_with_smtp.tell(anna, agreed_letter(once_at=ON_FRIDAY.isoformat()))

    [mail] = mail_server.mails
    [inside] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    [beside] = list(mail.iter_attachments())
    assert inside.get_param("method") == "REQUEST"
    assert beside.get_filename() == "einsatz.ics"
    assert only_event(inside.get_content()) == only_event(beside.get_content())
