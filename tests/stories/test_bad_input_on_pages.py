"""Whatever is typed wrong on a form of the main job is said above and beside the field, and nothing typed is lost."""

from typing import Any

import pytest

from shared.testing import World
from tests.stories import wrong_forms
from tests.stories.carer import RECURRING, Carer
from tests.stories.kept import snapshot
from tests.stories.page import Page
from tests.stories.wrong_forms import Case, Office

FORMS = {
    "visitors": wrong_forms.VISITORS,
    "carers": wrong_forms.CARERS,
    "coordinators": wrong_forms.COORDINATORS,
    "volunteers": wrong_forms.VOLUNTEERS,
}
NEVER_SHOWN_AGAIN = ("Passwort",)
COUNTED = {"identity.sign_in_attempts", "identity.due"}
"""What a refused form may leave behind."""


@pytest.mark.parametrize("forms", FORMS.values(), ids=FORMS.keys())
def test_what_is_wrong_is_said_where_it_is_and_everything_typed_stays(world: World, forms: dict[str, Case]) -> None:
    office = Office(world)
    for name, case in forms.items():
        form = case.opened(office)
        world.settle()
        before = snapshot(world)

        page = Page(form.fill(case.typed).send(case.button, expect_errors=True))

        assert page.status in (409, 422), name
        told = {field: (page.errors().get(f"f-{field}", ""), page.error_beside(f"f-{field}")) for field in case.wrong}
        for field, sentence in case.wrong.items():
            above, beside = told[field]
            assert sentence in beside and above.endswith(beside), (name, field, told)
        kept = {label: value for label, value in case.typed.items() if label not in NEVER_SHOWN_AGAIN}
        assert [label for label, value in kept.items() if not page.shows(label, value)] == [], name
        assert changed(before, snapshot(world)) <= COUNTED, name


def test_a_text_that_names_somebody_is_sent_only_when_the_carer_is_sure(carer: Carer) -> None:
    typed = {**RECURRING, "Was sollte die freiwillige Person wissen?": "Frau Tesfay lernt abends Deutsch."}
    form = carer.open("/accommodation/needs/new")

    warned = form.press("Anfrage senden", typed, expect=422)
    sent = warned.press("Anfrage senden", {"Trotzdem senden: Der Text verrät nicht, um wen es geht.": True})

    assert "Bitte schauen Sie den Text nochmals an" in warned.words
    assert [label for label, value in typed.items() if not warned.shows(label, value)] == []
    assert "Ihre Anfrage ist gestellt." in sent.response.text


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The tables in which something is other than it was."""
    return {name for name in after if after[name] != before[name]}
