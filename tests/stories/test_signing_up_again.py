"""Who helps is nobody else's business: a known address gets the same page, and only its owner gets another mail."""

from shared.testing import World
from tests.stories.conftest import Helps
from tests.stories.coordinator import Coordinator
from tests.stories.volunteer import Volunteer

UNCONFIRMED = "Anmeldungen, die nicht bestätigt sind"


def test_somebody_registered_sees_the_same_page_and_gets_another_mail(world: World, ready_volunteer: Helps) -> None:
    anna, stranger = ready_volunteer("Anna", "Meier"), Volunteer(world, "Bea", "Keller")

    new, known = stranger.sign_up(), anna.sign_up()

    assert (known.path, known.words) == (new.path, new.words)
    assert stranger.newest_mail()["subject"] == "Bitte bestätigen Sie Ihre Anmeldung"
    assert anna.newest_mail()["subject"] == "Sie sind bei uns schon angemeldet"
    assert anna.press(anna.follow_mail(), "Jetzt anmelden").title == "Guten Tag, Anna"


def test_somebody_unconfirmed_gets_the_first_mail_again(world: World) -> None:
    anna = Volunteer(world, "Anna", "Meier")
    anna.sign_up()

    anna.sign_up()

    assert [mail["template"] for mail in anna.mails()] == ["confirm_sign_up"] * 2
    assert anna.confirm().title == "Danke, Ihre Anmeldung ist bestätigt"


def test_somebody_who_left_is_for_the_office_to_look_at(
    world: World, coordinator: Coordinator, ready_volunteer: Helps
) -> None:
    anna = ready_volunteer("Anna", "Meier")
    coordinator.press(
        coordinator.file_of(anna).follow("Austritt eintragen"), "Austritt eintragen", {"Grund": "zieht weg"}
    )

    page = anna.sign_up()

    assert page.title == "Bitte bestätigen Sie Ihre E-Mail"
    task = coordinator.open("/matching/today").follow("Anna M.")
    readmitted = coordinator.press(task.follow("Wieder aufnehmen"), "Wieder aufnehmen")
    assert "bestätigt" in readmitted.words
    assert "Möchten wieder mithelfen" not in coordinator.open("/matching/today").words


def test_who_does_not_confirm_is_reminded_once_and_then_called(world: World, coordinator: Coordinator) -> None:
    anna = Volunteer(world, "Anna", "Meier")
    anna.sign_up()

    world.advance(hours=25)
    after_a_day = [mail["template"] for mail in anna.mails()]
    world.advance(hours=24)
    coordinator.sign_in()
    after_two_days = coordinator.open("/matching/today").follow("Anna M.")
    world.advance(days=5)

    assert after_a_day == ["sign_up_reminder", "confirm_sign_up"]
    assert "+41 79 123 45 67" in after_two_days.words
    assert [mail["template"] for mail in anna.mails()] == after_a_day
    assert anna.confirm().title == "Danke, Ihre Anmeldung ist bestätigt"
    coordinator.sign_in()
    assert UNCONFIRMED not in coordinator.open("/matching/today").words


def test_who_confirms_in_time_is_not_reminded(world: World, coordinator: Coordinator) -> None:
    anna = Volunteer(world, "Anna", "Meier")
    anna.sign_up()
    anna.confirm()

    world.advance(days=3)

    coordinator.sign_in()
    assert [mail["template"] for mail in anna.mails()] == ["confirm_sign_up"]
    assert UNCONFIRMED not in coordinator.open("/matching/today").words
