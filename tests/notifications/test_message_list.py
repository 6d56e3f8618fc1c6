"""The office's list of what was delivered, and its two buttons."""

from collections.abc import Callable

import pytest
from webtest import TestResponse

from shared.auth import Role
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.contracts.tasks import TaskChanged
from shared.ids import new_id
from shared.testing import World

Write = Callable[..., MessageRequested]


def test_an_empty_list_says_so(world: World) -> None:
    assert "Keine Nachrichten" in messages(world).text
    assert "Alles ist angekommen" in messages(world, "failed").text


def test_the_list_tells_what_became_of_every_message(world: World, anna: RecipientChanged, write: Write) -> None:
    waiting = MessageRequested(key="waiting", person_id=new_id(), template="cleared", data={})
    world.tell(anna, write("sign_in_link"), write("no_such_letter"), waiting)

    page = messages(world)

    states = [badge["data-state"] for badge in page.html.select("tbody .badge")]
    assert states == ["queued", "failed", "sent"]
    assert "Eine Vorlage «no_such_letter» gibt es nicht." in page.text
    assert "Anna Muster" in page.text
    assert len(messages(world, "failed").html.select("tbody tr")) == 1


def test_what_failed_can_be_sent_again(world: World, anna: RecipientChanged, write: Write) -> None:
    world.tell(anna, write("no_such_letter"))

    page = press(messages(world, "failed"), "send-again")
    world.settle()

    assert "Die Nachricht geht nochmals hinaus." in page.text
    tasks = world.told("notifications", TaskChanged)
    assert [(task.revision, task.done) for task in tasks] == [(1, False), (2, True), (3, False)]  # it failed again


def test_what_was_dealt_with_leaves_the_work_list_but_stays_visible(
    world: World, anna: RecipientChanged, write: Write
) -> None:
    world.tell(anna, write("no_such_letter"))

    page = press(messages(world, "failed"), "settle")

    assert "Das steht nicht mehr in der Arbeitsliste." in page.text
    assert [task.done for task in world.told("notifications", TaskChanged)] == [False, True]
    assert "erledigt" in messages(world, "failed").html.select_one("tbody").text
    actions = [form.action for form in messages(world, "failed").forms.values()]
    assert [action.rpartition("/")[2] for action in actions if "/messages/" in action] == ["send-again"]


def test_what_has_arrived_cannot_be_sent_again(world: World, anna: RecipientChanged, write: Write) -> None:
    world.tell(anna, write("no_such_letter"), write("sign_in_link"))
    page = messages(world)
    form = next(form for form in page.forms.values() if "send-again" in form.action)
    [sent] = world.api(Role.COORDINATOR).get("/notifications/api/messages", template="sign_in_link").json
    form.action = f"/notifications/messages/{sent['id']}/send-again"

    assert form.submit(expect_errors=True).status_int == 409
    form.action = f"/notifications/messages/{new_id()}/send-again"
    assert form.submit(expect_errors=True).status_int == 404


def test_a_second_click_does_nothing_twice(world: World, anna: RecipientChanged, write: Write) -> None:
    world.tell(anna, write("no_such_letter"))
    form = next(form for form in messages(world).forms.values() if "send-again" in form.action)

    form.submit()
    form.submit()

    assert [task.revision for task in world.told("notifications", TaskChanged)] == [1, 2]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STAFF])
def test_only_the_office_sees_the_list(world: World, role: Role) -> None:
    assert world.browser(role).get("/notifications/messages", expect_errors=True).status_int == 403
    assert world.visitor().get("/notifications/messages").status_int == 303


def messages(world: World, state: str = "") -> TestResponse:
    return world.browser(Role.COORDINATOR).get("/notifications/messages", params={"state": state} if state else {})


def press(page: TestResponse, what: str) -> TestResponse:
    return next(form for form in page.forms.values() if form.action.endswith(what)).submit().follow()
