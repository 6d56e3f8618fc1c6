"""The form of a need: few fields, sensible ones to begin with, everything wrong said at once, nothing typed lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.testing import World
from tests.accommodation.conftest import FILLED_IN, ask, form_with, need_form

ODD_TEXTS = {
    "emoji": "👩‍🏫 Bitte mit Geduld 🎉",
    "another script": "እንግሊዝኛ и українська",
    "markup": "<script>alert(1)</script>",
    "braces": "{{ 7 * 7 }} %(name)s",
}


def _send(form: Any, **given: Any) -> Any:
    for name, value in given.items():
        form[name] = value
    return form.submit(expect_errors=True)


def test_a_need_of_every_week_takes_at_most_twelve_steps(world: World, carer: TestApp) -> None:
    page = carer.get("/accommodation/needs/new")
    form, steps = form_with(page, "category"), 0
    for name, value in {
        "category": "homework_help",
        "headcount": "2",
        "timing": "weekly",
        "last": "2027-03-31",
        "minutes": "90",
        "age_group": "school",
        "persons": "4",
        "wish": "Rechnen",
    }.items():
        form[name], steps = value, steps + 1
    form.get("slots", 5).checked, steps = True, steps + 1
    form.get("languages", 0).value, steps = "ti", steps + 1

    form.submit().follow()
    steps += 1

    assert steps <= 12
    assert [(told.category, told.headcount, told.minors) for told in world.told("accommodation", NeedChanged)] == [
        ("homework_help", 2, True)
    ]


def test_beside_for_whom_it_is_one_answer_is_enough(world: World, carer: TestApp) -> None:
    answer = _send(need_form(carer), category="sport")

    assert answer.status_int == 303
    (told,) = world.told("accommodation", NeedChanged)
    assert (told.timing, told.headcount, told.persons, told.urgency) == ("flexible", 1, 2, "normal")


@pytest.mark.parametrize(
    ("timing", "once_at", "last", "ticked", "kept"),
    [
        ("once", "2026-11-27T14:30", "gestern", True, (True, [], None)),
        ("weekly", "gestern", "2026-12-24", True, (False, ["tue_evening"], "2026-12-24")),
        ("flexible", "gestern", "2026-12-24", True, (False, [], "2026-12-24")),
    ],
)
def test_what_stands_in_fields_for_another_timing_does_not_count(
    world: World, carer: TestApp, timing: str, once_at: str, last: str, ticked: bool, kept: tuple[Any, ...]
) -> None:
    form = need_form(carer)
    form.get("slots", 5).checked = ticked

    answer = _send(form, category="sport", timing=timing, once_at=once_at, last=last)

    assert answer.status_int == 303
    (told,) = world.told("accommodation", NeedChanged)
    assert (told.once_at is not None, list(told.slots), str(told.last) if told.last else None) == kept


def test_everything_wrong_is_said_in_one_round(world: World) -> None:
    page = ask(
        world, category="", timing="once", headcount="0", persons="viele", minutes="9999",
        postcode="8000", email="rita@", phone="12", name="", wish="756.1234.5678.97",
    )  # fmt: skip

    told = {a["href"].removeprefix("#f-") for a in page.html.select(".summary a")}
    wrong = {"category", "once_at", "headcount", "persons", "minutes", "postcode", "email", "phone", "name"}
    assert (page.status_int, told) == (422, wrong)
    assert "AHV-Nummer" in page
    assert form_with(page, "category")["wish"].value == "756.1234.5678.97"


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_texts_are_kept_as_they_are_and_shown_as_text(world: World, carer: TestApp, text: str) -> None:
    form = need_form(carer)

    page = _send(form, category="sport", wish=text, reference=text).follow()

    assert text in page.html.main.text
    assert "<script>alert" not in page.text
    assert world.told("accommodation", NeedChanged)[0].wish == text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("wish", "x" * 501, "höchstens 500 Zeichen"),
        ("reference", "x" * 61, "höchstens 60 Zeichen"),
        ("headcount", "fünf", "ganze Zahl"),
        ("persons", "-1", "mindestens 1"),
        ("minutes", "1", "mindestens 5"),
        ("first", "31.02.2026", "ein Datum"),
        ("last", "2026-11-01", "schon vorbei"),
        ("wish", "Hallo\u202eolleH", "unsichtbare Zeichen"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_as_typed(
    carer: TestApp, field: str, value: str, sentence: str
) -> None:
    page = _send(need_form(carer), category="sport", **{field: value})

    assert page.status_int == 422
    assert sentence in page.html.find(id=f"f-{field}-error").text
    assert form_with(page, "category")[field].value == value


@pytest.mark.parametrize("field", ["name", "organisation"])
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "😀", "Рита Рот"])
def test_who_asks_may_be_called_anything(world: World, office: TestApp, field: str, text: str) -> None:
    ask(world, **{field: text})

    need_id = world.api(Role.COORDINATOR).get("/accommodation/api/needs").json[0]["id"]
    page = office.get(f"/accommodation/needs/{need_id}")
    assert text in page.html.main.text and "<script>alert" not in page.text


def test_the_language_switch_brings_the_form_back_without_complaints(world: World) -> None:
    form = form_with(world.visitor().get("/accommodation/ask"), "category")
    form["wish"], form["postcode"] = "Mit Geduld", "8000"

    page = form.submit("language_switch", value="fr")

    assert (page.status_int, page.html.html["lang"]) == (200, "fr-CH")
    assert page.html.select(".summary") == []
    assert (form_with(page, "category")["wish"].value, form_with(page, "category")["postcode"].value) == (
        "Mit Geduld",
        "8000",
    )


def test_mails_are_in_the_language_in_which_was_asked(world: World) -> None:
    browser = world.visitor()
    form = form_with(browser.get("/accommodation/ask", headers={"Accept-Language": "uk"}), "category")
    for name, value in FILLED_IN.items():
        form[name] = value
    form.submit(headers={"Accept-Language": "uk"})

    assert [person.language for person in world.told("accommodation", RecipientChanged)] == ["uk"]


def test_the_site_of_last_time_is_chosen_already(
    world: World, new_site: Callable[..., UUID], site_id: UUID, carer_id: UUID
) -> None:
    other = new_site(name="Haus B")
    browser = world.browser(Role.STAFF, carer_id, site_ids=[site_id, other])
    first = need_form(browser)
    before = first["site_id"].value

    _send(first, site_id=str(other), category="sport")

    assert before == ""
    assert need_form(browser)["site_id"].value == str(other)


def test_a_mail_is_asked_for_once_however_often_the_button_is_pressed(world: World) -> None:
    form = form_with(world.visitor().get("/accommodation/ask"), "category")
    for name, value in FILLED_IN.items():
        form[name] = value

    first, second = form.submit(), form.submit()

    assert first.location == second.location
    assert len(world.told("accommodation", MessageRequested)) == 1
