"""Two people change one volunteer: the second sees what has happened, keeps what was typed, and decides."""

from typing import Any
from uuid import UUID

import pytest

from services.volunteers.pages.shown import TO_HERSELF
from shared.auth import Role
from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import agreed, confirmed, do, in_state, last_offer, ready, shown

CHANGED = "In der Zwischenzeit hat sich hier etwas geändert"
FORMS = {"": "extract.seen", "/details": "street", "/offer": "travel_km"}
"""What the office changes of somebody: the end of the page's address, and a field that only its form has."""


def form_of(page: Any, ending: str) -> Any:
    return next(form for form in page.forms.values() if FORMS[ending] in form.fields)


def two_forms(world: World, volunteer_id: UUID, ending: str) -> list[Any]:
    """The same page opened by two people of the office."""
    offices = [world.browser(Role.COORDINATOR, new_id(), name=name) for name in ("Karin Muster", "Urs Frei")]
    return [form_of(office.get(f"/volunteers/desk/{volunteer_id}{ending}"), ending) for office in offices]


def rows(page: Any) -> list[str]:
    table = page.html.select_one("main .notice").find_next("table")
    return [row.get_text(" ", strip=True) for row in table.select("tbody tr")]


def test_a_clearance_ticked_meanwhile_is_not_taken_away_unseen(world: World) -> None:
    volunteer_id = confirmed(world)
    mine, theirs = two_forms(world, volunteer_id, "")
    theirs["extract.seen"] = True
    theirs.submit()
    mine["code_of_conduct.seen"] = True

    refused = mine.submit(expect_errors=True)

    assert refused.status_int == 409
    assert CHANGED in refused
    assert "Abklärung nachgeführt" in refused.html.select_one("main .notice").text
    assert len(rows(refused)) == 2
    assert form_of(refused, "")["code_of_conduct.seen"].checked
    assert [seen["kind"] for seen in shown(world, volunteer_id)["clearances"]] == ["extract"]


def test_details_corrected_meanwhile_are_not_undone_unseen(world: World) -> None:
    volunteer_id = ready(world)
    mine, theirs = two_forms(world, volunteer_id, "/details")
    theirs["phone"] = "079 765 43 21"
    theirs.submit()
    mine["street"] = "Dorfplatz 1"

    refused = mine.submit(expect_errors=True)

    assert refused.status_int == 409
    assert CHANGED in refused
    assert rows(refused) == ["Telefon +41 79 765 43 21 +41 79 123 45 67", "Strasse und Nummer – Dorfplatz 1"]
    assert form_of(refused, "/details")["street"].value == "Dorfplatz 1"
    assert shown(world, volunteer_id)["phone"] == "+41797654321"


def test_an_offer_changed_meanwhile_is_not_undone_unseen(world: World) -> None:
    volunteer_id = ready(world)
    mine, theirs = two_forms(world, volunteer_id, "/offer")
    theirs["travel_km"] = "20"
    theirs.submit()
    mine["hours_per_week"] = "3"

    refused = mine.submit(expect_errors=True)

    assert refused.status_int == 409
    assert CHANGED in refused
    assert [row.split()[0] for row in rows(refused)] == ["Weg", "Zeiten"]
    assert form_of(refused, "/offer")["hours_per_week"].value == "3"
    assert (last_offer(world).travel_km, last_offer(world).hours_per_week) == (20, None)


@pytest.mark.parametrize("ending", FORMS)
def test_whoever_has_seen_it_may_save(world: World, ending: str) -> None:
    volunteer_id = ready(world)
    mine, theirs = two_forms(world, volunteer_id, ending)
    theirs.submit()

    saved = form_of(mine.submit(expect_errors=True), ending).submit()

    assert saved.status_int == 303


@pytest.mark.parametrize("known", ["", "0", "-1", "99999999999999999999"])
@pytest.mark.parametrize("ending", FORMS)
def test_an_odd_number_of_lines_is_an_old_one(world: World, ending: str, known: str) -> None:
    form, _other = two_forms(world, ready(world), ending)
    form["known_moves"].force_value(known)
    told = len(world.told("volunteers", OfferChanged))

    assert form.submit(expect_errors=True).status_int == 409
    assert len(world.told("volunteers", OfferChanged)) == told


def test_a_mistake_in_the_form_does_not_make_it_newer(world: World) -> None:
    mine, theirs = two_forms(world, ready(world), "/details")
    theirs.submit()
    mine["phone"] = "1"

    again = form_of(mine.submit(expect_errors=True), "/details")
    again["phone"] = "079 123 45 67"

    assert again.submit(expect_errors=True).status_int == 409


def test_what_other_services_tell_makes_no_form_old(world: World) -> None:
    volunteer_id = ready(world)
    form, _other = two_forms(world, volunteer_id, "/details")
    world.tell(agreed(volunteer_id))

    assert form.submit().status_int == 303


def test_she_does_not_read_what_the_office_wrote_down(world: World) -> None:
    volunteer_id = ready(world)
    form = form_of(world.browser(Role.VOLUNTEER, volunteer_id).get("/volunteers/me/details"), "/details")
    do(world, volunteer_id, "pause", reason="klingt überlastet")

    page = form.submit(expect_errors=True)

    assert page.status_int == 409
    assert "Pause begonnen" in page.html.select_one("main .notice").text
    assert "überlastet" not in page


def test_a_click_that_came_too_late_says_so_and_keeps_the_reason(world: World) -> None:
    volunteer_id = ready(world)
    page = world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{volunteer_id}/pause")
    form = next(form for form in page.forms.values() if "reason" in form.fields)
    form["reason"] = "Prüfungen bis im Sommer"
    do(world, volunteer_id, "leave")

    refused = form.submit(expect_errors=True)

    assert refused.status_int == 409
    assert CHANGED in refused
    assert "Anna Meier ist ausgetreten" in refused
    assert "Prüfungen bis im Sommer" in refused.html.main.text


@pytest.mark.parametrize("state", ["left", "rejected", "blocked"])
@pytest.mark.parametrize("ending", ["offer", "details", "away"])
def test_who_takes_part_no_more_is_told_so_in_place_of_a_form(world: World, state: str, ending: str) -> None:
    volunteer_id = in_state(world, state)

    page = world.browser(Role.VOLUNTEER, volunteer_id).get(f"/volunteers/me/{ending}")

    assert page.html.h1.text == "Im Moment können Sie nichts ändern"
    assert page.html.main.select_one(".lead").text == TO_HERSELF[VolunteerState(state)]
    assert page.html.main.select_one("a[href^='tel:']") and not page.html.main.form
    assert "Guten Tag, Anna" in page.click("Meine Seite", index=-1)


@pytest.mark.parametrize(("ending", "name"), [("offer", "travel_km"), ("details", "phone"), ("away", "first")])
def test_a_form_opened_before_leaving_changes_nothing_after(world: World, ending: str, name: str) -> None:
    volunteer_id = ready(world)
    page = world.browser(Role.VOLUNTEER, volunteer_id).get(f"/volunteers/me/{ending}")
    form = next(form for form in page.forms.values() if name in form.fields)
    if ending == "away":
        form["first"], form["last"] = "24.12.2026", "31.12.2026"
    do(world, volunteer_id, "leave")
    told = len(world.told("volunteers", OfferChanged))

    assert form.submit(expect_errors=True).status_int == 409
    assert len(world.told("volunteers", OfferChanged)) == told
