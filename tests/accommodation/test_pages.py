"""The pages of staff: their needs in words, posting one in a minute, and what the form warns of."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from webtest import TestApp

from shared.auth import Role
from shared.contracts.accommodation import NeedChanged
from shared.contracts.matching import Answer, Cause, MatchState
from shared.testing import ApiClient, World
from tests.accommodation.conftest import Match, form_with, need_form

Post = Callable[..., UUID]


def _fill(form: Any, **given: str) -> Any:
    for name, value in given.items():
        form[name] = value
    return form


def test_without_needs_the_page_says_how_to_begin(carer: TestApp) -> None:
    assert "Im Moment läuft keine Anfrage" in carer.get("/accommodation")


def test_somebody_without_a_site_is_sent_to_the_office(world: World) -> None:
    assert "Bitte melden Sie sich bei der Fachstelle." in world.browser(Role.STAFF).get("/accommodation")


def test_posting_takes_three_answers(world: World, carer: TestApp) -> None:
    form = need_form(carer)

    page = _fill(form, category="sport", timing="flexible").submit().follow()

    assert "Ihre Anfrage ist gestellt." in page
    assert "Die Fachstelle sucht jemanden, der passt." in page
    assert world.told("accommodation", NeedChanged)[0].category == "sport"


def test_everything_on_the_form_arrives(world: World, carer: TestApp) -> None:
    form = need_form(carer)
    _fill(form, category="tandem", headcount="2", age_group="youth", persons="3", timing="weekly", minutes="90")
    _fill(form, first="2026-12-01", last="31.12.2026", urgency="high", wish="Mit Geduld", wish_gender="female")
    form["minors"], form["alone"] = True, True
    form.get("languages", 0).value, form.get("languages", 2).value = "ti", "ar"
    form.get("slots", 5).checked = True

    form.submit()

    (told,) = world.told("accommodation", NeedChanged)
    assert (told.headcount, told.persons, told.minors, told.alone, told.minutes) == (2, 3, True, True, 90)
    assert (told.languages, [str(slot) for slot in told.slots]) == (["ti", "ar"], ["tue_evening"])
    assert (str(told.first), str(told.last), told.wish_gender) == ("2026-12-01", "2026-12-31", "female")


def test_a_moment_is_typed_as_the_clock_on_the_wall_shows_it(world: World, carer: TestApp) -> None:
    form = need_form(carer)

    page = _fill(form, category="transport", timing="once", once_at="2026-11-27T14:30").submit().follow()

    assert "27.11.2026, 14.30\u00a0Uhr" in page
    assert world.told("accommodation", NeedChanged)[0].once_at.isoformat() == "2026-11-27T13:30:00+00:00"  # type: ignore[union-attr]


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(world: World, carer: TestApp) -> None:
    form = need_form(carer)

    page = _fill(form, category="sport", timing="weekly", wish="Mit Ball").submit(expect_errors=True)

    assert page.status_int == 422
    assert "Bitte wählen Sie mindestens eine Zeit in der Woche." in page
    assert form_with(page, "category")["wish"].value == "Mit Ball"
    assert world.told("accommodation", NeedChanged) == []


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("wish", "Begleitung für Amina Tesfay", "scheint ein Name zu stehen"),
        ("wish", "756.1234.5678.97", "eine AHV-Nummer"),
        ("wish", "Er hat Diabetes", "um eine Krankheit zu gehen"),
        ("reference", "Frau Tesfay", "scheint ein Name zu stehen"),
    ],
)
def test_a_text_that_gives_somebody_away_is_sent_only_when_the_sender_is_sure(
    world: World, carer: TestApp, field: str, text: str, sentence: str
) -> None:
    form = need_form(carer)

    warned = _fill(form, category="sport", timing="flexible", **{field: text}).submit(expect_errors=True)
    before = world.told("accommodation", NeedChanged)
    again = form_with(warned, "category")
    again["sure"] = True
    again.submit()

    assert warned.status_int == 422
    assert sentence in warned
    assert again[field].value == text
    assert (len(before), len(world.told("accommodation", NeedChanged))) == (0, 1)


def test_an_innocent_text_is_sent_without_a_question(world: World, carer: TestApp) -> None:
    form = need_form(carer)
    assert "sure" not in form.fields

    assert (
        _fill(form, category="sport", timing="flexible", wish="Eine Frau begleitet eine Frau").submit().status_int
        == 303
    )


def test_staff_of_several_sites_choose_one(world: World, new_site: Callable[..., UUID], site_id: UUID) -> None:
    other = new_site(name="Haus B")
    browser = world.browser(Role.STAFF, site_ids=[site_id, other])
    form = need_form(browser)

    unchosen = _fill(form, category="sport", timing="flexible").submit(expect_errors=True)
    _fill(form_with(unchosen, "category"), site_id=str(other)).submit()

    assert "Bitte wählen Sie einen Standort." in unchosen
    assert [told.site_id for told in world.told("accommodation", NeedChanged)] == [other]
    assert "Haus B" in browser.get("/accommodation")


def test_another_sites_id_in_the_form_is_refused(world: World, new_site: Callable[..., UUID], site_id: UUID) -> None:
    own, stranger = new_site(name="Haus B"), new_site(name="Haus C")
    browser = world.browser(Role.STAFF, site_ids=[site_id, own])
    form = need_form(browser)

    form["site_id"].force_value(str(stranger))
    answer = _fill(form, category="sport", timing="flexible").submit(expect_errors=True)

    assert answer.status_int == 403
    assert world.told("accommodation", NeedChanged) == []


def test_copying_fills_in_an_earlier_need(world: World, staff: ApiClient, carer: TestApp) -> None:
    given = {"category": "sport", "headcount": 3, "timing": "weekly", "slots": ["fri_evening"], "languages": ["ti"]}
    earlier = staff.post(
        "/accommodation/api/needs", {**given, "wish": "Mit Ball", "reference": "Halle", "last": "2026-11-30"}
    ).json

    form = form_with(carer.get(f"/accommodation/needs/new?copy={earlier['id']}"), "category")

    assert (form["category"].value, form["headcount"].value, form["wish"].value) == ("sport", "3", "Mit Ball")
    assert (form["reference"].value, form["last"].value) == ("Halle", "")
    assert (form.get("slots", 14).checked, form.get("languages", 0).value) == (True, "ti")


def test_another_sites_need_is_not_copied(world: World, post: Post, new_site: Callable[..., UUID]) -> None:
    secret = post(wish="Nur für uns")
    stranger = world.browser(Role.STAFF, site_ids=[new_site(name="Haus B")])

    page = stranger.get(f"/accommodation/needs/new?copy={secret}")

    assert "Nur für uns" not in page


@pytest.mark.parametrize(
    ("news", "sentence"),
    [
        ([], "Die Fachstelle sucht jemanden, der passt."),
        ([(MatchState.PROPOSED, None, None)], "1 Person angefragt, Antwort bis Fr 27.11."),
        ([(MatchState.PROPOSED, None, None)] * 3, "3 Freiwillige angefragt, Antwort bis Fr 27.11."),
        ([(MatchState.PROPOSED, None, Answer.YES)], "1 Person hat Ja gesagt, die Fachstelle wählt aus."),
        ([(MatchState.ACCEPTED, None, None)], "Zusage liegt vor."),
        ([(MatchState.AGREED, None, None)], "Alles ist vereinbart."),
    ],
)
def test_each_need_says_what_happens_next(
    world: World, carer: TestApp, post: Post, news: list[tuple[Any, Any, Any]], sentence: str
) -> None:
    need_id = post()

    world.tell(*(Match(need_id).now(state, cause, answer) for state, cause, answer in news))

    assert sentence in carer.get("/accommodation")
    assert sentence in carer.get(f"/accommodation/needs/{need_id}")


def test_a_need_that_fell_back_says_why(world: World, carer: TestApp, post: Post) -> None:
    match = Match(post())
    world.tell(match.now(MatchState.ACCEPTED), match.now(MatchState.WITHDRAWN, Cause.VOLUNTEER_WITHDREW))

    assert "Wieder offen: die Person hat abgesagt. Die Fachstelle sucht weiter." in carer.get("/accommodation")


def test_who_comes_and_how_to_reach_her_is_shown_once_agreed(world: World, carer: TestApp, post: Post) -> None:
    match = Match(post(headcount=3))

    world.tell(match.now(MatchState.ACCEPTED))
    accepted = carer.get("/accommodation")
    world.tell(match.now(MatchState.AGREED), match.contact())
    agreed = carer.get("/accommodation")

    assert "Anna M." in accepted and "Kontakt folgt" in accepted and "+41" not in accepted.html.main.text
    assert "Anna Muster" in agreed and "+41 79 123 45 67" in agreed and "1 von 3" in agreed


def test_names_of_those_who_were_only_asked_are_not_shown(world: World, carer: TestApp, post: Post) -> None:
    match = Match(post(), name="Zora Z.")

    world.tell(match.now(MatchState.PROPOSED))

    assert "Zora" not in carer.get("/accommodation")
    assert "Zora" not in carer.get(f"/accommodation/needs/{match.need_id}")


def test_closing_and_cancelling_by_a_click(world: World, carer: TestApp, post: Post) -> None:
    helped, unneeded = post(), post()
    world.tell(Match(helped).now(MatchState.ACTIVE))

    done = form_with(carer.get(f"/accommodation/needs/{helped}"), "/done").submit().follow()
    cancelled = form_with(carer.get(f"/accommodation/needs/{unneeded}"), "/cancel").submit().follow()

    assert "Die Anfrage ist abgeschlossen." in done
    assert "Die Anfrage ist zurückgezogen." in cancelled
    assert "Im Moment läuft keine Anfrage" in carer.get("/accommodation")


def test_a_click_that_comes_too_late_is_a_clear_no(staff: ApiClient, carer: TestApp, post: Post) -> None:
    need_id = post()
    form = form_with(carer.get(f"/accommodation/needs/{need_id}"), "/cancel")
    staff.post(f"/accommodation/api/needs/{need_id}/cancel")

    answer = form.submit(expect_errors=True)

    assert answer.status_int == 409
    assert "Diese Anfrage ist zurückgezogen." in answer


def test_a_notice_comes_from_a_fixed_table(carer: TestApp) -> None:
    assert "Gewonnen" not in carer.get("/accommodation?notice=Gewonnen!").html.main.text


def test_the_number_of_statements_does_not_depend_on_the_number_of_needs(
    world: World, carer: TestApp, post: Post
) -> None:
    statements: list[str] = []
    event.listen(world.db("accommodation").engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    def count() -> int:
        statements.clear()
        carer.get("/accommodation")
        return len(statements)

    world.tell(Match(post()).now(MatchState.ACCEPTED))
    few = count()
    for _ in range(12):
        world.tell(Match(post()).now(MatchState.ACCEPTED))

    assert count() == few <= 15


def test_ended_needs_come_in_pages(staff: ApiClient, carer: TestApp, post: Post) -> None:
    for _ in range(51):
        staff.post(f"/accommodation/api/needs/{post()}/cancel")

    pages = [carer.get(f"/accommodation?state=ended&page={page}") for page in ("1", "2", "99", "x")]

    assert [page.text.count('data-state="cancelled"') for page in pages] == [50, 1, 1, 50]


def test_what_has_not_taken_place_yet_cannot_be_closed_as_done_on_the_page(
    world: World, post: Callable[..., UUID], carer: TestApp
) -> None:
    need_id = post(timing="once", once_at="2026-11-27T14:00:00+01:00")
    world.tell(Match(need_id).now(MatchState.AGREED))

    before = carer.get(f"/accommodation/needs/{need_id}").text
    world.travel("2026-11-27 16:00")
    after = carer.get(f"/accommodation/needs/{need_id}").text

    assert "Hat geklappt" not in before
    assert "Hat geklappt" in after
