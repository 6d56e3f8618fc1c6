"""One person's page at the office: what she was asked for, the buttons that lead her on, and her history."""

from dataclasses import replace
from typing import Any

import pytest

from shared.auth import Role
from shared.contracts.identity import AccountChanged
from shared.contracts.matching import Answer
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import agreed, confirmed, do, in_state, match, open_tasks, ready, registered


def test_who_has_answered_is_not_asked_for_by_telephone(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    asked = match(volunteer_id)
    path = f"/volunteers/desk/{volunteer_id}"
    world.tell(asked)
    before = office.get(path).html.select_one("#assignments + .cards").text

    world.tell(replace(asked, revision=2, answer=Answer.YES))
    after = office.get(path).html.select_one("#assignments + .cards").text

    assert "Antwort bis 27.11.2026" in before and "Am Telefon geantwortet?" in before
    assert "hat Ja gesagt" in after
    assert "Antwort bis" not in after and "Am Telefon geantwortet?" not in after


def test_an_assignment_leads_to_its_own_page(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    assignment = agreed(volunteer_id)
    world.tell(assignment)

    link = office.get(f"/volunteers/desk/{volunteer_id}").html.select_one(".card .cluster a")

    assert link.text.startswith("Zum Einsatz")
    assert link["href"].endswith(str(assignment.match_id))


def test_a_person_is_led_to_ready_by_the_buttons(world: World, office: Any) -> None:
    volunteer_id = registered(world)
    page = office.get(f"/volunteers/desk/{volunteer_id}")

    page = press(page, "/confirm")
    page = press(page, "/talk")
    next(form for form in page.forms.values() if "extract.seen" in form.fields)["extract.seen"] = True
    page = press(page, "/clearances", "_finish")

    assert page.html.select_one(".badge")["data-state"] == "ready"


def press(page: Any, ending: str, button: str | None = None) -> Any:
    form = next(form for form in page.forms.values() if form.action.endswith(ending))
    return form.submit(button).follow()


@pytest.mark.parametrize("state", ["registered", "confirmed", "in_clearance", "ready", "paused", "left", "blocked"])
def test_there_is_at_most_one_primary_button(world: World, office: Any, state: str) -> None:
    page = office.get(f"/volunteers/desk/{in_state(world, state)}")

    assert len(page.html.select("main .button.primary")) <= 1


def test_who_did_what_is_told_by_name(world: World) -> None:
    karin = new_id()
    world.tell(
        AccountChanged(
            account_id=karin, revision=1, active=True, name="Karin Muster", roles=["coordinator"], site_ids=[]
        )
    )
    office = world.browser(Role.COORDINATOR, karin)
    volunteer_id = registered(world)

    page = press(office.get(f"/volunteers/desk/{volunteer_id}"), "/confirm")

    assert "telefonisch, erfasst durch Karin Muster" in page.text


def test_a_reason_stands_in_the_history(world: World, office: Any) -> None:
    volunteer_id = confirmed(world)
    form = office.get(f"/volunteers/desk/{volunteer_id}/reject").forms
    asked = next(one for one in form.values() if "reason" in one.fields)
    asked["reason"] = "Wohnt <zu> weit weg"

    page = asked.submit().follow()

    assert "Abgelehnt: Wohnt &lt;zu&gt; weit weg" in page.text


def test_somebody_who_asks_again_can_be_taken_back_or_left(world: World, office: Any) -> None:
    volunteer_id = in_state(world, "left")
    registered(world)  # the same address again
    assert "Möchte wieder mithelfen" in office.get(f"/volunteers/desk/{volunteer_id}").text

    page = press(office.get(f"/volunteers/desk/{volunteer_id}"), "/dismiss")

    assert "Möchte wieder mithelfen" not in page.text
    assert open_tasks(world) == {}
    registered(world)
    do(world, volunteer_id, "readmit")
    assert set(open_tasks(world)) == {"first_talk"}
