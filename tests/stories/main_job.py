"""The whole main job with a recurring need, for which the office chooses: from the sign-up to the last goodbye.

Two volunteers sign up; a carer posts what is needed; both are asked and say yes; one is chosen, tries it, and helps.
Each chapter says what its people see. The story is played by several tests, each of which looks at something else.
"""

from shared.testing import World
from tests.stories.carer import Carer
from tests.stories.coordinator import FOR_MINORS, Coordinator
from tests.stories.kept import rows
from tests.stories.volunteer import Volunteer

NOTHING_WAITS = "Im Moment wartet nichts auf Sie."
REACH_ANNA = ("+41 79 123 45 67", "anna.meier@example.org")


def play(world: World, coordinator: Coordinator) -> str:
    """All of it; gives the address of the need."""
    anna, bea, lars = Volunteer(world, "Anna", "Meier"), Volunteer(world, "Bea", "Keller"), Carer(world, "Lars", "Frei")

    for volunteer in (anna, bea):
        a_volunteer_becomes_ready(volunteer, coordinator)
    a_carer_joins(lars, coordinator)
    need = lars.post_need()
    the_desk_ranks_who_fits_and_says_why(need, coordinator)
    both_are_asked_and_say_yes(need, anna, bea, lars, coordinator)
    the_office_chooses(need, anna, bea, lars, coordinator)
    after_a_trial_it_is_agreed(need, anna, lars, coordinator)
    it_takes_place_and_ends(need, anna, lars, coordinator)
    return need


def a_volunteer_becomes_ready(volunteer: Volunteer, coordinator: Coordinator) -> None:
    assert volunteer.sign_up().title == "Bitte bestätigen Sie Ihre E-Mail"
    assert volunteer.confirm().title == "Danke, Ihre Anmeldung ist bestätigt"

    today = coordinator.open("/matching/today")
    assert volunteer.short_name in today.under("Erstgespräche")
    talked = coordinator.press(today.follow(volunteer.short_name), "Erstgespräch geführt")
    assert "in Abklärung" in talked.words

    assert "Die Abklärung ist abgeschlossen." in coordinator.clear(volunteer, *FOR_MINORS).response.text
    assert NOTHING_WAITS in coordinator.open("/matching/today").words
    assert volunteer.newest_mail()["subject"] == "Sie sind bereit für Einsätze"


def a_carer_joins(carer: Carer, coordinator: Coordinator) -> None:
    staff = coordinator.invite(carer, coordinator.create_site())
    assert "eingeladen" in staff.words

    page = carer.accept_invitation()

    assert page.title == "Meine Anfragen"
    assert "Unterkunft Birkenweg" in page.words


def the_desk_ranks_who_fits_and_says_why(need: str, coordinator: Coordinator) -> None:
    today = coordinator.open("/matching/today")
    (waiting,) = today.rows("Was wartet")
    assert "Jemanden anfragen" in waiting

    desk = today.follow("Hausaufgabenhilfe, Bremgarten (AG)")

    assert desk.path == coordinator.need(need).path
    ranked = desk.rows("Wer passt, die besten zuerst")
    assert {row.split()[0] for row in ranked} == {"Anna", "Bea"}
    for reason in ("spricht Tigrinya B1", "in der gleichen Gemeinde", "zeitlich flexibel", "noch kein Einsatz"):
        assert all(reason in row for row in ranked), (reason, ranked)


def both_are_asked_and_say_yes(
    need: str, anna: Volunteer, bea: Volunteer, carer: Carer, coordinator: Coordinator
) -> None:
    coordinator.propose(need, anna, bea)
    assert "2 Freiwillige angefragt, Antwort bis Do 26.11." in carer.open(need).words

    for volunteer in (anna, bea):
        asked = volunteer.follow_mail("proposal")
        assert asked.title == "Können Sie helfen?"
        assert "Hausaufgabenhilfe" in asked.words and "Bremgarten (AG)" in asked.words and "Di Abend" in asked.words
        assert volunteer.press(asked, "Ja").title == "Danke für Ihr Ja"

    assert "2 Freiwillige haben Ja gesagt, die Fachstelle wählt aus." in carer.open(need).words


def the_office_chooses(need: str, anna: Volunteer, bea: Volunteer, carer: Carer, coordinator: Coordinator) -> None:
    today = coordinator.open("/matching/today")
    question = coordinator.press(today.follow("Anna M."), "Auswählen")
    assert "Anna M. wird ausgewählt und erhält eine E-Mail. Bea K. erhält eine Absage per E-Mail." in question.words

    assert "zugesagt" in coordinator.press(question, "Ja, auswählen").words

    told = bea.newest_mail()
    assert told["subject"] == "Zu unserer Anfrage: Der Platz ist vergeben"
    assert "Vielen Dank für Ihre Bereitschaft!" in told["text"]
    assert bea.follow_mail("proposal").title == "Der Platz ist vergeben"
    assert "Anna M. hat zugesagt" in carer.open(need).under("Wer kommt")
    assert not any(contact in carer.open(need).response.text for contact in REACH_ANNA)
    assert contacts_at_the_site(carer) == 0


def after_a_trial_it_is_agreed(need: str, anna: Volunteer, carer: Carer, coordinator: Coordinator) -> None:
    assert "am Schnuppern" in coordinator.move(need, anna, "Schnuppern lassen").words
    assert "Anna M. schnuppert" in carer.open(need).under("Wer kommt")

    coordinator.move(need, anna, "Einsatz vereinbaren")

    assert contacts_at_the_site(carer) == 1
    assert carer.newest_mail()["subject"] == "Für Ihre Anfrage kommt jemand"
    who_comes = carer.follow_mail("someone_comes").under("Wer kommt")
    assert "Anna Meier" in who_comes and all(contact in who_comes for contact in REACH_ANNA)
    where_to_go = anna.press(anna.follow_mail("agreed"), "Jetzt anmelden").under("Meine Einsätze")
    for told in ("Birkenweg 4, 5620 Bremgarten", "+41 56 000 00 01", "jede Woche: Di Abend"):
        assert told in where_to_go


def it_takes_place_and_ends(need: str, anna: Volunteer, carer: Carer, coordinator: Coordinator) -> None:
    coordinator.move(need, anna, "Einsatz läuft")
    assert "2 h in den letzten zwölf Monaten" in anna.log_hours(2).words
    assert "23.11.2026 Hausaufgabenhilfe 2 h" in coordinator.file_of(anna).words

    coordinator.move(need, anna, "Abschliessen")

    page = carer.open(need)
    assert contacts_at_the_site(carer) == 0
    assert "erledigt" in page.title
    assert not any(contact in page.response.text for contact in (*REACH_ANNA, "Meier"))
    assert "Anna" not in carer.my_needs().response.text
    assert "Im Moment haben Sie keinen Einsatz." in anna.my_page().words
    assert NOTHING_WAITS in coordinator.open("/matching/today").words


def contacts_at_the_site(carer: Carer) -> int:
    """What is not shown should not be there either."""
    return rows(carer.world)["accommodation.known_contacts"]
