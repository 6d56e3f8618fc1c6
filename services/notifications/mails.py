"""What a mail is made of, and the mail itself: from the request to what a mail server takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.i18n import Language


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be written, to whom.

    `agreed_at` and `address` (of the site) are known where the letter is about an assignment of the recipient.
    """

    message_id: UUID
    template: str
    data: dict[str, Any]
    requested_at: datetime
    person_id: UUID
    email: str
    name: str
    kind: str
    language: str
    agreed_at: datetime | None = None
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A calendar file, and what it does to the reader's calendar (RFC 5546)."""

    method: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A finished mail. Its id is the message's, and becomes the Message-ID.

    `unsubscribe` is where a mail program may ask, without its reader doing more, that no such mail comes any more.
    """

    id: UUID
    email: str
    name: str
    language: Language
    subject: str
    text: str
    html: str
    invitation: Invitation | None = None
    unsubscribe: str | None = None


def one_line(text: str) -> str:
    """Text without line breaks or control characters: fit for a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
