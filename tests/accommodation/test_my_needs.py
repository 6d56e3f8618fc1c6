"""«Meine Anfragen»: what the site has to say something about stands first, then what is soonest, then the newest."""

from collections.abc import Callable
from uuid import UUID

from webtest import TestApp

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


def test_among_all_what_has_ended_comes_last_the_latest_first(
    world: World, carer: TestApp, post: Post, staff: ApiClient
) -> None:
    living, first, second = post(), post(timing="once", once_at=FRIDAY), post()
    for need_id in (second, first):
        staff.post(f"/accommodation/api/needs/{need_id}/cancel")
        world.advance(minutes=1)

    assert _order(carer, "all") == [str(need) for need in (living, first, second)]
    assert _order(carer, "ended") == [str(need) for need in (first, second)]
