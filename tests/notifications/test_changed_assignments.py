"""An assignment changes or ends: who is written to, and what that does to her calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.accommodation import NeedChanged, NeedState
from shared.contracts.matching import Cause, MatchChanged, MatchState
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.words import Timing
from shared.testing import World
from tests.notifications.calendars import begins, only_event, read

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]
ON_FRIDAY = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)


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
    assert "Wann: Sa 28.11.2026, 14.30\u00a0Uhr" in changed["text"]


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


def ended(match: MatchChanged, cause: Cause) -> MatchChanged:
    state = MatchState.CLOSED if cause is Cause.COMPLETED else MatchState.WITHDRAWN
    return replace(match, revision=match.revision + 1, state=state, cause=cause, ended_at=match.agreed_at)
