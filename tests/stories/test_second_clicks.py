"""Impatient fingers, the back button and mail programs that open every link: nothing happens twice, or by itself."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from shared.testing import World, links_in
from tests.stories import main_job
from tests.stories.carer import RECURRING, Carer
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator, open_office
from tests.stories.kept import rows, snapshot
from tests.stories.person import Person
from tests.stories.test_without_account import ask
from tests.stories.volunteer import Volunteer

ACCOMPANIMENT = "Begleitung zu Behörden, Arzt oder Schule"
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def twice(application: Wsgi) -> Wsgi:
    """Everything that a browser posts arrives twice; the browser sees the second answer."""

    def clicked_twice(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
        first = {**environ, "wsgi.input": io.BytesIO(body)}
        b"".join(application(first, lambda status, headers, error=None: None))
        return application({**environ, "wsgi.input": io.BytesIO(body)}, start_response)

    return clicked_twice


def test_every_click_of_the_main_job_done_twice_has_one_effect(make_world: Callable[..., World], world: World) -> None:
    main_job.play(world, open_office(world))
    impatient = make_world(*world.members)
    impatient.wsgi = twice(impatient.wsgi)

    main_job.play(impatient, open_office(impatient))

    assert rows(impatient) == rows(world)


def test_going_back_and_sending_the_form_again_leads_to_what_was_done(world: World, carer: Carer) -> None:
    form = carer.my_needs().follow("Neue Anfrage")
    first = carer.press(form, "Anfrage senden", RECURRING)

    again = carer.press(form, "Anfrage senden")

    assert again.path == first.path
    assert rows(world)["accommodation.needs"] == 1


def test_two_coordinators_ask_the_same_volunteer_at_the_same_time(
    coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> None:
    anna = ready_volunteer("Anna", "Meier")
    need = carer.post_need()
    here, there = coordinator.need(need), coordinator.need(need)
    coordinator.press(here, "Jetzt anfragen", {"Anna M. anfragen": True})

    refused = coordinator.press(there, "Jetzt anfragen", {"Anna M. anfragen": True}, expect=409)

    assert "Anna M.: " in refused.under("In der Zwischenzeit hat sich hier etwas geändert")
    assert len([mail for mail in anna.mails() if mail["template"] == "proposal"]) == 1


def test_opening_the_links_of_all_mails_changes_nothing(
    world: World, coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> None:
    mails = unanswered_mails(world, coordinator, carer, ready_volunteer)
    before = snapshot(world)

    for link in {link for mail in mails for link in links_in(mail["text"])}:
        for read in (world.visitor().get, world.visitor().head, carer.browser.get):
            assert read(link, status="*").status_int in (200, 303, 410), link

    assert snapshot(world) == before
    assert {mail["template"] for mail in mails if links_in(mail["text"])} == {
        "confirm_sign_up", "sign_up_reminder", "already_registered", "sign_in_link", "invitation", "new_password",
        "cleared", "proposal", "chosen", "agreed", "confirm_need", "need_released", "someone_chosen",
        "someone_comes",
    }  # fmt: skip


def unanswered_mails(
    world: World, coordinator: Coordinator, carer: Carer, ready_volunteer: Helps
) -> list[dict[str, Any]]:
    """A mail of every kind that has a link; no link was followed yet."""
    bea, olga = Volunteer(world, "Bea", "Keller"), Carer(world, "Olga", "Weber")
    bea.sign_up()
    world.advance(hours=25)
    for person in (coordinator, carer):
        person.sign_in()
    anna, cem = ready_volunteer("Anna", "Meier"), ready_volunteer("Cem", "Aydin")
    anna.sign_up()
    anna.press(anna.open("/identity/sign-in"), "Link schicken", {"Ihre E-Mail-Adresse": anna.email})
    carer.press(carer.open("/identity/new-password"), "Link schicken", {"Ihre E-Mail-Adresse": carer.email})
    coordinator.invite(olga, coordinator.create_site(**{"Name des Standorts": "Unterkunft Lindenhof"}))
    coordinator.propose(carer.post_need(), anna)
    need = carer.post_need()
    coordinator.propose(need, cem)
    coordinator.move(need, cem, "Telefonisch Ja", "Auswählen", "Einsatz vereinbaren")
    petra = Person(world, "Petra", "Lang")
    ask(petra)
    coordinator.press(coordinator.open("/accommodation/desk?state=draft").follow(ACCOMPANIMENT), "Am Telefon bestätigt")
    coordinator.press(coordinator.open("/accommodation/desk"), "Freigeben")
    return [mail for person in (anna, bea, cem, carer, olga, petra) for mail in person.mails()]
