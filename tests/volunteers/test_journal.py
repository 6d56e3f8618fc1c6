"""A volunteer's journal: the office writes into it, and what is written stands there as it was typed."""

from typing import Any

import pytest

from shared.contracts.journal import FollowUpChanged
from shared.testing import World
from tests.volunteers.journals import entries, form_to, path_of, write
from tests.volunteers.people import ANNA, ready, registered


@pytest.mark.parametrize(("kind", "shown"), [("note", "Notiz"), ("call", "Anruf"), ("visit", "Besuch")])
def test_an_entry_says_what_it_was_when_and_by_whom(world: World, office: Any, kind: str, shown: str) -> None:
    page = write(office, ready(world), "Sucht etwas\nam Abend.", kind=kind)

    [entry] = page.html.select("#journal .entries > li")
    assert entry.select_one(".lines").text == "Sucht etwas\nam Abend."
    assert " ".join(entry.select_one(".soft").text.split()) == f"{shown} · 23.11.2026, 09.00 Uhr · Karin Muster"


def test_the_newest_entry_stands_first_and_what_is_due_above_it(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    write(office, volunteer_id, "Zuerst.", due_on="2026-12-01")
    write(office, volunteer_id, "Dann.", due_on="2026-11-30")
    write(office, volunteer_id, "Danach.")

    page = write(office, volunteer_id, "Zuletzt.")

    assert entries(page) == ["Dann.", "Zuerst.", "Zuletzt.", "Danach."]


def test_a_long_journal_is_folded(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    for number in range(12):
        write(office, volunteer_id, f"Eintrag {number}")

    page = office.get(path_of(volunteer_id))

    assert len(entries(page)) == 12
    assert page.html.select_one("#journal details summary").text == "2 ältere Einträge"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Bitte ausfüllen."),
        ({"text": "x" * 4001}, "Bitte schreiben Sie höchstens 4000 Zeichen."),
        ({"due_on": "2026-11-22"}, "Bitte wählen Sie heute oder einen Tag, der noch kommt."),
        ({"due_on": "bald"}, "Bitte geben Sie ein Datum an, zum Beispiel 21.11.2026."),
        ({"kind": "rumour"}, "Bitte wählen Sie eine der Möglichkeiten."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, office: Any, fields: dict[str, str], sentence: str
) -> None:
    volunteer_id = ready(world)
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    typed = {"text": "Ruft zurück.", "due_on": "2026-12-01", **fields}
    for name, value in typed.items():
        form[name].force_value(value)

    page = form.submit(status=422)

    assert sentence in page.html.select_one(".summary").text
    again = form_to(page, "/journal")
    assert (again["text"].value, again["due_on"].value) == (typed["text"], typed["due_on"])
    assert entries(office.get(path_of(volunteer_id))) == []


def test_what_is_typed_is_shown_by_the_letter(world: World, office: Any) -> None:
    page = write(office, ready(world), "<script>alert(1)</script> 😀 ስራሕ")

    assert entries(page) == ["<script>alert(1)</script> 😀 ስራሕ"]


def test_an_entry_sent_twice_is_written_once(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    form["text"], form["due_on"] = "Ruft zurück.", "2026-12-01"

    form.submit()
    form.submit()

    assert entries(office.get(path_of(volunteer_id))) == ["Ruft zurück."]
    assert len(world.told("volunteers", FollowUpChanged)) == 1


def test_another_language_loses_nothing_typed(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    form["text"] = "Ruft zurück."

    page = office.post(form.action, [*form.submit_fields(), ("language_switch", "fr")])

    assert form_to(page, "/journal")["text"].value == "Ruft zurück."
    assert page.html.html["lang"] == "fr-CH"
    assert entries(office.get(path_of(volunteer_id))) == []


def test_what_she_wrote_herself_when_signing_up_stands_on_her_page(world: World, office: Any) -> None:
    volunteer_id = registered(world, notes="Ich habe einen Hund.", email=ANNA["email"])

    assert "Ich habe einen Hund." in office.get(path_of(volunteer_id)).text
