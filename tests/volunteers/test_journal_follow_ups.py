"""An entry with a day comes back on it: what is told of that day, and how it is put off, ticked off and taken back."""

from collections.abc import Callable
from typing import Any

from shared.auth import Role
from shared.contracts.journal import FollowUpChanged, FollowUpRemoved, SubjectKind
from shared.testing import World
from tests.volunteers.journals import SECRET, entries, form_to, news, path_of, press, with_day, write
from tests.volunteers.people import ready, registered


def test_a_follow_up_tells_its_day_and_a_short_name_and_nothing_else(world: World, office: Any) -> None:
    volunteer_id = ready(world)

    write(office, volunteer_id, due_on="2026-12-01")

    [told] = world.told("volunteers", FollowUpChanged)
    assert (told.subject_kind, told.subject_id, told.title) == (SubjectKind.VOLUNTEER, volunteer_id, "Anna M.")
    assert (told.due_on.isoformat(), told.open) == ("2026-12-01", True)


def test_an_entry_without_a_day_tells_nothing(world: World, office: Any) -> None:
    write(office, ready(world))

    assert news(world) == []


def test_a_follow_up_is_ticked_off_and_taken_back(world: World, office: Any) -> None:
    page = write(office, ready(world), due_on="2026-12-01")

    done = press(page, "/finish")
    open_again = press(done, "/reopen")

    assert "Wiedervorlage vom 01.12.2026: erledigt am 23.11.2026, 09.00\u00a0Uhr durch Karin Muster" in done.text
    assert "Wiedervorlage am 01.12.2026" in open_again.text
    assert news(world) == [("2026-12-01", True), ("2026-12-01", False), ("2026-12-01", True)]
    assert [told.revision for told in world.told("volunteers", FollowUpChanged)] == [1, 2, 3]


def test_ticked_off_twice_it_is_done_once_and_by_the_first(world: World, office: Any) -> None:
    page = write(office, ready(world), due_on="2026-12-01")
    colleague = world.browser(Role.COORDINATOR, name="Reto Beispiel")
    finish = form_to(page, "/finish").action
    seen_by_both = form_to(colleague.get(page.request.path), "/finish")

    press(page, "/finish")
    later = seen_by_both.submit().follow()

    assert finish == seen_by_both.action
    assert "durch Karin Muster" in later.text
    assert [is_open for _, is_open in news(world)] == [True, False]


def test_a_follow_up_is_put_off_by_a_button_or_to_any_day(world: World, office: Any) -> None:
    page = write(office, ready(world), due_on="2026-11-24")
    asked = page.click("Verschieben")
    weeks = asked.html.select(".one-button input[name=due_on]")

    page = with_day(asked, "2026-11-30").submit().follow()
    form = list(page.click("Verschieben").forms.values())[-1]
    form["due_on"] = "15.12.2026"
    page = form.submit().follow()

    assert [week["value"] for week in weeks] == ["2026-11-30", "2026-12-07", "2026-12-21"]
    assert [day for day, _ in news(world)] == ["2026-11-24", "2026-11-30", "2026-12-15"]


def test_putting_off_to_yesterday_is_refused(world: World, office: Any) -> None:
    page = write(office, ready(world), due_on="2026-11-24")
    form = list(page.click("Verschieben").forms.values())[-1]
    form["due_on"] = "2026-11-22"

    page = form.submit(status=422)

    assert "der noch kommt" in page.text
    assert news(world) == [("2026-11-24", True)]


def test_a_day_can_be_set_later_and_set_again_after_it_was_done(world: World, office: Any) -> None:
    page = write(office, ready(world))

    for _ in range(2):
        form = list(page.click("Wiedervorlage setzen").forms.values())[-1]
        form["due_on"] = "2026-12-01"
        page = press(form.submit().follow(), "/finish")

    assert news(world) == [("2026-12-01", True), ("2026-12-01", False)] * 2


def test_an_entry_is_taken_out_for_good_only_after_a_question(world: World, office: Any) -> None:
    page = write(office, ready(world), due_on="2026-12-01")

    asked = page.click("Löschen")
    still_there = entries(office.get(page.request.path))
    page = list(asked.forms.values())[-1].submit().follow()

    assert still_there == [SECRET]
    assert entries(page) == []
    [gone] = world.told("volunteers", FollowUpRemoved)
    assert gone.revision == 2


def test_who_is_called_something_else_is_so_in_the_work_list(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    write(office, volunteer_id, due_on="2026-12-01")
    write(office, volunteer_id)
    form = next(f for f in office.get(f"{path_of(volunteer_id)}/details").forms.values() if "last_name" in f.fields)
    form["last_name"] = "Zimmermann"

    form.submit()

    assert [told.title for told in world.told("volunteers", FollowUpChanged)] == ["Anna M.", "Anna Z."]
    assert [told.revision for told in world.told("volunteers", FollowUpChanged)] == [1, 2]


def test_a_resync_tells_every_follow_up_as_it_stands(world: World, office: Any) -> None:
    page = write(office, ready(world), "Erstens.", due_on="2026-12-01")
    press(page, "/finish")
    write(office, registered(world, email="beat@example.org"), "Zweitens.", due_on="2026-12-02")
    before = world.told("volunteers", FollowUpChanged)

    with world.db("volunteers").transaction() as session:
        for tell_again in world.members["volunteers"].service.present_state:
            tell_again(session)

    assert world.told("volunteers", FollowUpChanged)[len(before) :] == before[1:]


def test_a_follow_up_stands_in_the_work_list_from_its_day_until_it_is_done(make_world: Callable[..., World]) -> None:
    world = make_world("volunteers", "matching")
    office = world.browser(Role.COORDINATOR)
    volunteer_id = ready(world)
    write(office, volunteer_id, due_on="2026-11-25")

    before = due(world, office)
    world.advance(days=2)
    on_the_day = due(world, office)
    press(office.get(path_of(volunteer_id)), "/finish")
    done = due(world, office)
    press(office.get(path_of(volunteer_id)), "/reopen")

    assert (before, on_the_day, done) == ([], ["Anna M."], [])
    assert due(world, office) == ["Anna M."]


def due(world: World, office: Any) -> list[str]:
    world.settle()
    page = office.get("/matching/today")
    return [link.text for link in page.html.select("main a[href*='#journal']")]
