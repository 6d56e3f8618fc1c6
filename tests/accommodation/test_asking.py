"""«Wir brauchen Unterstützung»: a need without an account, confirmed by mail and released by a coordinator."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from webtest import TestApp, TestResponse

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged, NeedState
from shared.contracts.matching import MatchState
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.tasks import TaskChanged
from shared.testing import ApiClient, World
from tests.accommodation.conftest import FILLED_IN, Match, ask, form_with, link_in

Read = Callable[[UUID], dict[str, Any]]


@pytest.fixture
def asked(world: World) -> UUID:
    """The id of a need that somebody asked for, as its mail tells it."""
    ask(world)
    (mail,) = world.told("accommodation", MessageRequested)
    return UUID(mail.data["need_id"])


@pytest.fixture
def link_to_confirm(world: World, asked: UUID) -> str:
    """The address in the mail."""
    (mail,) = world.told("accommodation", MessageRequested)
    return link_in(world, mail)


def _confirm(world: World, address: str) -> TestResponse:
    return form_with(world.visitor().get(address), address).submit().follow()


def test_asking_sends_one_mail_and_tells_nobody_else(world: World) -> None:
    page = ask(world).follow()

    assert "Bitte bestätigen Sie Ihre Anfrage" in page
    (person,) = world.told("accommodation", RecipientChanged)
    assert (person.email, person.name, person.kind) == ("Rita.Roth@example.org", "Rita Roth", "poster")
    (mail,) = world.told("accommodation", MessageRequested)
    assert (mail.template, mail.person_id) == ("confirm_need", person.person_id)
    assert set(mail.data) == {"need_id"}
    assert world.told("accommodation", NeedChanged) == []
    assert world.told("accommodation", TaskChanged) == []


def test_opening_the_link_changes_nothing_and_the_button_confirms(
    world: World, asked: UUID, link_to_confirm: str, read: Read
) -> None:
    first = world.visitor().get(link_to_confirm)
    still = read(asked)["revision"]
    page = _confirm(world, link_to_confirm)

    assert "Kommt diese Anfrage von Ihnen?" in first
    assert still == 1
    assert "Danke, Ihre Anfrage ist bestätigt" in page
    assert world.told("accommodation", NeedChanged) == []


def test_a_confirmed_need_is_a_task_for_the_office_until_it_is_released(
    world: World, asked: UUID, link_to_confirm: str, coordinator: ApiClient
) -> None:
    _confirm(world, link_to_confirm)
    (waiting,) = world.told("accommodation", TaskChanged)

    coordinator.post(f"/accommodation/api/needs/{asked}/release")

    _, done = world.told("accommodation", TaskChanged)
    assert (waiting.done, waiting.label) == (False, "Kleider und andere Sachen, Zufikon")
    assert waiting.link == f"/accommodation/needs/{asked}"
    assert (done.done, done.task_id, done.revision > waiting.revision) == (True, waiting.task_id, True)


def test_a_released_need_goes_out_and_its_poster_is_told(
    world: World, asked: UUID, link_to_confirm: str, coordinator: ApiClient
) -> None:
    _confirm(world, link_to_confirm)

    answer = coordinator.post(f"/accommodation/api/needs/{asked}/release")

    assert (answer.status_int, answer.json["state"]) == (200, "open")
    (told,) = world.told("accommodation", NeedChanged)
    assert (told.state, told.site_id, told.bfs_nr) == (NeedState.OPEN, None, 4083)
    (_, mail) = world.told("accommodation", MessageRequested)
    assert (mail.template, mail.data["category"]) == ("need_released", "donations")
    assert "Rita" not in repr(told)


def test_an_unconfirmed_need_is_not_released(asked: UUID, coordinator: ApiClient) -> None:
    answer = coordinator.post(f"/accommodation/api/needs/{asked}/release")

    assert (answer.status_int, answer.json["code"]) == (409, "unconfirmed")


def test_a_coordinator_confirms_on_the_telephone(world: World, asked: UUID, office: TestApp, read: Read) -> None:
    page = office.get(f"/accommodation/needs/{asked}")

    page = form_with(page, "/confirm").submit().follow()
    page = form_with(page, "/release").submit().follow()

    assert "telefonisch, erfasst durch Fachstelle" in page
    assert read(asked)["state"] == "open"


def test_confirming_again_is_friendly_and_changes_nothing(
    world: World, asked: UUID, link_to_confirm: str, coordinator: ApiClient, read: Read
) -> None:
    form = form_with(world.visitor().get(link_to_confirm), link_to_confirm)
    form.submit()
    coordinator.post(f"/accommodation/api/needs/{asked}/release")
    revision = read(asked)["revision"]

    page = world.visitor().get(link_to_confirm)

    assert "Ihre Anfrage ist schon bestätigt" in page
    assert read(asked)["revision"] == revision


def test_a_rejected_need_is_said_kindly_and_stays_inside(
    world: World, asked: UUID, link_to_confirm: str, office: TestApp, read: Read
) -> None:
    _confirm(world, link_to_confirm)

    form = form_with(office.get(f"/accommodation/needs/{asked}"), "reason")
    form["reason"] = "Wird in der Schule gelöst"
    page = form.submit().follow()

    assert "Die Anfrage ist nicht freigegeben worden." in page
    assert (read(asked)["state"], read(asked)["cause"]) == ("cancelled", "not_released")
    assert world.told("accommodation", NeedChanged) == []
    assert [task.done for task in world.told("accommodation", TaskChanged)] == [False, True]
    assert "Diese Anfrage ist nicht mehr offen" in world.visitor().get(link_to_confirm)


@pytest.mark.parametrize("token", ["made-up", "wrong purpose"])
def test_an_odd_link_is_answered_kindly(world: World, asked: UUID, token: str) -> None:
    if token == "wrong purpose":
        token = world.office.links.sign("need", asked, timedelta(days=1))

    page = world.visitor().get(f"/accommodation/confirm/{token}", expect_errors=True)

    assert page.status_int == 410
    assert "Dieser Link gilt nicht mehr" in page


def test_never_confirmed_it_expires_after_two_weeks_and_the_address_is_forgotten(
    world: World, asked: UUID, link_to_confirm: str
) -> None:
    world.advance(days=13)
    kept = world.told("accommodation", RecipientRemoved)
    world.advance(days=2)

    need = world.api(Role.COORDINATOR).get(f"/accommodation/api/needs/{asked}").json
    assert (kept, need["state"], need["cause"]) == ([], "expired", "not_confirmed")
    (gone,) = world.told("accommodation", RecipientRemoved)
    (person,) = world.told("accommodation", RecipientChanged)
    assert (gone.person_id, gone.revision) == (person.person_id, 2)
    assert world.told("accommodation", NeedChanged) == []
    assert "Dieser Link gilt nicht mehr" in world.visitor().get(link_to_confirm, expect_errors=True)


def test_confirmed_it_does_not_expire_for_want_of_confirmation(
    world: World, asked: UUID, link_to_confirm: str, read: Read
) -> None:
    _confirm(world, link_to_confirm)

    world.advance(days=30)

    assert read(asked)["state"] == "draft"


def test_the_poster_follows_the_need_by_a_signed_link(
    world: World, asked: UUID, link_to_confirm: str, coordinator: ApiClient
) -> None:
    _confirm(world, link_to_confirm)
    coordinator.post(f"/accommodation/api/needs/{asked}/release")
    match = Match(asked)
    world.tell(match.now(MatchState.ACCEPTED), match.now(MatchState.AGREED), match.contact())
    address = "/accommodation/asked/" + world.office.links.sign("need", asked, timedelta(days=30))

    page = world.visitor().get(address)

    assert "Anna Muster" in page and "+41 79 123 45 67" in page
    (*_, mail) = world.told("accommodation", MessageRequested)
    assert (mail.template, mail.person_id) == (
        "someone_comes",
        world.told("accommodation", RecipientChanged)[0].person_id,
    )

    after = form_with(page, "/cancel").submit().follow()

    assert "Die Anfrage ist zurückgezogen." in after
    assert world.told("accommodation", NeedChanged)[-1].cause == "cancelled_by_poster"


def test_a_postcode_of_several_municipalities_is_asked_about(world: World, read: Read) -> None:
    first = ask(world, postcode="5610")
    form = form_with(first, "category")
    form["bfs_nr"] = "4080"
    form.submit()

    assert first.status_int == 422
    assert "Bitte wählen Sie die Gemeinde." in first
    assert form["name"].value == "Rita Roth"
    (mail,) = world.told("accommodation", MessageRequested)
    assert read(UUID(mail.data["need_id"]))["bfs_nr"] == 4080


@pytest.mark.parametrize(
    ("postcode", "sentence"),
    [("5504", "Zuständig ist: RIF Nachbarregion West"), ("8000", "8000 liegt ausserhalb unserer Region.")],
)
def test_a_postcode_outside_names_who_is_in_charge(world: World, postcode: str, sentence: str) -> None:
    page = ask(world, postcode=postcode)

    assert page.status_int == 422
    assert sentence in page
    assert world.told("accommodation", MessageRequested) == []


def test_what_is_missing_is_named_and_nothing_typed_is_lost(world: World) -> None:
    page = ask(world, email="rita@", category="")

    form = form_with(page, "category")
    assert page.status_int == 422
    assert "Bitte prüfen Sie Ihre Angaben" in page
    assert (form["email"].value, form["name"].value, form["postcode"].value) == ("rita@", "Rita Roth", "5621")


def test_nobodys_mailbox_is_filled_in_their_name(world: World) -> None:
    answers = [ask(world).status_int for _ in range(7)]

    assert answers == [303] * 5 + [409] * 2
    assert len(world.told("accommodation", MessageRequested)) == 5


@pytest.mark.parametrize("cookie", [None, "of-somebody-else"])
def test_without_its_cookie_the_form_comes_back_as_it_was_typed(world: World, cookie: str | None) -> None:
    browser = world.visitor()
    form = form_with(browser.get("/accommodation/ask"), "category")
    for name, value in FILLED_IN.items():
        form[name] = value
    browser.reset()
    if cookie:
        browser.set_cookie("rif_form", cookie)

    page = form.submit(expect_errors=True)

    assert page.status_int == 400
    assert "Bitte senden Sie es nochmals" in page
    again = form_with(page, "category")
    assert {name: again[name].value for name in FILLED_IN} == FILLED_IN
    assert world.told("accommodation", MessageRequested) == []
    assert again.submit().status_int == 303
    assert len(world.told("accommodation", MessageRequested)) == 1


def test_the_other_forms_of_the_public_keep_their_plain_refusal(world: World, link_to_confirm: str) -> None:
    browser = world.visitor()
    form = form_with(browser.get(link_to_confirm), link_to_confirm)
    browser.reset()

    page = form.submit(expect_errors=True)

    assert page.status_int == 400
    assert "Das konnten wir nicht lesen" in page


def test_a_second_click_asks_once(world: World) -> None:
    form = form_with(world.visitor().get("/accommodation/ask"), "category")
    for name, value in FILLED_IN.items():
        form[name] = value

    form.submit()
    form.submit()

    assert len(world.told("accommodation", MessageRequested)) == 1


def test_only_the_office_sees_who_asked(world: World, asked: UUID, office: TestApp, carer: TestApp) -> None:
    assert "Rita Roth" in office.get(f"/accommodation/needs/{asked}")
    assert carer.get(f"/accommodation/needs/{asked}", expect_errors=True).status_int == 403


def test_taking_it_back_in_a_second_window_is_answered_kindly(world: World, asked: UUID) -> None:
    address = "/accommodation/asked/" + world.office.links.sign("need", asked, timedelta(days=30))
    here, there = (form_with(world.visitor().get(address), "/cancel") for _ in range(2))
    here.submit()

    page = there.submit().follow()

    assert "Zurückgezogen: per Link zurückgezogen." in page
    assert "/cancel" not in page
