"""Links: where the pages of other services are, and signed links for mails.

`PAGES` is the one table of pages that others link to. A signed link says what it is for and for whom; it runs out, and
whoever takes it decides whether it works twice. Opening one changes nothing: the page behind it shows a button.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer

from shared import clock
from shared.ids import new_id

PAGES = {
    ("information", "home"): "/",
    ("information", "change_language"): "/language",
    ("information", "brand"): "/brand.css",
    ("information", "logo"): "/logo",
    ("information", "privacy"): "/privacy",
    ("information", "accessibility"): "/accessibility",
    ("identity", "sign_in"): "/identity/sign-in",
    ("identity", "sign_in_by_link"): "/identity/sign-in/link",
    ("identity", "sign_out"): "/identity/sign-out",
    ("identity", "enter"): "/identity/enter/{token}",
    ("identity", "invitation"): "/identity/invitation/{token}",
    ("identity", "new_password"): "/identity/new-password/{token}",
    ("identity", "me"): "/identity/me",
    ("identity", "people"): "/identity/people",
    ("identity", "site_staff"): "/identity/sites/{site_id}",
    ("volunteers", "sign_up"): "/volunteers/sign-up",
    ("volunteers", "confirm"): "/volunteers/confirm/{token}",
    ("volunteers", "me"): "/volunteers/me",
    ("volunteers", "desk"): "/volunteers/desk",
    ("volunteers", "search"): "/volunteers/search",
    ("volunteers", "volunteer"): "/volunteers/desk/{volunteer_id}",
    ("accommodation", "needs"): "/accommodation",
    ("accommodation", "new_need"): "/accommodation/needs/new",
    ("accommodation", "need"): "/accommodation/needs/{need_id}",
    ("accommodation", "ask"): "/accommodation/ask",
    ("accommodation", "confirm"): "/accommodation/confirm/{token}",
    ("accommodation", "asked"): "/accommodation/asked/{token}",
    ("accommodation", "search"): "/accommodation/search",
    ("accommodation", "search_needs"): "/accommodation/search/needs",
    ("accommodation", "desk"): "/accommodation/desk",
    ("accommodation", "sites"): "/accommodation/sites",
    ("accommodation", "site"): "/accommodation/sites/{site_id}",
    ("matching", "today"): "/matching/today",
    ("matching", "desk"): "/matching/desk",
    ("matching", "need"): "/matching/desk/{need_id}",
    ("matching", "match"): "/matching/matches/{match_id}",
    ("matching", "answer"): "/matching/answer/{token}",
    ("notifications", "mailbox"): "/notifications/mailbox",
    ("notifications", "messages"): "/notifications/messages",
    ("notifications", "calendar"): "/notifications/calendar",
    ("notifications", "feed"): "/notifications/calendar/{token}.ics",
    ("notifications", "pause"): "/notifications/pause/{token}",
    ("notifications", "pause_at_once"): "/notifications/api/pause/{token}",
}


ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
"""Browsers drop some of these or read them as a slash, and so make another host of what looks like a path."""


def is_our_path(path: str) -> bool:
    """Whether this is a path on this host, whoever wrote it."""
    if not path.startswith("/") or path.startswith("//") or ODD.search(path):
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def link(service: str, page: str, **values: object) -> str:
    """The path of a page, wherever it is asked from."""
    return PAGES[service, page].format(**values)


@dataclass(frozen=True)
class SignedLink:
    """What a signed link says. `id` names this one link, for those that work once."""

    purpose: str
    subject: UUID
    id: UUID
    expires_at: datetime


class BadLink(Exception):
    """A link that was changed, or was made for something else."""


class ExpiredLink(BadLink):
    """A link that was right once."""


class LinkSigner:
    """Makes and reads signed links."""

    def __init__(self, secret: str) -> None:
        self._serializer = URLSafeSerializer(secret, salt="rif-link")

    def sign(self, purpose: str, subject: UUID, lasts: timedelta, link_id: UUID | None = None) -> str:
        """The token of a link; no personal data in it."""
        expires = int((clock.now() + lasts).timestamp())
        return str(self._serializer.dumps([purpose, subject.hex, (link_id or new_id()).hex, expires]))

    def read(self, purpose: str, token: str) -> SignedLink:
        """What a token says. Raises `BadLink`, or `ExpiredLink` when it only came too late."""
        try:
            made_for, subject, link_id, expires = self._loads(token)
            found = SignedLink(made_for, UUID(subject), UUID(link_id), datetime.fromtimestamp(expires, UTC))
        except (BadData, ValueError, TypeError) as error:
            raise BadLink from error
        if found.purpose != purpose:
            raise BadLink
        if found.expires_at < clock.now():
            raise ExpiredLink
        return found

    def _loads(self, token: str) -> Any:
        return self._serializer.loads(token)
