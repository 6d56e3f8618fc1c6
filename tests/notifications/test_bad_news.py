"""Every letter leads on, those with bad news too; and those name no reasons and nobody."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from services.notifications.letters import LETTERS
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.testing import World
from tests.notifications.test_letters import EVERYTHING

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_offers_one_way_on(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, name: str
) -> None:
    kind = "account" if LETTERS[name].ways[-1].kind else "volunteer"

    world.tell(replace(anna, kind=kind), write(name, **EVERYTHING))

    [message] = messages()
    assert len(message["links"]) == 1


def test_that_we_look_on_is_said_without_a_reason_or_a_name(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(replace(anna, kind="account"), write("someone_fell_away", **EVERYTHING, name="Cora C."))

    [message] = messages()

    assert message["subject"] == "Für Ihre Anfrage suchen wir weiter"
    assert "Die Fachstelle sucht weiter." in message["text"]
    assert "Cora" not in message["text"] + message["html"]


def test_who_was_not_chosen_reads_of_our_request_and_not_of_hers(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("not_chosen", **EVERYTHING))

    [message] = messages()

    assert message["subject"] == "Zu unserer Anfrage: Der Platz ist vergeben"
    assert "Ihre Anfrage" not in message["text"] and "Ihrer Anfrage" not in message["text"]
