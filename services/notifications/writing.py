"""Turns a request into a mail: one letter's words become a text part and an HTML part that say the same.

Links are made here, at the last moment, so that a mail that had to wait does not arrive with a dead one. A mail that
is made again carries links with the same id: what works once works once, however often the mail arrives.
"""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from jinja2 import TemplateError
from marshmallow import ValidationError

from services.notifications import appointments, wording
from services.notifications.appointments import CANCEL, Appointment
from services.notifications.letters import LETTERS, Letter, Way
from services.notifications.mails import Invitation, Mail, Order, one_line
from services.notifications.paper import PAPER
from shared import clock, i18n
from shared.i18n import _, lazy
from shared.links import link
from shared.office import Office
from shared.web import brand

FACTS = {
    "what": lazy("Was"),
    "where": lazy("Wo"),
    "when": lazy("Wann"),
    "address": lazy("Adresse"),
    "wish": lazy("Gut zu wissen"),
    "answer_by": lazy("Antwort bis"),
}
ADVERTISES = re.compile(r"[:/@\\<>]|\.\w|.{60}")
"""A name with an address in it is no name: somebody wants this office to send his advertisement to strangers."""
PAUSE_LASTS = timedelta(days=365)


class Unwritable(Exception):
    """No mail can be made of this request, now or later. The sentence is for the office."""


def write(office: Office, order: Order) -> Mail:
    """The mail for a request, in the language of its reader. Raises `Unwritable`."""
    letter = LETTERS.get(order.template)
    if letter is None:
        raise Unwritable(_("Eine Vorlage «%(name)s» gibt es nicht.", name=order.template))
    data = _data(letter, order)
    try:
        with i18n.speaking(_spoken(order)):
            return _written(office, letter, order, data)
    except (TemplateError, ValueError, LookupError, TypeError) as error:
        told = _("Die Vorlage «%(name)s» passt nicht zu ihren Angaben: %(error)s", name=order.template, error=error)
        raise Unwritable(told) from error


def _data(letter: Letter, order: Order) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = letter.schema.load(order.data)
    except ValidationError as error:
        fields = ", ".join(sorted(map(str, error.messages_dict)))
        told = _(
            "Für die Vorlage «%(name)s» fehlen diese Angaben oder passen nicht: %(fields)s.",
            name=order.template,
            fields=fields,
        )
        raise Unwritable(told) from error
    return loaded


def _spoken(order: Order) -> str:
    """Volunteers are written to in every language; for the others there are only those that all pages have."""
    known = i18n.LANGUAGES.get(order.language)
    return order.language if known and (known.everywhere or order.kind == "volunteer") else i18n.GERMAN


def _written(office: Office, letter: Letter, order: Order, data: dict[str, Any]) -> Mail:
    invitation = _invitation(office, letter, order, data)
    values = _values(office, letter, order, data) | {"invitation": invitation}
    values["body"], values["after"] = (_paragraphs(order.template, block, values) for block in ("body", "after"))
    subject = one_line(str(letter.subject) % {"about": values["about"], "office": office.region.office.short_name})
    text, html = (PAPER.get_template(name).render(values, subject=subject) for name in ("base.txt", "base.html"))
    return Mail(
        id=order.message_id,
        email=order.email,
        name=order.name,
        language=i18n.language(),
        subject=subject,
        text=text,
        html=html,
        invitation=invitation,
        unsubscribe=_unsubscribe(office, order) if letter.unasked else None,
    )


def _values(office: Office, letter: Letter, order: Order, data: dict[str, Any]) -> dict[str, Any]:
    """All that the words may speak of."""
    region, told = office.region, _facts(office, order, data)
    way = next((way for way in letter.ways if _is_open(way, order, data)), None)
    return (
        data
        | told
        | {
            "office": region.office,
            "colour": brand.for_mails(region.office),
            "spoken": i18n.language(),
            "greeting": _greeting(order.name),
            "about": wording.about(region, data),
            "facts": [(FACTS[name], told[name]) for name in letter.facts if told[name]],
            "way": way,
            "url": _url(office, way, order, data) if way else "",
            "lasts": wording.span(way.lasts) if way else "",
        }
    )


def _facts(office: Office, order: Order, data: dict[str, Any]) -> dict[str, str]:
    """What may stand in the list of facts, in words; empty where nothing is known of it."""
    return {
        "what": wording.what(office.region, data),
        "where": wording.where(office.region, data),
        "when": wording.when(data),
        "address": order.address,
        "wish": one_line(data["wish"] or ""),
        "answer_by": wording.deadline(data["answer_by"]),
    }


def _is_open(way: Way, order: Order, data: dict[str, Any]) -> bool:
    """Whether this person can go that way: some need an account, and a page about something must know about what."""
    return way.kind in (None, order.kind) and _subject(way, order, data) is not None


def _url(office: Office, way: Way, order: Order, data: dict[str, Any]) -> str:
    if way.purpose is None:
        return office.settings.absolute(link(way.service, way.page, **data))
    begins_in = max(data[way.after] - clock.now(), timedelta()) if way.after else timedelta()
    subject = _subject(way, order, data)
    assert subject is not None
    link_id = data[way.link_id] if way.link_id else order.message_id
    token = office.links.sign(way.purpose, subject, begins_in + way.lasts, link_id)
    return office.settings.absolute(link(way.service, way.page, token=token))


def _subject(way: Way, order: Order, data: dict[str, Any]) -> UUID | None:
    return order.person_id if way.subject == "person_id" else data[way.subject]


def _unsubscribe(office: Office, order: Order) -> str:
    token = office.links.sign("pause", order.person_id, PAUSE_LASTS, link_id=order.message_id)
    return office.settings.absolute(link("notifications", "pause_at_once", token=token))


def _invitation(office: Office, letter: Letter, order: Order, data: dict[str, Any]) -> Invitation | None:
    """What the letter means to the reader's calendar; nothing where nothing ever stood in it."""
    if letter.calendar is None or data["match_id"] is None:
        return None
    method, agreed_at = letter.calendar, order.agreed_at or order.requested_at
    if method == CANCEL and order.agreed_at is None:
        return None
    if appointments.moments(data, agreed_at) is None:
        if not data["was_dated"]:
            return None
        method = CANCEL
    shown = Appointment(
        match_id=data["match_id"],
        facts=data,
        address=order.address,
        agreed_at=agreed_at,
        changed_at=order.requested_at,
    )
    return Invitation(
        method=method, text=appointments.invitation(office, method, shown, (order.email, one_line(order.name)))
    )


def _greeting(name: str) -> str:
    name = one_line(name)
    return _("Guten Tag") if not name or ADVERTISES.search(name) else _("Guten Tag %(name)s", name=name)


def _paragraphs(template: str, block: str, values: dict[str, Any]) -> list[str]:
    """The paragraphs of one block of a letter: each is written as one line, however long it is in the file."""
    words = PAPER.get_template(f"{template}.txt")
    if block not in words.blocks:
        return []
    written = "".join(words.blocks[block](words.new_context(values)))
    return [line for paragraph in written.splitlines() if (line := one_line(paragraph))]
