"""The life of a match, click by click."""

from collections.abc import Callable

import pytest

from services.matching.models import CLICKS, MOVES
from shared.contracts.matching import Answer, Cause, MatchState
from shared.ids import new_id
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import need, offer, one_off, path

S = MatchState

WAYS = {
    S.PROPOSED: (),
    S.ACCEPTED: ("accept",),
    S.TRIAL: ("accept", "trial"),
    S.AGREED: ("accept", "agree"),
    S.ACTIVE: ("accept", "start"),
    S.PAUSED: ("accept", "start", "pause"),
    S.CLOSED: ("accept", "start", "close"),
    S.DECLINED: ("decline",),
    S.WITHDRAWN: ("withdraw",),
    S.FAILED: ("accept", "fail"),
}
"""How a match of a need whose first yes counts comes to a state; only time leads to *expired*."""

ALLOWED = {
    "accept": {S.PROPOSED},
    "pick": set(),  # where the first yes counts nobody chooses
    "decline": {S.PROPOSED},
    "withdraw": {S.PROPOSED, S.ACCEPTED, S.TRIAL, S.AGREED, S.ACTIVE, S.PAUSED},
    "trial": {S.PROPOSED, S.ACCEPTED},
    "agree": {S.PROPOSED, S.ACCEPTED, S.TRIAL},
    "start": {S.PROPOSED, S.ACCEPTED, S.TRIAL, S.AGREED, S.PAUSED},
    "pause": {S.ACTIVE},
    "close": {S.AGREED, S.ACTIVE, S.PAUSED},
    "fail": {S.ACCEPTED, S.TRIAL, S.AGREED, S.ACTIVE, S.PAUSED},
}
ALL = [(click, state) for click in CLICKS for state in WAYS]


@pytest.fixture
def match_in(desk: Desk) -> Callable[[S], str]:
    def bring(state: S) -> str:
        [match_id] = desk.asked(one_off(), offer())
        desk.click(match_id, *WAYS[state])
        assert desk.match(match_id)["state"] == state
        return match_id

    return bring


@pytest.mark.parametrize(("click", "state"), [pair for pair in ALL if pair[1] in ALLOWED[pair[0]]])
def test_an_allowed_click_leads_to_its_goal_and_is_told_once(
    desk: Desk, match_in: Callable[[S], str], click: str, state: S
) -> None:
    match_id = match_in(state)
    before = len(desk.told())

    response = desk.click(match_id, click)

    assert (response.status_code, response.json["state"]) == (200, CLICKS[click].goal)
    assert [event.state for event in desk.told()[before:]] == [CLICKS[click].goal]


@pytest.mark.parametrize(("click", "state"), [pair for pair in ALL if pair[1] not in ALLOWED[pair[0]]])
def test_a_forbidden_click_is_a_conflict_and_changes_nothing(
    desk: Desk, match_in: Callable[[S], str], click: str, state: S
) -> None:
    match_id = match_in(state)
    before, told = desk.match(match_id), len(desk.told())

    response = desk.click(match_id, click)

    assert response.status_code == 409
    assert response.json["code"] in ("forbidden_move", "no_yes")
    assert desk.match(match_id) == before
    assert len(desk.told()) == told


def test_the_table_of_moves_ends_where_nothing_lives() -> None:
    ended = set(MatchState) - set(MOVES.table)

    assert ended == {S.CLOSED, S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.FAILED}
    assert all(MOVES.final(state) for state in ended)


def test_what_was_passed_on_the_way_is_in_the_history_and_stamped(desk: Desk, world: World) -> None:
    [match_id] = desk.asked(one_off(), offer())
    world.travel("2026-11-24 10:00")

    match = desk.click(match_id, "start").json

    assert match["accepted_at"] == match["agreed_at"] is not None
    assert match["answer"] == "yes"
    page = world.browser("coordinator").get(f"/matching/matches/{match_id}")
    assert [step in page for step in ("Angefragt", "Zugesagt", "Vereinbart", "Im Einsatz")] == [True] * 4


@pytest.mark.parametrize(
    ("clicks", "cause"),
    [
        (("withdraw",), Cause.OFFICE_WITHDREW),
        (("accept", "fail"), Cause.DID_NOT_WORK),
        (("accept", "start", "close"), Cause.COMPLETED),
        (("accept", "start"), None),
    ],
)
def test_an_end_has_its_cause(desk: Desk, clicks: tuple[str, ...], cause: Cause | None) -> None:
    [match_id] = desk.asked(one_off(), offer())

    match = desk.click(match_id, *clicks).json

    assert match["cause"] == cause
    assert desk.told()[-1].cause == cause


def test_the_office_may_say_that_the_volunteer_withdrew(desk: Desk) -> None:
    [match_id] = desk.asked(one_off(), offer())
    desk.click(match_id, "accept")

    match = desk.api.post(path(match_id, "withdraw"), {"cause": "volunteer_withdrew", "reason": "krank"}).json

    assert (match["state"], match["cause"]) == ("withdrawn", "volunteer_withdrew")
    assert desk.letters() == []


def test_a_cause_that_does_not_fit_is_pointed_at(desk: Desk) -> None:
    [match_id] = desk.asked(one_off(), offer())

    refused = desk.api.post(path(match_id, "withdraw"), {"cause": "completed"})

    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "#/cause")
    assert desk.match(match_id)["state"] == "proposed"


def test_agreeing_is_told_to_the_volunteer_once_however_it_came_about(desk: Desk) -> None:
    anna, beat = offer(), offer("Beat K.")
    [direct] = desk.asked(one_off(), anna)
    [stepwise] = desk.asked(one_off(), beat)

    desk.click(direct, "start", "pause", "start")
    desk.click(stepwise, "accept", "trial", "agree", "start")

    assert desk.letters() == [("agreed", anna.volunteer_id), ("agreed", beat.volunteer_id)]


def test_a_proposal_taken_back_by_the_office_is_told_kindly(desk: Desk) -> None:
    anna = offer()
    [match_id] = desk.asked(need(), anna)

    desk.click(match_id, "withdraw")

    assert desk.letters() == [("withdrawn_by_office", anna.volunteer_id)]


def test_an_answer_is_in_what_the_others_hear(desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer())

    desk.click(match_id, "accept")

    assert (desk.told()[-1].state, desk.told()[-1].answer) == (S.PROPOSED, Answer.YES)


def test_every_change_raises_the_revision_by_one(desk: Desk) -> None:
    [match_id] = desk.asked(need(), offer())

    desk.click(match_id, "accept", "pick", "trial", "agree", "start", "pause", "start", "close")

    assert [told.revision for told in desk.told()] == [*range(1, 10)]


def test_the_same_key_moves_once(desk: Desk) -> None:
    [match_id] = desk.asked(one_off(), offer())

    first = desk.api.post(path(match_id, "accept"), {}, key="one")
    again = desk.api.post(path(match_id, "accept"), {}, key="one")

    assert (first.json, first.status_code) == (again.json, again.status_code)
    assert len(desk.told()) == 2


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    nobody = new_id()

    assert desk.click(str(nobody), "accept").status_code == 404
    assert desk.api.get(path(nobody)).status_code == 404
    assert desk.api.get(f"/matching/api/needs/{nobody}/offers").status_code == 404
    [match_id] = desk.asked(need(), offer())
    assert desk.click(match_id, "burn").status_code == 404
