"""Sites and needs have a journal, for the office alone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp

from shared.auth import Role
from shared.contracts.journal import FollowUpChanged, FollowUpRemoved, SubjectKind
from shared.testing import ApiClient, World
from tests.accommodation.conftest import form_with

Post = Callable[..., UUID]


def _write(office: TestApp, page: str, text: str, due_on: str = "") -> Any:
    form = form_with(office.get(page), "/journal")
    form["text"], form["due_on"] = text, due_on
    return form.submit(expect_errors=True)


def test_the_office_notes_something_about_a_site_and_is_reminded(world: World, office: TestApp, site_id: UUID) -> None:
    page = _write(office, f"/accommodation/sites/{site_id}", "Neue Leitung ab Januar", "2026-12-01").follow()

    assert "Neue Leitung ab Januar" in page
    (told,) = world.told("accommodation", FollowUpChanged)
    assert (told.subject_kind, told.subject_id, told.title) == (SubjectKind.SITE, site_id, "Unterkunft Bremgarten")
    assert (str(told.due_on), told.open) == ("2026-12-01", True)


def test_a_needs_entry_is_called_by_its_kind_and_place(world: World, office: TestApp, post: Post) -> None:
    need_id = post(category="sport")

    _write(office, f"/accommodation/needs/{need_id}", "Ball fehlt", "2026-12-01")

    (told,) = world.told("accommodation", FollowUpChanged)
    assert (told.subject_kind, told.title) == (SubjectKind.NEED, "Sport und Bewegung, Bremgarten (AG)")


def test_a_site_that_is_renamed_is_called_so_everywhere(world: World, office: TestApp, site_id: UUID) -> None:
    _write(office, f"/accommodation/sites/{site_id}", "Anrufen", "2026-12-01")
    form = form_with(office.get(f"/accommodation/sites/{site_id}/edit"), "street")
    form["name"] = "Haus Neu"
    form.submit()

    titles = [told.title for told in world.told("accommodation", FollowUpChanged)]
    assert titles == ["Unterkunft Bremgarten", "Haus Neu"]


def test_staff_do_not_see_what_the_office_noted(office: TestApp, carer: TestApp, post: Post) -> None:
    need_id = post()
    _write(office, f"/accommodation/needs/{need_id}", "Heikel")

    page = carer.get(f"/accommodation/needs/{need_id}")

    assert "Heikel" not in page and "Journal" not in page.html.main.text
    assert carer.post(f"/accommodation/needs/{need_id}/journal", {"text": "x"}, expect_errors=True).status_int == 403


@pytest.mark.parametrize("where", ["needs", "sites"])
def test_what_is_wrong_is_said_on_the_page_where_it_stands(
    office: TestApp, post: Post, site_id: UUID, where: str
) -> None:
    page = f"/accommodation/{where}/{post() if where == 'needs' else site_id}"

    refused = _write(office, page, "Text bleibt", "2026-11-01")

    assert refused.status_int == 422
    assert form_with(refused, "/journal")["text"].value == "Text bleibt"
    assert "der noch kommt" in refused.html.select_one(".summary").text


def test_with_the_need_its_journal_is_forgotten(world: World, office: TestApp, post: Post, staff: ApiClient) -> None:
    need_id = post()
    _write(office, f"/accommodation/needs/{need_id}", "Anrufen", "2026-12-01")
    staff.post(f"/accommodation/api/needs/{need_id}/cancel")

    world.advance(days=2 * 365 + 1)

    assert world.api(Role.COORDINATOR).get(f"/accommodation/api/needs/{need_id}").status_int == 404
    assert len(world.told("accommodation", FollowUpRemoved)) == 1
