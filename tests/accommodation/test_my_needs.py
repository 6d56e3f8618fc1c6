"""«Meine Anfragen»: what the site has to say something about stands first, then what is soonest, then the newest."""

from collections.abc import Callable
from uuid import UUID

from webtest import TestApp

from shared import migrate, parts
from shared.contracts.matching import MatchState
from shared.testing import ApiClient, World
from tests.accommodation.conftest import Match, form_with

Post = Callable[..., UUID]
FRIDAY, SATURDAY = "2026-11-27T14:00:00+01:00", "2026-11-28T10:00:00+01:00"


def _order(carer: TestApp, state: str = "living") -> list[str]:
    page = carer.get(f"/accommodation?state={state}")
    return [link["href"].rpartition("/")[2] for link in page.html.select("main article h2 a")]


def test_what_is_the_sites_turn_comes_first_then_the_soonest_then_the_newest(
    world: World, carer: TestApp, post: Post
) -> None:
    over = post(timing="once", once_at=FRIDAY)
    world.tell(Match(over).now(MatchState.AGREED))
    ended_days = post(timing="weekly", slots=["tue_evening"], last="2026-11-27")
    world.tell(Match(ended_days).now(MatchState.ACTIVE))
    later = post(timing="once", once_at="2026-12-24T10:00:00+01:00")
    from_december = post(first="2026-12-01")
    older, runs = post(), post(timing="weekly", slots=["tue_evening"], first="2026-11-01")
    world.travel("2026-11-28 08:00")
    soonest, newest = post(timing="once", once_at=SATURDAY), post()

    order = _order(carer)

    assert set(order[:2]) == {str(over), str(ended_days)}
    assert order[2:] == [str(need) for need in (soonest, from_december, later, newest, runs, older)]


def test_a_need_that_nobody_came_to_waits_for_the_office_and_not_for_the_site(
    world: World, carer: TestApp, post: Post
) -> None:
    missed = post(timing="once", once_at=FRIDAY)
    world.tell(Match(missed).now(MatchState.AGREED))
    world.travel("2026-11-27 20:00")
    asked = post(timing="once", once_at=SATURDAY)
    world.tell(Match(asked).now(MatchState.AGREED))
    form_with(carer.get(f"/accommodation/needs/{missed}"), "/missed").submit()
    world.travel("2026-11-28 20:00")

    assert _order(carer) == [str(asked), str(missed)]


def test_what_is_shortly_after_midnight_comes_on_its_own_day(carer: TestApp, post: Post) -> None:
    at_night = post(timing="once", once_at="2026-12-02T00:30:00+01:00")
    on_the_eve = post(timing="once", once_at="2026-12-01T20:00:00+01:00")
    from_the_eve = post(first="2026-12-01")

    order = _order(carer)

    assert set(order[:2]) == {str(on_the_eve), str(from_the_eve)}
    assert order[2] == str(at_night)


def test_what_was_kept_before_comes_on_its_own_day_too(world: World, carer: TestApp, post: Post) -> None:
    at_night = post(timing="once", once_at="2026-12-02T00:30:00+01:00")
    from_the_eve = post(first="2026-12-01")
    db, (part,) = world.db("accommodation"), parts.load(["accommodation"])
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE needs DROP COLUMN day")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0006'")

    migrate.upgrade(part.service, db)

    assert _order(carer) == [str(from_the_eve), str(at_night)]


def test_exactly_the_cards_that_ask_how_it_went_stand_first(world: World, carer: TestApp, post: Post) -> None:
    """The page and the database say the same of a need."""
    weekly = {"timing": "weekly", "slots": ["tue_evening"]}
    hours = ("00:30", "11:59", "12:00", "12:01")
    times = [
        *({"timing": "once", "once_at": f"2026-11-28T{hour}:00+01:00"} for hour in hours),
        *({**weekly, "last": f"2026-11-{day}"} for day in (27, 28, 29)),
        {"last": "2026-11-27"},
        {},
        weekly,
    ]
    for given in times:
        for state in (MatchState.AGREED, MatchState.PROPOSED, None):
            need_id = post(**given)
            if state:
                world.tell(Match(need_id).now(state))
    world.travel("2026-11-28 12:00")

    page = carer.get("/accommodation").html

    asked = ["Hat geklappt" in card.text for card in page.select("main article:has(h2)")]
    assert asked.count(True) == 5
    assert asked == sorted(asked, reverse=True)


def test_among_all_what_has_ended_comes_last_the_latest_first(
    world: World, carer: TestApp, post: Post, staff: ApiClient
) -> None:
    living, first, second = post(), post(timing="once", once_at=FRIDAY), post()
    for need_id in (second, first):
        staff.post(f"/accommodation/api/needs/{need_id}/cancel")
        world.advance(minutes=1)

    assert _order(carer, "all") == [str(need) for need in (living, first, second)]
    assert _order(carer, "ended") == [str(need) for need in (first, second)]
