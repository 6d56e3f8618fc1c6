"""A volunteer's journal: written by the office, never seen by anybody else, and what comes back on its day."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from shared.auth import Role
from shared.contracts.journal import FollowUpChanged, FollowUpRemoved, SubjectKind
from shared.ids import new_id
from shared.testing import World
from tests.volunteers.people import ANNA, ready, registered

SECRET = "Hat am Telefon von ihrer Kündigung erzählt."


@pytest.fixture
def office(world: World) -> Any:
    return world.browser(Role.COORDINATOR, name="Karin Muster")


def path_of(volunteer_id: UUID) -> str:
    return f"/volunteers/desk/{volunteer_id}"


def form_to(page: Any, ending: str) -> Any:
    return next(form for form in page.forms.values() if form.action.endswith(ending))


def write(office: Any, volunteer_id: UUID, text: str = SECRET, **fields: str) -> Any:
    """What the office does most: writes an entry on the person's page."""
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    form["text"] = text
    for name, value in fields.items():
        form[name] = value
    return form.submit().follow()


def press(page: Any, ending: str) -> Any:
    return form_to(page, ending).submit().follow()


def with_day(page: Any, day: str) -> Any:
    """The form that would send this day."""
    return next(form for form in page.forms.values() if "due_on" in form.fields and form["due_on"].value == day)


def entries(page: Any) -> list[str]:
    return [entry.text for entry in page.html.select("#journal .entries > li .lines")]


def news(world: World) -> list[tuple[str, bool]]:
    """What was told of the newest entry's day."""
    return [(told.due_on.isoformat(), told.open) for told in world.told("volunteers", FollowUpChanged)]


# --- writing ---


@pytest.mark.parametrize(("kind", "shown"), [("note", "Notiz"), ("call", "Anruf"), ("visit", "Besuch")])
def test_an_entry_says_what_it_was_when_and_by_whom(world: World, office: Any, kind: str, shown: str) -> None:
    page = write(office, ready(world), "Sucht etwas\nam Abend.", kind=kind)

    [entry] = page.html.select("#journal .entries > li")
    assert entry.select_one(".lines").text == "Sucht etwas\nam Abend."
    assert " ".join(entry.select_one(".soft").text.split()) == f"{shown} · 23.11.2026, 09.00 Uhr · Karin Muster"


