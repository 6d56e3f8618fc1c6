"""A demo started in the middle of the night looks like an office that keeps hours."""

from pathlib import Path

import pytest
from sqlalchemy import select

from deploy.demo import load_demo
from deploy.instance import open_instance, read_settings
from services.matching.models import Match
from shared import clock
from shared.testing import free_port, moving_clock


@pytest.mark.parametrize("start", ["2026-11-24 02:11", "2026-11-27 23:50"])
def test_deadlines_and_answers_fall_into_the_day(tmp_path: Path, start: str) -> None:
    instance = open_instance(read_settings({"RIF_DATA": str(tmp_path), "PORT": str(free_port())}), durable=False)
    with moving_clock(start):
        load_demo(instance, volunteers=60, needs=8)
        with instance.db("matching").reading() as session:
            matches = session.scalars(select(Match)).all()
        deadlines = {clock.local(match.answer_by) for match in matches}
        moments = {clock.local(at) for match in matches for at in (match.answered_at, match.since) if at}
    instance.close()

    assert deadlines and all(9 <= at.hour <= 17 and at.weekday() < 5 for at in deadlines)
    assert moments and all(8 <= at.hour < 17 for at in moments)
