"""Half of this work is the telephone: everything that volunteers and sites do, the office can do for them."""

from shared.testing import World
from tests.stories.carer import RECURRING
from tests.stories.coordinator import FOR_MINORS, SITE, Coordinator
from tests.stories.volunteer import Volunteer

BY_REGULA = "telefonisch, erfasst durch Regula Huber"


def test_the_whole_main_job_on_the_telephone(world: World, coordinator: Coordinator) -> None:
    anna = Volunteer(world, "Anna", "Meier")
    coordinator.create_site()

    file = coordinator.sign_up_by_phone(anna)
    assert BY_REGULA in file.under("Verlauf")
    coordinator.clear(anna, *FOR_MINORS)

    need = coordinator.post_need_for(SITE["Name des Standorts"], RECURRING)
    assert BY_REGULA in coordinator.open(need).under("Verlauf")

    coordinator.propose(need, anna)
    match = coordinator.move(need, anna, "Telefonisch Ja", "Auswählen", "Einsatz vereinbaren")
    assert f"Antwort: Ja 23.11.2026, 09.00 Uhr · {BY_REGULA}" in match.under("Verlauf")
    assert "Anna Meier" in coordinator.open(need).under("Wer kommt")

    hours = coordinator.file_of(anna).follow("Stunden ansehen und eintragen")
    (entry,) = coordinator.press(hours, "Eintragen", {"Stunden": 2}).rows("Eingetragene Stunden")
    assert "2 h" in entry and "von der Fachstelle erfasst" in entry

    coordinator.move(need, anna, "Abschliessen")
    assert "erledigt" in coordinator.open(need).title
