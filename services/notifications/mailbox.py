"""The mailbox: where mail is kept instead of sent, so that a demo needs no mail server.

It shows sign-in links to whoever asks. So it exists only with demo data on an address that only this machine reaches.
"""

import re

from markupsafe import Markup, escape

from shared.errors import NotFound
from shared.web.here import office

LINK = re.compile(r"https?://[^\s<>\"']+")


def must_be_kept() -> None:
    """There is no mailbox where mail is really sent. Raises `NotFound`."""
    if not office().settings.mailbox:
        raise NotFound


def links_in(text: str) -> list[str]:
    """The links of a mail's text."""
    return LINK.findall(text)


def linked(text: str) -> Markup:
    """A mail's text as paragraphs, with its links to click on."""
    return Markup("\n").join(Markup("<p>{}</p>").format(_lines(paragraph)) for paragraph in text.strip().split("\n\n"))


def _lines(paragraph: str) -> Markup:
    return Markup("<br>").join(_with_links(line) for line in paragraph.strip().split("\n"))


def _with_links(line: str) -> Markup:
    parts, end = [], 0
    for found in LINK.finditer(line):
        parts += [escape(line[end : found.start()]), Markup('<a href="{0}">{0}</a>').format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])
