"""Who may see and do what."""

from collections.abc import Callable
from typing import Any

import pytest

from services.matching.models import CLICKS, OWN_CLICKS
from shared.auth import Role
from shared.contracts.volunteers import OfferChanged
from shared.testing import ApiClient, World
from tests.matching.conftest import Desk
from tests.matching.making import need, offer, one_off, path

NOTHING = "01990000-0000-7000-8000-000000000000"
PAGES = ["/matching/today", "/matching/desk", f"/matching/desk/{NOTHING}", f"/matching/matches/{NOTHING}"]


@pytest.mark.parametrize("page", PAGES)
def test_the_desk_is_for_the_office_only(world: World, page: str) -> None:
    world.browser(Role.VOLUNTEER).get(page, status=403)
    world.browser(Role.STAFF).get(page, status=403)
    assert "/identity/sign-in" in world.visitor().get(page, status=303).location


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_coordinators_and_administrators_may_enter(world: World, role: Role) -> None:
    assert world.browser(role).get("/matching/today").status_code == 200


def test_the_api_wants_a_token(world: World) -> None:
    assert world.visitor().get("/matching/api/matches", status=401).json["status"] == 401
    assert world.api(Role.STAFF).get("/matching/api/matches").status_code == 403


def test_volunteers_may_not_rank_or_propose(
    desk: Desk, world: World, volunteer: Callable[[OfferChanged], ApiClient]
) -> None:
    wanted, anna = need(), offer()
    world.tell(wanted, anna)

    assert volunteer(anna).get(f"/matching/api/needs/{wanted.need_id}/offers").status_code == 403
    assert volunteer(anna).post("/matching/api/matches", {}).status_code == 403


def test_a_volunteer_sees_her_own_matches_only(desk: Desk, volunteer: Callable[[OfferChanged], ApiClient]) -> None:
    anna, beat = offer("Anna M."), offer("Beat K.")
    hers, his = desk.asked(need(headcount=2), anna, beat)

    assert [match["id"] for match in volunteer(anna).get("/matching/api/matches").json] == [hers]
    assert volunteer(anna).get(path(hers)).status_code == 200
    assert volunteer(anna).get(path(his)).status_code == 403
    assert volunteer(anna).get(path(NOTHING)).status_code == 404


@pytest.mark.parametrize("click", sorted(set(CLICKS) - OWN_CLICKS))
def test_a_volunteer_may_not_do_what_is_the_offices(
    desk: Desk, volunteer: Callable[[OfferChanged], ApiClient], click: str
) -> None:
    anna = offer()
    [match_id] = desk.asked(need(), anna)

    assert volunteer(anna).post(path(match_id, click)).status_code == 403


@pytest.mark.parametrize("click", sorted(OWN_CLICKS))
def test_a_volunteer_may_not_answer_for_another(
    desk: Desk, volunteer: Callable[[OfferChanged], ApiClient], click: str
) -> None:
    [match_id] = desk.asked(need(), offer())

    assert volunteer(offer()).post(path(match_id, click)).status_code == 403
    assert desk.match(match_id)["state"] == "proposed"


def test_what_a_volunteer_does_herself_is_not_marked_as_done_for_her(
    desk: Desk, world: World, volunteer: Callable[[OfferChanged], ApiClient]
) -> None:
    anna = offer()
    [match_id] = desk.asked(one_off(), anna)

    answered = volunteer(anna).post(path(match_id, "accept"))
    withdrawn = volunteer(anna).post(path(match_id, "withdraw"), {"cause": "office_withdrew"})

    assert answered.json["state"] == "accepted"
    assert withdrawn.json["cause"] == "volunteer_withdrew"
    page = world.browser(Role.COORDINATOR).get(f"/matching/matches/{match_id}")
    assert "telefonisch" not in page.html.find("ol", "timeline").text
    assert desk.letters() == []


def test_matches_can_be_looked_for_by_need_and_state(desk: Desk) -> None:
    wanted, other = need(headcount=2), need()
    anna, beat = offer(), offer("Beat K.")
    first, second = desk.asked(wanted, anna, beat)
    desk.asked(other, anna)
    desk.click(second, "decline")

    def found(**query: Any) -> list[str]:
        return [match["id"] for match in desk.api.get("/matching/api/matches", **query).json]

    assert sorted(found(need_id=str(wanted.need_id))) == sorted([first, second])
    assert found(need_id=str(wanted.need_id), state="declined") == [second]
    assert len(found()) == 3
    assert desk.api.get("/matching/api/matches", state="burnt").status_code == 422
    assert desk.api.get("/matching/api/matches", colour="red").status_code == 422


def test_the_api_describes_itself(world: World) -> None:
    described = world.visitor().get("/matching/api/openapi.json").json

    assert {"/api/matches", "/api/needs/{need_id}/offers", "/api/matches/{match_id}"} <= set(described["paths"])
