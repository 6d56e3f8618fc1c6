"""What the mails say: every letter, its two parts, its one link."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup

from services.notifications import writing
from services.notifications.letters import LETTERS
from shared import clock
from shared.contracts.notifications import DeliveryState, MessageFailed, MessageRequested, RecipientChanged
from shared.contracts.tasks import TaskChanged
from shared.ids import new_id
from shared.testing import World, links_in

Write = Callable[..., MessageRequested]
Messages = Callable[..., list[dict[str, Any]]]

SUBJECT_ID, LINK_ID = new_id(), new_id()
EVERYTHING = {
    "volunteer_id": str(SUBJECT_ID),
    "match_id": str(SUBJECT_ID),
    "need_id": str(SUBJECT_ID),
    "link_id": str(LINK_ID),
    "category": "accompaniment",
    "bfs_nr": 4063,
    "timing": "once",
    "once_at": "2026-11-27T13:30:00+00:00",
    "minutes": 90,
    "wish": "Bitte mit Zeit für einen Kaffee",
    "answer_by": "2026-11-25T17:00:00+00:00",
    "role": "staff",
    "site": "Unterkunft Sonne",
    "inviter": "Vera K.",
}
LINKS = [
    # letter, path before the token, purpose, subject (None: the person), lasts
    ("confirm_sign_up", "/volunteers/confirm/", "confirm_sign_up", SUBJECT_ID, timedelta(days=14)),
    ("sign_up_reminder", "/volunteers/confirm/", "confirm_sign_up", SUBJECT_ID, timedelta(days=14)),
    ("already_registered", "/identity/enter/", "enter", None, timedelta(hours=1)),
    ("cleared", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("sign_in_link", "/identity/enter/", "enter", None, timedelta(hours=1)),
    ("invitation", "/identity/invitation/", "invitation", None, timedelta(days=14)),
    ("new_password", "/identity/new-password/", "new_password", None, timedelta(hours=1)),
    ("proposal", "/matching/answer/", "answer", SUBJECT_ID, timedelta(days=32, hours=9)),
    ("chosen", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("trial", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("agreed", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("assignment_ended", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("place_taken", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("not_chosen", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("need_ended", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("withdrawn_by_office", "/identity/enter/", "enter", None, timedelta(days=3)),
    ("confirm_need", "/accommodation/confirm/", "confirm_need", None, timedelta(days=14)),
]


@pytest.mark.parametrize("name", LETTERS)
def test_both_parts_of_a_letter_say_the_same_with_at_most_one_link(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, name: str
) -> None:
    world.tell(anna, write(name, **EVERYTHING))

    [message] = messages()

    assert message["state"] == "sent"
    assert message["subject"]
    page = BeautifulSoup(message["html"], "html.parser")
    preview = page.select_one(".preheader").extract().get_text(" ")  # said once more, for lists of mails
    assert words(page.body.get_text(" ")) == words(without_links(message["text"]))
    assert set(words(preview)) <= set(words(message["text"]))
    assert [link["href"] for link in page.find_all("a")] == message["links"]
    assert len(message["links"]) <= 1
    assert "ß" not in message["text"]


@pytest.mark.parametrize(("name", "path", "purpose", "subject", "lasts"), LINKS)
def test_a_signed_link_is_for_the_right_thing_and_lasts_as_long_as_it_should(
    world: World,
    anna: RecipientChanged,
    write: Write,
    messages: Messages,
    name: str,
    path: str,
    purpose: str,
    subject: UUID | None,
    lasts: timedelta,
) -> None:
    world.tell(anna, write(name, **EVERYTHING))

    [message] = messages()

    [link] = links_in(message["text"])
    signed = world.office.links.read(purpose, link.removeprefix(path))
    assert signed.subject == (subject or anna.person_id)
    assert signed.id == (LINK_ID if name == "new_password" else UUID(message["id"]))
    assert abs(signed.expires_at - clock.now() - lasts) < timedelta(seconds=30)


def test_every_letter_has_its_words_and_no_words_lie_around_unused() -> None:
    folder = Path(writing.__file__).parent / "templates/notifications/mail"

    assert {path.stem for path in folder.glob("*.txt")} - {"base"} == set(LETTERS)


def test_a_proposal_says_what_where_when_and_until_when_to_answer(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("proposal", **EVERYTHING, message="Könnten Sie?\nHerzlich, Vera"))

    [message] = messages()

    assert message["subject"] == "Anfrage: Begleitung zu Behörden, Arzt oder Schule in Bremgarten (AG)"
    assert "Wann: Fr 27.11.2026, 14.30\u00a0Uhr, etwa 1\u00a0h 30\u00a0min" in message["text"]
    assert "Antwort bis: Mittwoch, 25. November 2026, 18.00\u00a0Uhr" in message["text"]
    assert "Gut zu wissen: Bitte mit Zeit für einen Kaffee" in message["text"]
    assert "Könnten Sie?\nHerzlich, Vera" in message["text"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"timing": "weekly", "slots": ["tue_evening"], "first": "2026-12-01", "last": "2027-01-31"},
            "Wann: jede Woche: Di Abend, 01.12.2026 bis 31.01.2027",
        ),
        ({"timing": "weekly", "slots": ["sat_morning"], "first": "2026-12-01"}, "jede Woche: Sa Morgen, ab 01.12.2026"),
        ({"timing": "flexible", "last": "2027-01-31"}, "Wann: nach Absprache, bis 31.01.2027"),
        ({}, "Was: Spielnachmittag\nWo: Uezwil\n\n"),
    ],
)
def test_when_help_is_needed_is_told_in_words(
    world: World, anna: RecipientChanged, write: Write, messages: Messages, given: dict[str, Any], told: str
) -> None:
    world.tell(anna, write("agreed", category="play_afternoon", municipality="Uezwil", **given))

    [message] = messages()

    assert told in message["text"]


@pytest.mark.parametrize("name", ["need_released", "someone_chosen", "someone_comes", "someone_fell_away"])
def test_who_has_no_account_gets_a_signed_link_and_who_has_one_gets_the_page(
    world: World, messages: Messages, name: str
) -> None:
    for kind in ("account", "poster"):
        person = new_id()
        event = MessageRequested(key=kind, person_id=person, template=name, data=EVERYTHING)
        world.tell(recipient(person, "Bea Keller", kind), event)

    without_account, with_account = messages()

    assert links_in(with_account["text"]) == [f"/accommodation/needs/{SUBJECT_ID}"]
    [link] = links_in(without_account["text"])
    assert world.office.links.read("need", link.removeprefix("/accommodation/asked/")).subject == SUBJECT_ID
    assert "Der Link gilt 30 Tage." in without_account["text"]
    assert "Der Link gilt" not in with_account["text"]


def test_a_page_about_something_unknown_is_not_offered(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(replace(anna, kind="account"), write("need_released", category="transport"))

    [message] = messages()

    assert (message["state"], message["links"]) == ("sent", [])


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Bea Keller", "Guten Tag Bea Keller"),
        ("Bea\r\nBcc: all@example.org", "Guten Tag"),
        ("", "Guten Tag"),
        ("Gewinnen Sie auf www.example.com", "Guten Tag"),
        ("Jetzt http://example.com", "Guten Tag"),
        ("x" * 200, "Guten Tag"),
    ],
)
def test_a_name_that_is_none_is_not_greeted(
    world: World, write: Write, messages: Messages, name: str, greeting: str
) -> None:
    world.tell(recipient(write.person_id, name, "volunteer"), write("cleared"))  # type: ignore[attr-defined]

    [message] = messages()

    assert message["text"].splitlines()[0] == greeting
    assert message["html"].count("example.com") == 0


def test_what_people_typed_is_never_markup(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(anna, write("invitation", role="staff", site="<b>Haus</b> & Hof", inviter="Vera K."))

    [message] = messages()

    assert "<b>Haus</b> & Hof" in message["text"]
    assert "&lt;b&gt;Haus&lt;/b&gt; &amp; Hof" in message["html"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("no_such_letter", {}, "Eine Vorlage «no_such_letter» gibt es nicht."),
        ("proposal", {"category": "transport"}, "fehlen diese Angaben oder passen nicht: answer_by, match_id."),
        ("confirm_sign_up", {"volunteer_id": "nobody"}, "fehlen diese Angaben oder passen nicht: volunteer_id."),
    ],
)
def test_a_request_nobody_can_write_fails_at_once_in_clear_words(
    world: World,
    anna: RecipientChanged,
    write: Write,
    messages: Messages,
    name: str,
    data: dict[str, Any],
    why: str,
) -> None:
    world.tell(anna, write(name, **data))

    [message] = messages()

    assert message["state"] == DeliveryState.FAILED
    assert why in message["error"]
    assert [failed.template for failed in world.told("notifications", MessageFailed)] == [name]
    assert [task.done for task in world.told("notifications", TaskChanged)] == [False]


def test_a_link_made_late_is_as_long_good_as_one_made_at_once(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    world.tell(write("sign_in_link"))
    clock.advance(timedelta(hours=5))

    world.tell(anna)

    [message] = messages()
    [link] = links_in(message["text"])
    signed = world.office.links.read("enter", link.removeprefix("/identity/enter/"))
    assert signed.expires_at > clock.now() + timedelta(minutes=59)


def test_a_proposal_sent_after_its_deadline_still_leads_to_kind_words(
    world: World, anna: RecipientChanged, write: Write, messages: Messages
) -> None:
    late = EVERYTHING | {"answer_by": datetime(2026, 11, 1, tzinfo=UTC).isoformat()}

    world.tell(anna, write("proposal", **late))

    [message] = messages()
    [link] = links_in(message["text"])
    world.office.links.read("answer", link.removeprefix("/matching/answer/"))


def recipient(person_id: UUID, name: str, kind: str) -> RecipientChanged:
    return RecipientChanged(
        person_id=person_id, revision=1, email=f"{kind}@example.org", language="de", name=name, kind=kind
    )


def without_links(text: str) -> str:
    return re.sub(r"http\S+", "", text)


def words(text: str) -> list[str]:
    """Words alone: a list and a button need no colons."""
    return re.findall(r"[\w@.+«»]+", text)
