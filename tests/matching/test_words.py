"""Every code that is stored has a German word; a new one without it would leave a hole in a page."""

from typing import Any

import pytest

from services.matching import words
from services.matching.buttons import BUTTONS
from services.matching.models import CLICKS, LIVING
from services.matching.replies import REPLIES
from shared.contracts.accommodation import NeedState
from shared.contracts.matching import Answer, Cause, MatchState
from shared.contracts.words import AgeGroup, Gender, Mobility, Selection

TABLES = [
    (words.STATES, MatchState),
    (words.CAUSES, Cause),
    (words.ANSWERS, Answer),
    (words.NEED_STATES, NeedState),
    (words.AGE_GROUPS, AgeGroup),
    (words.GENDERS, Gender),
    (words.SELECTIONS, Selection),
    (words.MOBILITY, Mobility),
]


@pytest.mark.parametrize(("table", "codes"), TABLES, ids=[codes.__name__ for _, codes in TABLES])
def test_every_code_has_its_word(table: Any, codes: Any) -> None:
    assert set(table) == set(codes)


def test_every_click_has_a_button() -> None:
    assert {button.click for button in BUTTONS.values()} == set(CLICKS)


def test_the_answer_page_has_words_for_everything_that_can_become_of_a_proposal() -> None:
    told_by_cause = {Cause.COMPLETED: MatchState.CLOSED, Cause.DID_NOT_WORK: MatchState.FAILED}

    assert set(REPLIES) >= LIVING | {MatchState.DECLINED, MatchState.CLOSED, MatchState.FAILED}
    assert all(told_by_cause.get(cause, cause) in REPLIES for cause in Cause)
