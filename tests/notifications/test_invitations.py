"""Calendar files in mails: an assignment comes, changes and ends in the volunteer's calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.accommodation import NeedChanged, NeedState, SiteChanged
from shared.contracts.matching import Cause, MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.words import Slot, Timing
from shared.ids import new_id
from shared.testing import World
from tests.notifications.calendars import ZURICH, begins, only_event, read
from tests.notifications.mail_server import MailServer

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]
ON_FRIDAY = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)


@pytest.fixture
def agreed_letter(write: Write, match: MatchChanged) -> Callable[..., MessageRequested]:
    """What matching asks for when a match is agreed."""

    def letter(**facts: Any) -> MessageRequested:
        told = {"category": "play_afternoon", "bfs_nr": 4063, "timing": "once", **facts}
        return write("agreed", match_id=str(match.match_id), **told)

    return letter


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


def test_another_time_changes_the_same_appointment(
    world: World,
    anna: RecipientChanged,
    match: MatchChanged,
    need: NeedChanged,
    agreed_letter: Write,
    messages: Messages,
) -> None:
    world.tell(anna, need, match, agreed_letter(once_at=ON_FRIDAY.isoformat(), minutes=90))
    world.advance(hours=1)

    world.tell(replace(need, revision=2, once_at=ON_FRIDAY + timedelta(days=1)))

    changed, first = messages()
    before, after = only_event(first["invitation"]), only_event(changed["invitation"])
    assert (changed["template"], read(changed["invitation"])["method"]) == ("assignment_changed", "REQUEST")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert begins(after) == "2026-11-28 14:30"
    assert "Wann: Sa 28.11.2026, 14.30 Uhr" in changed["text"]


def test_a_change_that_takes_the_date_away_takes_the_appointment_back(
    world: World,
    anna: RecipientChanged,
    match: MatchChanged,
    need: NeedChanged,
    agreed_letter: Write,
    messages: Messages,
) -> None:
    world.tell(anna, need, match, agreed_letter(once_at=ON_FRIDAY.isoformat()))

    world.tell(replace(need, revision=2, timing=Timing.FLEXIBLE, once_at=None))

    assert read(messages(template="assignment_changed")[0]["invitation"])["method"] == "CANCEL"


@pytest.mark.parametrize(
    "news", [{"filled": 1, "state": NeedState.FILLED}, {"headcount": 3}, {"minutes": 30, "state": NeedState.CANCELLED}]
)
def test_nobody_is_written_to_about_what_is_none_of_her_business(
    world: World,
    anna: RecipientChanged,
    match: MatchChanged,
    need: NeedChanged,
    messages: Messages,
    news: dict[str, Any],
) -> None:
    world.tell(anna, need, match)

    world.tell(replace(need, revision=2, **news), replace(need, revision=2, **news))

    assert messages() == []


@pytest.mark.parametrize("letter", ["need_ended", "withdrawn_by_office"])
def test_what_the_office_takes_away_leaves_the_calendar_too(
    world: World,
    anna: RecipientChanged,
    match: MatchChanged,
    write: Write,
    agreed_letter: Write,
    messages: Messages,
    letter: str,
) -> None:
    told = {"match_id": str(match.match_id), "timing": "once", "once_at": ON_FRIDAY.isoformat()}
    world.tell(anna, match, agreed_letter(once_at=ON_FRIDAY.isoformat()))
    world.advance(minutes=1)

    world.tell(ended(match, Cause.OFFICE_WITHDREW), write(letter, **told))

    cancelled, first = messages()
    event = only_event(cancelled["invitation"])
    assert (read(cancelled["invitation"])["method"], event["status"]) == ("CANCEL", "CANCELLED")
    assert event["uid"] == only_event(first["invitation"])["uid"]
    assert event["sequence"] > only_event(first["invitation"])["sequence"]


def test_who_was_only_asked_gets_no_calendar_file_when_it_is_off(
    world: World, anna: RecipientChanged, match: MatchChanged, write: Write, messages: Messages
) -> None:
    told = {"match_id": str(match.match_id), "timing": "once", "once_at": ON_FRIDAY.isoformat()}
    world.tell(anna, replace(match, state=MatchState.PROPOSED, agreed_at=None), write("need_ended", **told))

    assert messages()[0]["invitation"] is None


@pytest.mark.parametrize("cause", [Cause.VOLUNTEER_WITHDREW, Cause.VOLUNTEER_GONE, Cause.DID_NOT_WORK, Cause.COMPLETED])
def test_the_end_of_what_still_was_to_come_is_written_once_and_clears_the_calendar(
    world: World, anna: RecipientChanged, match: MatchChanged, every_week: NeedChanged, messages: Messages, cause: Cause
) -> None:
    world.tell(anna, every_week, match)

    world.tell(ended(match, cause), ended(match, cause))

    [message] = messages()
    assert message["template"] == "assignment_ended"
    assert read(message["invitation"])["method"] == "CANCEL"
    assert only_event(message["invitation"])["uid"] == str(match.match_id)


@pytest.mark.parametrize("cause", [Cause.OFFICE_WITHDREW, Cause.NEED_ENDED])
def test_what_matching_writes_about_is_not_written_a_second_time(
    world: World, anna: RecipientChanged, match: MatchChanged, every_week: NeedChanged, messages: Messages, cause: Cause
) -> None:
    world.tell(anna, every_week, match)

    world.tell(ended(match, cause))

    assert messages() == []


def test_what_is_over_needs_no_letter(
    world: World, anna: RecipientChanged, match: MatchChanged, need: NeedChanged, messages: Messages
) -> None:
    world.tell(anna, need, match)
    world.travel("2026-11-28 09:00")

    world.tell(ended(match, Cause.COMPLETED))

    assert messages() == []


def test_nobody_is_written_to_who_was_erased(
    world: World, anna: RecipientChanged, match: MatchChanged, every_week: NeedChanged, messages: Messages
) -> None:
    world.tell(anna, every_week, match)
    world.tell(RecipientRemoved(person_id=anna.person_id, revision=2))

    world.tell(ended(match, Cause.VOLUNTEER_GONE))

    assert messages() == []


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


def ended(match: MatchChanged, cause: Cause) -> MatchChanged:
    state = MatchState.CLOSED if cause is Cause.COMPLETED else MatchState.WITHDRAWN
    return replace(match, revision=match.revision + 1, state=state, cause=cause, ended_at=match.agreed_at)


@pytest.fixture
def every_week(need: NeedChanged) -> NeedChanged:
    return replace(need, timing=Timing.WEEKLY, once_at=None, slots=[Slot.TUE_EVENING])
