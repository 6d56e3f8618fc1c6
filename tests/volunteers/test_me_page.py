"""A volunteer's own page: what waits for her, her assignments, her offer and data; the office does the same for her."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.matching import Answer, MatchState
from shared.contracts.notifications import RecipientChanged
from shared.contracts.volunteers import VolunteerState
from shared.contracts.words import Timing
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import agreed, confirmed, in_state, last_offer, match, need, ready, registered, shown, site


@pytest.fixture
def anna(world: World) -> UUID:
    return ready(world)


def me(world: World, person_id: UUID) -> Any:
    return world.browser(Role.VOLUNTEER, person_id).get("/volunteers/me")


def form_with(page: Any, name: str) -> Any:
    return next(form for form in page.forms.values() if name in form.fields)


def headings(page: Any) -> list[str]:
    return [heading.text.strip() for heading in page.html.select("h2")]


def test_an_empty_page_says_what_comes_next(world: World, anna: UUID) -> None:
    page = me(world, anna)

    assert "Guten Tag, Anna" in page.text
    assert "Sie sind einsatzbereit." in page.text
    assert "Im Moment ist keine Anfrage offen." in page.text
    assert "Sie haben noch keinen Einsatz." in page.text
    assert "Deutsch (Muttersprache), Tigrinya (im Alltag)" in page.text


@pytest.mark.parametrize("state", [str(state) for state in VolunteerState])
def test_every_state_is_told_in_words(world: World, state: str) -> None:
    page = me(world, in_state(world, state))

    assert page.html.select_one(".lead").text.strip()
    assert ("Mein Angebot" in headings(page)) == (state not in ("left", "rejected", "blocked"))


def test_a_proposal_leads_to_the_page_where_it_is_answered(world: World, anna: UUID) -> None:
    wanted = need(timing=Timing.ONCE, once_at=datetime(2026, 11, 25, 13, 30, tzinfo=UTC), slots=[])
    asked = match(anna, need_id=wanted.need_id)
    world.tell(wanted, asked)

    page = me(world, anna)

    card = page.html.select_one("article.card")
    assert "Deutsch sprechen und üben" in card.text
    assert "Wohlen (AG)" in card.text
    assert "Mittwoch, 25. November 2026, 14.30 Uhr, etwa 1 h" in card.text
    assert "Antwort bis 27.11.2026, 18.00 Uhr" in card.text
    token = card.a["href"].removeprefix("/matching/answer/")
    assert world.office.links.read("answer", token).subject == asked.match_id


def test_a_yes_that_waits_for_the_office_says_so(world: World, anna: UUID) -> None:
    world.tell(match(anna, answer=Answer.YES))

    assert "Die Fachstelle entscheidet und meldet sich." in me(world, anna).text


def test_an_assignment_tells_where_when_and_whom_to_call_once_it_is_agreed(world: World, anna: UUID) -> None:
    place = site()
    wanted = need(place)
    assignment = agreed(anna, need_id=wanted.need_id)

    world.tell(place, wanted, agreed(anna, match_id=assignment.match_id, need_id=wanted.need_id, revision=2,
                                     state=MatchState.ACCEPTED, agreed_at=None))  # fmt: skip
    before = me(world, anna).text
    world.tell(assignment)
    after = me(world, anna).text

    assert "Birkenweg" not in before
    assert "Unterkunft Birkenweg, Birkenweg 4, 5610 Wohlen" in after
    assert "+41 56 000 00 01" in after
    assert "jede Woche: Di Abend, etwa 1 h" in after


def test_an_assignment_whose_need_is_not_known_yet_shows_what_there_is(world: World, anna: UUID) -> None:
    world.tell(agreed(anna))

    assert "Einzelheiten folgen" in me(world, anna).text


def test_matches_of_others_are_not_shown(world: World, anna: UUID) -> None:
    other = confirmed(world, email="other@example.org")
    world.tell(match(other))

    assert "Im Moment ist keine Anfrage offen." in me(world, anna).text


def test_the_offer_can_be_changed(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/offer"), "when")
    assert (form["speaks_2.code"].value, form["speaks_2.level"].value, form["when"].value) == ("ti", "B1", "exact")
    form["when"] = "weekend"
    form["travel_km"] = "30"
    form["speaks_3.code"] = "en"
    form["speaks_3.level"] = "A2"

    page = form.submit().follow()

    assert "Das Angebot ist gespeichert." in page.text
    offer = last_offer(world)
    assert (offer.travel_km, offer.languages) == (30, {"de": "native", "ti": "B1", "en": "A2"})
    assert len(offer.slots) == 6


def test_saving_an_unchanged_offer_changes_nothing_of_it(world: World) -> None:
    anna = ready(
        world, travel_km=13, languages={"fr": "B2", "de": "C2"}, away=[{"first": "2026-12-24", "last": "2027-01-03"}]
    )
    before = shown(world, anna)

    form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/offer"), "when").submit().follow()

    assert {**shown(world, anna), "revision": 0} == {**before, "revision": 0}


def test_a_distance_far_too_long_to_be_a_number_is_refused(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/offer"), "travel_km")
    form["travel_km"].force_value("9" * 4301)

    assert form.submit(expect_errors=True).status_int == 422


def test_days_away_are_told_and_can_be_struck(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/away"), "first")
    form["first"], form["last"] = "24.12.2026", "03.01.2027"

    page = form.submit().follow()
    away = last_offer(world).away
    page = next(form for form in page.forms.values() if form.action.endswith("/remove")).submit().follow()

    assert [(str(period.first), str(period.last)) for period in away] == [("2026-12-24", "2027-01-03")]
    assert "Keine Abwesenheit eingetragen." in page.text
    assert last_offer(world).away == []


def test_days_away_that_end_before_they_begin_are_asked_again(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/away"), "first")
    form["first"], form["last"] = "03.01.2027", "24.12.2026"

    page = form.submit(expect_errors=True)

    assert page.html.select_one(".summary a")["href"] == "#f-last"


def test_a_move_to_another_municipality_is_told(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "postcode")
    form["postcode"], form["street"] = "5610", "Kirchweg 3"

    page = form.submit(expect_errors=True)
    form = form_with(page, "bfs_nr")
    form["bfs_nr"] = "4082"
    form.submit().follow()

    assert last_offer(world).bfs_nr == 4082
    assert shown(world, anna)["street"] == "Kirchweg 3"


def test_mails_come_in_the_language_she_chooses(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "language")
    assert form["language"].value == "de"
    form["language"] = "ti"

    form.submit().follow()

    assert world.told("volunteers", RecipientChanged)[-1].language == "ti"


def test_saving_unchanged_details_changes_nothing_of_them(world: World, anna: UUID) -> None:
    before = shown(world, anna)

    form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "phone").submit().follow()

    assert {**shown(world, anna), "revision": 0} == {**before, "revision": 0}


def test_assignments_can_be_taken_into_her_own_calendar(world: World, anna: UUID) -> None:
    empty = me(world, anna)
    world.tell(agreed(anna))

    full = me(world, anna)

    assert "Einsätze im eigenen Kalender" not in empty.text
    assert full.html.find("a", string="Einsätze im eigenen Kalender")["href"] == "/notifications/calendar"


def test_only_the_first_proposal_has_the_main_button(world: World, anna: UUID) -> None:
    world.tell(match(anna), match(anna), match(anna, answer=Answer.YES))

    page = me(world, anna)

    assert len(page.html.select("main .button.primary")) == 1
    assert [link.text for link in page.html.select("article.card a")].count("Ansehen und antworten") == 2


def test_name_and_email_are_for_the_office_to_change(world: World, anna: UUID) -> None:
    own = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/details"), "phone")
    office = form_with(world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}/details"), "phone")
    office["last_name"], office["email"] = "Ärni", "aerni@example.org"

    office.submit().follow()

    assert "email" not in own.fields
    recipient = world.told("volunteers", RecipientChanged)[-1]
    assert (recipient.name, recipient.email) == ("Anna Ärni", "aerni@example.org")
    assert last_offer(world).name == "Anna Ä."
    assert "Ärni Anna" in world.browser(Role.COORDINATOR).get("/volunteers/desk", params={"q": "ärni"}).text


def test_an_email_of_somebody_else_is_refused(world: World, anna: UUID) -> None:
    registered(world, email="other@example.org")
    form = form_with(world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}/details"), "email")
    form["email"] = "Other@example.org"

    page = form.submit(expect_errors=True)

    assert page.html.select_one(".summary a")["href"] == "#f-email"


def test_a_pause_until_a_day_and_back_again(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/pause"), "until")
    form["until"] = "31.12.2026"

    page = form.submit().follow()
    paused = last_offer(world).state
    page = next(form for form in page.forms.values() if form.action.endswith("/resume")).submit().follow()

    assert paused == VolunteerState.PAUSED
    assert "Die Pause ist beendet." in page.text
    assert last_offer(world).state == VolunteerState.READY


def test_a_pause_that_is_over_already_is_asked_again(world: World, anna: UUID) -> None:
    form = form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/pause"), "until")
    form["until"] = "22.11.2026"

    page = form.submit(expect_errors=True)

    assert page.status_int == 422
    assert page.html.select_one(".summary a")["href"] == "#f-until"
    assert shown(world, anna)["state"] == "ready"


def test_leaving_says_goodbye(world: World, anna: UUID) -> None:
    browser = world.browser(Role.VOLUNTEER, anna)
    form = form_with(browser.get("/volunteers/me/leave"), "reason")
    form["reason"] = "Wir ziehen um."

    page = form.submit().follow()

    assert "Sie machen zurzeit nicht mehr mit." in page.text
    assert last_offer(world).state == VolunteerState.LEFT
    assert "Abgemeldet: Wir ziehen um." in world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}").text


def test_a_click_that_is_not_possible_now_is_explained(world: World, anna: UUID) -> None:
    page = world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/resume")

    assert "Das geht im Moment nicht: Sie sind einsatzbereit." in page.text


def test_what_the_office_does_for_her_is_marked(world: World, anna: UUID) -> None:
    office = world.browser(Role.COORDINATOR, name="Karin Muster")
    form_with(office.get(f"/volunteers/desk/{anna}/offer"), "when").submit().follow()

    page = form_with(office.get(f"/volunteers/desk/{anna}/pause"), "until").submit().follow()

    entries = [entry.text for entry in page.html.select(".timeline li")]
    assert "Pause begonnen" in entries[0] and "telefonisch, erfasst durch" in entries[0]
    assert "Angebot geändert" in entries[1] and "telefonisch, erfasst durch" in entries[1]


def test_the_same_done_by_herself_is_not(world: World, anna: UUID) -> None:
    form_with(world.browser(Role.VOLUNTEER, anna).get("/volunteers/me/pause"), "until").submit()

    entry = world.browser(Role.COORDINATOR).get(f"/volunteers/desk/{anna}").html.select_one(".timeline li").text

    assert "selbst" in entry


@pytest.mark.parametrize("page", ["", "/offer", "/details", "/away", "/hours", "/pause", "/leave"])
def test_the_pages_are_her_own(world: World, anna: UUID, page: str) -> None:
    desk = f"/volunteers/desk/{anna}{page}"

    assert world.visitor().get(f"/volunteers/me{page}").status_int == 303
    assert world.visitor().get(desk).status_int == 303
    for role in (Role.VOLUNTEER, Role.STAFF):
        assert world.browser(role).get(desk, expect_errors=True).status_int == 403
    assert world.browser(Role.VOLUNTEER, new_id()).get(f"/volunteers/me{page}", expect_errors=True).status_int == 404
