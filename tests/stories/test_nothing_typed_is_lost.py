"""What somebody typed is still there: after an error, in another language, and after signing in again."""

from typing import Any

from shared.ids import new_id
from shared.testing import World
from tests.stories.carer import Carer
from tests.stories.coordinator import Coordinator
from tests.stories.kept import rows
from tests.stories.page import Page
from tests.stories.person import PASSWORD, Person

TYPED = {"headcount": "2", "wish": "Am Wochenende «Mathe» & <Deutsch>\nbitte", "reference": "Zimmer 12-B"}
KEPT = "Ihre Anmeldung war abgelaufen."


def test_the_same_form_in_another_language_has_all_that_was_typed(carer: Carer) -> None:
    form = typed_in(carer)

    french = form.submit("language_switch", value="fr")

    assert french.status_int == 200
    assert french.html.html["lang"] == "fr-CH"
    assert shown(french) == TYPED
    assert french.html.select_one(".summary") is None
    assert needs_of(carer) == 0


def test_a_switch_on_a_form_with_everything_right_does_nothing_else(carer: Carer) -> None:
    form = typed_in(carer)
    form["category"] = "homework_help"
    form["minors"] = "true"

    form.submit("language_switch", value="it")

    assert needs_of(carer) == 0


def test_a_form_sent_too_late_is_there_again_after_signing_in(carer: Carer, world: World) -> None:
    form = typed_in(carer)
    world.advance(hours=13)

    entrance = form.submit().follow()
    back = sign_in(entrance, carer).follow()

    assert shown(back) == TYPED
    assert KEPT in Page(back).words
    assert needs_of(carer) == 0


def test_what_was_kept_is_shown_to_nobody_else_at_the_same_computer(
    carer: Carer, coordinator: Coordinator, world: World
) -> None:
    form = typed_in(carer)
    world.advance(hours=13)

    back = sign_in(form.submit().follow(), carer, as_=coordinator).follow()

    assert shown(back) != TYPED
    assert KEPT not in Page(back).words


def test_what_was_kept_is_gone_after_a_day(carer: Carer, world: World) -> None:
    form = typed_in(carer)
    world.advance(hours=13)
    there = form.submit().location
    world.advance(hours=25)

    back = sign_in(carer.browser.get(there), carer).follow()

    assert shown(back) != TYPED
    assert rows(world)["accommodation.unsent_forms"] == 0


def test_what_nobody_types_is_not_kept(carer: Carer, world: World) -> None:
    form = typed_in(carer)
    form["wish"] = "x" * 30_000
    world.advance(hours=13)

    form.submit()

    assert rows(world)["accommodation.unsent_forms"] == 0


def test_of_many_forms_that_came_too_late_the_last_are_kept(carer: Carer, world: World) -> None:
    form = typed_in(carer)
    world.advance(hours=13)

    for number in range(25):
        came_from = {"Referer": f"http://localhost/accommodation/needs/{number}"}
        path = f"/accommodation/needs/{new_id()}/cancel"
        carer.browser.post(path, form.submit_fields(), headers=came_from)

    assert rows(world)["accommodation.unsent_forms"] == 20


def typed_in(carer: Carer) -> Any:
    """The form for a new need, half filled in."""
    form = carer.browser.get("/accommodation/needs/new").forms["page-form"]
    for name, text in TYPED.items():
        form[name] = text
    return form


def shown(response: Any) -> dict[str, str]:
    form = response.forms["page-form"]
    return {name: form[name].value.replace("\r", "") for name in TYPED}


def sign_in(entrance: Any, carer: Carer, as_: Person | None = None) -> Any:
    """At the carer's browser, as the carer or as somebody else."""
    form = next(form for form in entrance.forms.values() if "password" in form.fields)
    form["email"], form["password"] = (as_ or carer).email, PASSWORD
    return form.submit()


def needs_of(carer: Carer) -> int:
    return len(Page(carer.browser.get("/accommodation")).links("/accommodation/needs/01"))
