"""Mails in the language of whoever reads them."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from services.notifications.letters import LETTERS
from shared.contracts.notifications import MessageRequested, RecipientChanged
from shared.i18n import LANGUAGES
from shared.testing import World
from tests.notifications.test_letters import EVERYTHING, without_links, words

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", LETTERS)
def test_in_every_language_both_parts_say_the_same(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, name: str, language: str
) -> None:
    world.tell(replace(anna, language=language), write(name, **EVERYTHING))

    [message] = messages()

    page = BeautifulSoup(message["html"], "html.parser")
    page.select_one(".preheader").decompose()
    assert (message["state"], message["language"]) == ("sent", language)
    assert words(page.body.get_text(" ")) == words(without_links(message["text"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_says_in_which_language_it_is_and_from_where_to_read_it(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, language: str
) -> None:
    world.tell(replace(anna, language=language), write("proposal", **EVERYTHING))

    [message] = messages()

    page = BeautifulSoup(message["html"], "html.parser")
    rtl = language in ("ar", "fa")
    assert page.html["lang"].startswith(language)
    assert (page.html["dir"], page.body["dir"]) == (("rtl", "rtl") if rtl else ("ltr", "ltr"))
    assert f"text-align:{'right' if rtl else 'left'}" in page.body["style"]


@pytest.mark.parametrize(("language", "day"), [("de", "Mittwoch, 25. November"), ("fr", "mercredi, 25 novembre")])
def test_days_are_named_in_the_readers_language(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, language: str, day: str
) -> None:
    world.tell(replace(anna, language=language), write("proposal", **EVERYTHING))

    [message] = messages()

    assert re.sub(r"[ ,]+", " ", day) in re.sub(r"[ ,]+", " ", message["text"])


@pytest.mark.parametrize(
    ("kind", "language", "spoken"),
    [
        ("volunteer", "uk", "uk"),
        ("account", "fr", "fr"),
        ("account", "uk", "de"),
        ("poster", "ti", "de"),
        ("volunteer", "xx", "de"),
    ],
)
def test_volunteers_are_written_to_in_ten_languages_and_others_in_four(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, kind: str, language: str, spoken: str
) -> None:
    world.tell(replace(anna, kind=kind, language=language), write("cleared"))

    [message] = messages()

    assert message["language"] == spoken


def test_a_translation_nobody_has_read_says_so_and_german_does_not(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("cleared"))
    world.tell(replace(anna, revision=2, language="ta"), write("cleared"))

    tamil, german = (BeautifulSoup(message["html"], "html.parser") for message in messages())

    assert len(tamil.select(".sheet > p")) == len(german.select(".sheet > p")) + 1


def test_the_work_list_reads_german_whatever_the_recipient_speaks(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(replace(anna, language="ar"), write("proposal"))

    [message] = messages()

    assert "fehlen diese Angaben oder passen nicht" in message["error"]
