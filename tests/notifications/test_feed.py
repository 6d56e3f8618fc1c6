"""The calendar feed of a volunteer: its address, what stands in it, and that it can be taken back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from webtest import Form, TestResponse

from services.notifications.models import CalendarFeed
from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.matching import Cause, MatchChanged, MatchRemoved, MatchState
from shared.contracts.notifications import RecipientChanged, RecipientRemoved
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Slot, Timing
from shared.ids import new_id
from shared.testing import World, links_in
from tests.notifications.calendars import begins, only_event, read
from tests.notifications.conftest import offer


@pytest.fixture
def told(world: World, anna: RecipientChanged, match: MatchChanged, need: NeedChanged, site: SiteChanged) -> World:
    """Anna has one assignment."""
    world.tell(anna, site, need, match, offer(anna, VolunteerState.READY))
    return world


def test_a_volunteer_gets_an_address_and_reads_her_assignments_there(
    told: World, anna: RecipientChanged, match: MatchChanged
) -> None:
    address = switch_on(told, anna.person_id)

    answer = told.visitor().get(address)

    event = only_event(answer.body)
    assert (answer.content_type, read(answer.body)["method"]) == ("text/calendar", "PUBLISH")
    assert (event["uid"], begins(event)) == (str(match.match_id), "2026-11-27 14:30")
    assert event["location"] == "Haus Sonne, Sonnenweg 3, 5620 Bremgarten"
    assert "attendee" not in event


def test_the_page_shows_the_same_address_again(told: World, anna: RecipientChanged) -> None:
    address = switch_on(told, anna.person_id)

    assert address_on(page(told, anna.person_id)) == address


def test_a_feed_follows_what_happens(
    told: World, anna: RecipientChanged, match: MatchChanged, need: NeedChanged
) -> None:
    address = switch_on(told, anna.person_id)
    before = only_event(told.visitor().get(address).body)
    told.advance(minutes=1)

    told.tell(replace(need, revision=2, timing=Timing.WEEKLY, once_at=None, slots=[Slot.WED_AFTERNOON]))

    after = only_event(told.visitor().get(address).body)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert dict(after["rrule"]) == {"FREQ": ["WEEKLY"], "BYDAY": ["WE"]}
    assert begins(after) == "2026-11-25 14:00"


@pytest.mark.parametrize(
    "news",
    [
        {"state": MatchState.WITHDRAWN, "cause": Cause.VOLUNTEER_WITHDREW},
        {"state": MatchState.CLOSED, "cause": Cause.COMPLETED},
        {"state": MatchState.PAUSED},
    ],
)
def test_what_does_not_take_place_is_not_in_it(
    told: World, anna: RecipientChanged, match: MatchChanged, news: dict[str, Any]
) -> None:
    address = switch_on(told, anna.person_id)

    told.tell(replace(match, revision=4, **news), match)

    assert read(told.visitor().get(address).body).events == []


def test_what_was_removed_does_not_come_back_with_older_news(
    told: World, anna: RecipientChanged, match: MatchChanged, need: NeedChanged
) -> None:
    address = switch_on(told, anna.person_id)

    told.tell(MatchRemoved(match_id=match.match_id, revision=4, volunteer_id=anna.person_id), match)
    assert read(told.visitor().get(address).body).events == []

    other = replace(match, match_id=new_id())
    told.tell(NeedRemoved(need_id=need.need_id, revision=2), need, other)
    assert read(told.visitor().get(address).body).events == []


def test_nobody_elses_assignments_are_in_it(told: World, anna: RecipientChanged) -> None:
    bea = replace(anna, person_id=new_id())
    told.tell(offer(bea, VolunteerState.READY))
    address = switch_on(told, bea.person_id)

    assert read(told.visitor().get(address).body).events == []


def test_a_calendar_that_knows_it_already_is_told_so(told: World, anna: RecipientChanged, match: MatchChanged) -> None:
    address = switch_on(told, anna.person_id)
    first = told.visitor().get(address)

    again = told.visitor().get(address, headers={"If-None-Match": first.headers["ETag"]})
    told.tell(replace(match, revision=4, state=MatchState.PAUSED))
    changed = told.visitor().get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (again.status_int, again.body) == (304, b"")
    assert changed.status_int == 200


def test_a_new_address_ends_the_old_one(told: World, anna: RecipientChanged) -> None:
    old = switch_on(told, anna.person_id)

    new = address_on(press(page(told, anna.person_id), "Neue Adresse"))

    assert new != old
    assert told.visitor().get(old, expect_errors=True).status_int == 404
    assert told.visitor().get(new).status_int == 200


def test_switched_off_there_is_no_address(told: World, anna: RecipientChanged) -> None:
    address = switch_on(told, anna.person_id)

    off = press(page(told, anna.person_id), "Abschalten")

    assert links_in(off.text) == []
    assert told.visitor().get(address, expect_errors=True).status_int == 404


def test_who_is_erased_has_no_feed(told: World, anna: RecipientChanged) -> None:
    address = switch_on(told, anna.person_id)

    told.tell(RecipientRemoved(person_id=anna.person_id, revision=2))

    assert told.visitor().get(address, expect_errors=True).status_int == 404


def test_the_database_knows_no_address(told: World, anna: RecipientChanged) -> None:
    token = switch_on(told, anna.person_id).rpartition("/")[2].removesuffix(".ics")

    with told.db("notifications").reading() as session:
        kept = session.get_one(CalendarFeed, anna.person_id)
        assert token not in (kept.token_hash, str(kept.serial), kept.serial.hex)


def test_only_volunteers_have_a_feed_and_no_guess_finds_one(told: World) -> None:
    assert told.browser(Role.STAFF).get("/notifications/calendar", expect_errors=True).status_int == 403
    assert told.visitor().get("/notifications/calendar").status_int == 303
    assert told.visitor().get("/notifications/calendar/guessed.ics", expect_errors=True).status_int == 404


def page(world: World, person_id: UUID) -> TestResponse:
    return world.browser(Role.VOLUNTEER, person_id).get("/notifications/calendar")


def form_with(shown: TestResponse, label: str) -> Form:
    return next(form for form in shown.forms.values() if label in form.text)


def press(shown: TestResponse, label: str) -> TestResponse:
    return form_with(shown, label).submit().follow()


def switch_on(world: World, person_id: UUID) -> str:
    return address_on(press(page(world, person_id), "Kalender einrichten"))


def address_on(shown: TestResponse) -> str:
    address = str(shown.html.select_one("#feed-address")["value"])
    assert f'href="webcal{address.removeprefix("http")}"' in shown.text
    return address.removeprefix("http://localhost")