def test_the_newest_entry_stands_first_and_what_is_due_above_it(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    write(office, volunteer_id, "Zuerst.", due_on="2026-12-01")
    write(office, volunteer_id, "Dann.", due_on="2026-11-30")
    write(office, volunteer_id, "Danach.")

    page = write(office, volunteer_id, "Zuletzt.")

    assert entries(page) == ["Dann.", "Zuerst.", "Zuletzt.", "Danach."]


def test_a_long_journal_is_folded(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    for number in range(12):
        write(office, volunteer_id, f"Eintrag {number}")

    page = office.get(path_of(volunteer_id))

    assert len(entries(page)) == 12
    assert page.html.select_one("#journal details summary").text == "2 ältere Einträge"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Bitte ausfüllen."),
        ({"text": "x" * 4001}, "Bitte schreiben Sie höchstens 4000 Zeichen."),
        ({"due_on": "2026-11-22"}, "Bitte wählen Sie heute oder einen Tag, der noch kommt."),
        ({"due_on": "bald"}, "Bitte geben Sie ein Datum an, zum Beispiel 21.11.2026."),
        ({"kind": "rumour"}, "Bitte wählen Sie eine der Möglichkeiten."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, office: Any, fields: dict[str, str], sentence: str
) -> None:
    volunteer_id = ready(world)
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    typed = {"text": "Ruft zurück.", "due_on": "2026-12-01", **fields}
    for name, value in typed.items():
        form[name].force_value(value)

    page = form.submit(status=422)

    assert sentence in page.html.select_one(".summary").text
    again = form_to(page, "/journal")
    assert (again["text"].value, again["due_on"].value) == (typed["text"], typed["due_on"])
    assert entries(office.get(path_of(volunteer_id))) == []


def test_what_is_typed_is_shown_by_the_letter(world: World, office: Any) -> None:
    page = write(office, ready(world), "<script>alert(1)</script> 😀 ስራሕ")

    assert entries(page) == ["<script>alert(1)</script> 😀 ስራሕ"]


def test_an_entry_sent_twice_is_written_once(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    form["text"], form["due_on"] = "Ruft zurück.", "2026-12-01"

    form.submit()
    form.submit()

    assert entries(office.get(path_of(volunteer_id))) == ["Ruft zurück."]
    assert len(world.told("volunteers", FollowUpChanged)) == 1


def test_another_language_loses_nothing_typed(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    form = form_to(office.get(path_of(volunteer_id)), "/journal")
    form["text"] = "Ruft zurück."

    page = office.post(form.action, [*form.submit_fields(), ("language_switch", "fr")])

    assert form_to(page, "/journal")["text"].value == "Ruft zurück."
    assert page.html.html["lang"] == "fr-CH"
    assert entries(office.get(path_of(volunteer_id))) == []


# --- Wiedervorlage ---


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

    assert "Wiedervorlage vom 01.12.2026: erledigt am 23.11.2026, 09.00 Uhr durch Karin Muster" in done.text
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


# --- who sees it ---


def test_nobody_but_the_office_reads_it(world: World, office: Any) -> None:
    volunteer_id = ready(world)
    write(office, volunteer_id, due_on="2026-12-01")
    herself, program = world.browser(Role.VOLUNTEER, volunteer_id), world.api(Role.VOLUNTEER, volunteer_id)

    own_pages = [herself.get(f"/volunteers/me{page}").text for page in ("", "/details", "/offer", "/hours")]

    assert not any(SECRET in page or "Journal" in page for page in own_pages)
    assert SECRET not in program.get(f"/volunteers/api/volunteers/{volunteer_id}").text
    assert SECRET not in world.api(Role.COORDINATOR).get("/volunteers/api/volunteers").text


def test_the_text_never_leaves_the_service(make_world: Callable[..., World]) -> None:
    world = make_world("volunteers", "matching")
    office = world.browser(Role.COORDINATOR)
    volunteer_id = ready(world)

    page = press(write(office, volunteer_id, due_on="2026-11-23"), "/finish")
    press(page, "/reopen")
    world.settle()

    with world.db("volunteers").reading() as session:
        payloads = session.connection().exec_driver_sql("SELECT payload FROM outbox").scalars().all()
    assert any("follow_up" in payload for payload in payloads)
    assert not any("Kündigung" in payload for payload in payloads)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STAFF])
@pytest.mark.parametrize("way", ["", "/{entry}/finish", "/{entry}/reopen", "/{entry}/move", "/{entry}/remove"])
def test_nobody_else_writes_there(world: World, office: Any, role: Role, way: str) -> None:
    volunteer_id = ready(world)
    page = write(office, volunteer_id, due_on="2026-12-01")
    entry = form_to(page, "/finish").action.split("/")[-2]
    stranger = world.browser(role, volunteer_id)
    token = form_to(stranger.get("/volunteers/sign-up"), "/sign-out")["csrf_token"].value

    answer = stranger.post(
        f"{path_of(volunteer_id)}/journal{way.format(entry=entry)}",
        {"csrf_token": token, "text": "x", "kind": "note", "due_on": "2026-12-24"},
        expect_errors=True,
    )

    assert answer.status_int == 403
    assert news(world) == [("2026-12-01", True)]


@pytest.mark.parametrize("way", ["move", "remove"])
def test_an_entry_is_not_found_under_somebody_else(world: World, office: Any, way: str) -> None:
    page = write(office, ready(world), due_on="2026-12-01")
    other = registered(world, email="beat@example.org")
    entry = form_to(page, "/finish").action.split("/")[-2]

    office.get(f"{path_of(other)}/journal/{entry}/{way}", status=404)
    office.get(f"{path_of(new_id())}/journal/{entry}/{way}", status=404)


def test_what_she_wrote_herself_when_signing_up_stands_on_her_page(world: World, office: Any) -> None:
    volunteer_id = registered(world, notes="Ich habe einen Hund.", email=ANNA["email"])

    assert "Ich habe einen Hund." in office.get(path_of(volunteer_id)).text


# --- the work list ---


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
