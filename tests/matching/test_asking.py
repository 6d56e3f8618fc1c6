"""Asking volunteers from the desk: whom, until when, with which message, and what is asked before."""

from typing import Any

from webtest import TestApp

from shared.contracts.accommodation import NeedChanged
from shared.contracts.volunteers import VolunteerState
from shared.testing import World
from tests.matching.conftest import Desk
from tests.matching.making import form_with, need, newer, offer, one_off


def test_several_are_asked_from_the_desk_with_a_message(browser: TestApp, desk: Desk, world: World) -> None:
    wanted, anna, beat = need(), offer("Anna M."), offer("Beat K.")
    world.tell(wanted, anna, beat)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    for box in form.fields["offer_ids"]:
        box.checked = True
    form["answer_by"] = "2026-11-25T18:00"
    form["message"] = "Hätten Sie Zeit?"

    page = form.submit().follow()

    assert "gehen jetzt per E-Mail hinaus" in page
    made = desk.api.get("/matching/api/matches", need_id=str(wanted.need_id)).json
    assert sorted(match["name"] for match in made) == ["Anna M.", "Beat K."]
    assert {match["answer_by"] for match in made} == {"2026-11-25T17:00:00+00:00"}
    assert "0 von 1" in page
    assert "2 angefragt" in page


def test_nothing_typed_is_lost_when_nobody_is_ticked(browser: TestApp, desk: Desk, world: World) -> None:
    wanted, anna = need(), offer()
    world.tell(wanted, anna)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    form["message"] = "Hätten Sie Zeit?"
    form["answer_by"] = "bald"

    page = form.submit(status=422)

    assert form_with(page, "message")["message"].value.strip() == "Hätten Sie Zeit?"
    assert form_with(page, "message")["answer_by"].value == "bald"
    assert "Bitte prüfen Sie Ihre Angaben" in page
    assert desk.told() == []


def test_somebody_who_paused_meanwhile_is_named_and_nobody_is_asked(browser: TestApp, desk: Desk, world: World) -> None:
    wanted, anna = need(), offer("Anna M.")
    world.tell(wanted, anna)
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    form.fields["offer_ids"][0].checked = True
    world.tell(newer(anna, state=VolunteerState.PAUSED))

    page = form.submit(status=409)

    assert "Anna M.: Ist zurzeit nicht einsatzbereit." in page
    assert desk.told() == []


def test_a_deadline_after_the_beginning_is_refused_beside_its_field(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = one_off()
    world.tell(wanted, offer())
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    form.fields["offer_ids"][0].checked = True
    form["answer_by"] = "2026-11-27T18:00"
    form["message"] = "Hätten Sie Zeit?"

    page = form.submit(status=422)

    assert "Der Einsatz beginnt 26.11.2026" in page.html.find(id="f-answer_by-error").text
    assert form_with(page, "message")["message"].value.strip() == "Hätten Sie Zeit?"
    assert desk.told() == []


def ticked(browser: TestApp, wanted: NeedChanged, count: int) -> Any:
    form = form_with(browser.get(f"/matching/desk/{wanted.need_id}"), "offer_ids")
    for box in form.fields["offer_ids"][:count]:
        box.checked = True
    form["message"] = "Hätten Sie Zeit?\nLiebe Grüsse"
    return form


def test_to_more_than_five_nobody_writes_without_being_asked(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need()
    world.tell(wanted, *(offer(f"Nr. {number}") for number in range(6)))

    question = ticked(browser, wanted, 6).submit()
    before = desk.told()
    page = question.forms["page-form"].submit().follow()

    assert "6 Personen anfragen?" in question.html.h1.text
    assert [line.text for line in question.html.select("main li")] == [f"Nr. {number}" for number in range(6)]
    assert before == []
    assert "gehen jetzt per E-Mail hinaus" in page
    assert len(desk.told()) == 6
    made = desk.api.get("/matching/api/matches", need_id=str(wanted.need_id)).json
    assert "Liebe Grüsse" in browser.get(f"/matching/matches/{made[0]['id']}")


def test_five_are_asked_at_once(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need()
    world.tell(wanted, *(offer() for _ in range(6)))

    ticked(browser, wanted, 5).submit(status=303)

    assert len(desk.told()) == 5


def test_the_way_back_from_the_question_loses_nothing(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need()
    world.tell(wanted, *(offer() for _ in range(6)))
    question = ticked(browser, wanted, 6).submit()

    back = next(form for form in question.forms.values() if "Zurück" in form.text).submit("_again")

    assert form_with(back, "message")["message"].value.split() == ["Hätten", "Sie", "Zeit?", "Liebe", "Grüsse"]
    assert all(box.checked for box in form_with(back, "offer_ids").fields["offer_ids"])
    assert desk.told() == []


def test_another_language_takes_what_was_typed_along(browser: TestApp, desk: Desk, world: World) -> None:
    wanted = need()
    world.tell(wanted, offer("Anna M."))

    page = ticked(browser, wanted, 1).submit("language_switch", value="fr")

    assert page.html.html["lang"] == "fr-CH"
    assert form_with(page, "message")["message"].value.split()[0] == "Hätten"
    assert form_with(page, "offer_ids").fields["offer_ids"][0].checked
    assert desk.told() == []
