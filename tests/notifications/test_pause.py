"""The way out of proposals: by the button of a mail program, or by the page behind the same link."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from services.notifications.letters import LETTERS
from shared import clock
from shared.contracts.notifications import MessageRequested, PauseWished, RecipientChanged
from shared.contracts.volunteers import VolunteerState
from shared.ids import new_id
from shared.testing import World, links_in
from tests.notifications.conftest import offer
from tests.notifications.mail_server import MailServer
from tests.notifications.test_letters import EVERYTHING
from tests.volunteers.people import confirmed, ready, shown

Write = Callable[..., MessageRequested]


@pytest.fixture
def way_out(world: World, anna: RecipientChanged) -> str:
    """The path in a mail's head."""
    return way_out_of(world, anna.person_id)


def test_a_proposal_has_a_way_out_in_its_head(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    office_with_smtp.tell(anna, write("proposal", **EVERYTHING))

    [mail] = mail_server.mails
    [path] = links_in(mail["List-Unsubscribe"])
    assert mail["List-Unsubscribe"] == f"<http://localhost{path}>"
    assert f"List-Unsubscribe: <http://localhost{path}>\r\n".encode() in mail_server.raw[0]  # not folded, not encoded
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Content-Language"] == "de-CH"
    office_with_smtp.visitor().post(path, {"List-Unsubscribe": "One-Click"})
    assert wishes(office_with_smtp) == [anna.person_id]


def test_what_somebody_asked_for_has_none(
    office_with_smtp: World, mail_server: MailServer, anna: RecipientChanged, write: Write
) -> None:
    for name in LETTERS.keys() - {"proposal"}:
        office_with_smtp.tell(anna, write(name, **EVERYTHING))

    assert [mail["Subject"] for mail in mail_server.mails if mail["List-Unsubscribe"]] == []
    assert len(mail_server.mails) == len(LETTERS) - 1


def test_a_mail_program_posts_without_a_form_of_ours(world: World, anna: RecipientChanged, way_out: str) -> None:
    answer = world.visitor().post(way_out, {"List-Unsubscribe": "One-Click"})

    assert answer.status_int == 200
    assert wishes(world) == [anna.person_id]


def test_a_hundred_posts_of_a_link_are_one_wish(world: World, anna: RecipientChanged, way_out: str) -> None:
    world.tell(offer(anna, VolunteerState.READY))

    statuses = {world.visitor().post(way_out).status_int for _ in range(100)}

    assert statuses == {200}
    assert wishes(world) == [anna.person_id]


def test_of_somebody_nobody_told_us_of_the_wish_counts_and_once(
    world: World, anna: RecipientChanged, way_out: str
) -> None:
    for _ in range(100):
        assert world.visitor().post(way_out).status_int == 200
    world.visitor().post(way_out_of(world, other := new_id()))
    assert wishes(world) == [anna.person_id, other]

    world.tell(offer(anna, VolunteerState.PAUSED), offer(anna, VolunteerState.READY, revision=2))
    world.visitor().post(way_out)

    assert wishes(world) == [anna.person_id, other, anna.person_id]


def test_who_pauses_already_wishes_nothing_new_and_after_the_pause_she_may_again(
    world: World, anna: RecipientChanged, way_out: str
) -> None:
    world.tell(offer(anna, VolunteerState.READY))
    world.visitor().post(way_out)
    world.tell(offer(anna, VolunteerState.PAUSED, revision=2))
    world.visitor().post(way_out)
    assert wishes(world) == [anna.person_id]

    world.tell(offer(anna, VolunteerState.READY, revision=3))
    world.visitor().post(way_out)

    assert wishes(world) == [anna.person_id] * 2


def test_opening_the_link_changes_nothing_and_a_button_does(world: World, anna: RecipientChanged, way_out: str) -> None:
    question = world.visitor().get(way_out).follow()
    assert wishes(world) == []

    done = next(form for form in question.forms.values() if "Pause beginnen" in form.text).submit().follow()

    assert "Sie haben jetzt Pause" in done.html.h1.text
    assert wishes(world) == [anna.person_id]


def test_the_page_believes_only_its_own_form(world: World, way_out: str) -> None:
    page = world.visitor().get(way_out).headers["Location"]

    assert world.visitor().post(page, expect_errors=True).status_int == 400
    assert wishes(world) == []


@pytest.mark.parametrize("purpose", ["answer", "enter"])
def test_a_link_for_something_else_or_from_last_year_pauses_nobody(
    world: World, anna: RecipientChanged, way_out: str, purpose: str
) -> None:
    other = world.office.links.sign(purpose, anna.person_id, timedelta(days=1))
    assert world.visitor().post(f"/notifications/api/pause/{other}", expect_errors=True).status_int == 410

    world.advance(days=366)

    assert world.visitor().post(way_out, expect_errors=True).status_int == 410
    assert "Dieser Link gilt nicht mehr" in world.visitor().get(way_out).follow(expect_errors=True).text
    assert wishes(world) == []


def way_out_of(world: World, person_id: UUID) -> str:
    return f"/notifications/api/pause/{world.office.links.sign('pause', person_id, timedelta(days=365))}"


def wishes(world: World) -> list[UUID]:
    return [wish.person_id for wish in world.told("notifications", PauseWished)]


def test_a_pause_wished_by_mail_begins_where_volunteers_are_kept(make_world: Callable[..., World]) -> None:
    office = make_world("notifications", "volunteers")
    anna = ready(office)
    token = office.office.links.sign("pause", anna, timedelta(days=365))

    for _ in range(2):
        office.visitor().post(f"/notifications/api/pause/{token}", {"List-Unsubscribe": "One-Click"})
        office.settle()

    assert shown(office, anna)["state"] == VolunteerState.PAUSED


def test_who_is_not_asked_anyway_stays_where_she_is(make_world: Callable[..., World]) -> None:
    office = make_world("notifications", "volunteers")
    anna = confirmed(office)

    office.tell(
        PauseWished(person_id=anna, wished_at=clock.now()), PauseWished(person_id=new_id(), wished_at=clock.now())
    )

    assert shown(office, anna)["state"] == VolunteerState.CONFIRMED
