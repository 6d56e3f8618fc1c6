"""Turns a request into a mail: one letter's words become a text part and an HTML part that say the same.

Links are made here, at the last moment, so that a mail that had to wait does not arrive with a dead one. A mail that
is made again carries links with the same id: what works once works once, however often the mail arrives.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape
from marshmallow import ValidationError

from services.notifications import wording
from services.notifications.letters import LETTERS, Letter, Way
from shared import clock
from shared.links import link
from shared.office import Office
from shared.web import formats

FACTS = {"what": "Was", "where": "Wo", "when": "Wann", "answer_by": "Antwort bis"}
ADVERTISES = re.compile(r"[:/@\\<>]|\.\w|.{60}")
"""A name with an address in it is no name: somebody wants this office to send his advertisement to strangers."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be written, to whom."""

    message_id: UUID
    template: str
    data: dict[str, Any]
    person_id: UUID
    email: str
    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A finished mail. Its id is the message's, and becomes the Message-ID."""

    id: UUID
    email: str
    name: str
    subject: str
    text: str
    html: str


class Unwritable(Exception):
    """No mail can be made of this request, now or later. The sentence is for the office."""


def write(office: Office, order: Order) -> Mail:
    """The mail for a request. Raises `Unwritable`."""
    letter = LETTERS.get(order.template)
    if letter is None:
        raise Unwritable(f"Eine Vorlage «{order.template}» gibt es nicht.")
    data = _data(letter, order)
    try:
        values = _values(office, letter, order, data)
        values["body"], values["after"] = (_paragraphs(order.template, block, values) for block in ("body", "after"))
        subject = one_line(PAPER.from_string(letter.subject).render(values))
        text, html = (PAPER.get_template(name).render(values, subject=subject) for name in ("base.txt", "base.html"))
    except (TemplateError, ValueError, LookupError, TypeError) as error:
        raise Unwritable(f"Die Vorlage «{order.template}» passt nicht zu ihren Angaben: {error}") from error
    return Mail(id=order.message_id, email=order.email, name=order.name, subject=subject, text=text, html=html)


def one_line(text: str) -> str:
    """Text without line breaks or control characters: fit for a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _data(letter: Letter, order: Order) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = letter.schema.load(order.data)
    except ValidationError as error:
        fields = ", ".join(sorted(map(str, error.messages_dict)))
        what = f"Für die Vorlage «{order.template}» fehlen diese Angaben oder passen nicht: {fields}."
        raise Unwritable(what) from error
    return loaded


def _values(office: Office, letter: Letter, order: Order, data: dict[str, Any]) -> dict[str, Any]:
    """All that the words may speak of."""
    region = office.region
    told = {
        "what": wording.what(region, data),
        "where": wording.where(region, data),
        "when": wording.when(data),
        "answer_by": wording.deadline(data["answer_by"]),
    }
    way = next((way for way in letter.ways if _is_open(way, order, data)), None)
    return (
        data
        | told
        | {
            "office": region.office,
            "greeting": _greeting(order.name),
            "kind": order.kind,
            "need": wording.need(region, data),
            "facts": [(FACTS[name], told[name]) for name in letter.facts if told[name]],
            "way": way,
            "url": _url(office, way, order, data) if way else "",
            "lasts": wording.span(way.lasts) if way else "",
        }
    )


def _is_open(way: Way, order: Order, data: dict[str, Any]) -> bool:
    """Whether this person can go that way: some need an account, and a page about something must know about what."""
    return way.kind in (None, order.kind) and _subject(way, order, data) is not None


def _url(office: Office, way: Way, order: Order, data: dict[str, Any]) -> str:
    if way.purpose is None:
        return office.settings.absolute(link(way.service, way.page, **data))
    begins_in = max(data[way.after] - clock.now(), timedelta()) if way.after else timedelta()
    subject = _subject(way, order, data)
    assert subject is not None
    token = office.links.sign(way.purpose, subject, begins_in + way.lasts, link_id=order.message_id)
    return office.settings.absolute(link(way.service, way.page, token=token))


def _subject(way: Way, order: Order, data: dict[str, Any]) -> UUID | None:
    return order.person_id if way.subject == "person_id" else data[way.subject]


def _greeting(name: str) -> str:
    name = one_line(name)
    return "Guten Tag" if not name or ADVERTISES.search(name) else f"Guten Tag {name}"


def _paragraphs(template: str, block: str, values: dict[str, Any]) -> list[str]:
    """The paragraphs of one block of a letter, each on one line."""
    words = PAPER.get_template(f"{template}.txt")
    if block not in words.blocks:
        return []
    written = "".join(words.blocks[block](words.new_context(values)))
    return [line for paragraph in re.split(r"\n\s*\n", written) if (line := one_line(paragraph))]


def _paper() -> Environment:
    folder = Path(__file__).parent / "templates/notifications/mail"
    paper = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    paper.filters.update(formats.FILTERS)
    return paper


PAPER = _paper()
