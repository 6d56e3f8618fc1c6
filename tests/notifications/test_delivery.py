"""What becomes of a request: written once, whatever comes first, and never lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from shared.auth import Role
from shared.contracts.notifications import MessageFailed, MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.tasks import TaskChanged
from shared.message import Message
from shared.testing import World

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]


def test_a_request_becomes_a_mail_to_the_persons_address(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna)

    world.tell(write("sign_in_link"))

    [message] = messages()
    assert (message["state"], message["to"]) == ("sent", "anna.muster@example.org")
    assert message["sent_at"] is not None


def test_a_request_under_a_known_key_is_written_once(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("sign_in_link", key="the same"), write("sign_in_link", key="the same"))
    world.tell(write("sign_in_link", key="the same"))

    assert len(messages()) == 1


def test_an_event_delivered_twice_is_handled_once(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    wrapped = [Message.wrap(event, "elsewhere") for event in (anna, write("sign_in_link"))]

    world.deliver(wrapped)
    world.deliver(list(reversed(wrapped)))
    world.settle()

    assert len(messages()) == 1


def test_a_request_waits_for_an_address_that_comes_later(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(write("sign_in_link"))
    world.advance(hours=3)
    assert [message["state"] for message in messages()] == ["queued"]

    world.tell(anna)

    assert [message["state"] for message in messages()] == ["sent"]


def test_without_an_address_for_a_week_the_office_is_told(world: World, write: Write, messages: Messages) -> None:
    world.tell(write("sign_in_link"))

    world.advance(days=7, hours=2)

    [message] = messages()
    assert (message["state"], message["error"]) == ("failed", "Für diese Person kennen wir keine E-Mail-Adresse.")
    assert [task.label for task in world.told("notifications", TaskChanged)] == ["–"]


def test_an_older_address_does_not_replace_a_newer_one(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    newer = replace(anna, revision=2, email="new@example.org")

    world.tell(newer, anna, write("sign_in_link"))

    assert [message["to"] for message in messages()] == ["new@example.org"]


def test_somebody_removed_is_written_to_no_more_and_what_was_written_is_gone(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("sign_in_link"))

    world.tell(RecipientRemoved(person_id=anna.person_id, revision=2))
    assert messages() == []

    world.tell(write("cleared"), anna)
    [message] = messages()
    assert (message["state"], message["to"]) == ("failed", None)


def test_removing_somebody_whose_mail_failed_takes_the_task_back(
    world: World, anna: RecipientChanged, write: Write
) -> None:
    world.tell(anna, write("no_such_letter"))

    world.tell(RecipientRemoved(person_id=anna.person_id, revision=2))

    tasks = world.told("notifications", TaskChanged)
    assert [(task.revision, task.done) for task in tasks] == [(1, False), (2, True)]


def test_a_failed_message_names_at_most_a_first_name_and_an_initial(
    world: World, anna: RecipientChanged, write: Write
) -> None:
    world.tell(anna, write("proposal"))

    [failed], [task] = world.told("notifications", MessageFailed), world.told("notifications", TaskChanged)
    assert (failed.person_id, failed.template) == (anna.person_id, "proposal")
    assert task.label == "Anna M."
    assert world.browser(Role.COORDINATOR).get(task.link).status_int == 200


def test_after_half_a_year_nobody_can_read_whom_we_wrote_what(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("sign_in_link"), write("no_such_letter"))

    world.advance(days=179)
    assert len(messages()) == 2
    world.advance(days=3)

    assert [message["state"] for message in messages()] == ["failed"]  # the office has not dealt with it yet


def test_a_resync_tells_open_tasks_again_without_change(world: World, anna: RecipientChanged, write: Write) -> None:
    world.tell(anna, write("no_such_letter"))
    member = world.members["notifications"]

    with member.db.transaction() as session:
        for emit_all in member.service.present_state:
            emit_all(session)

    first, again = world.told("notifications", TaskChanged)
    assert first == again
