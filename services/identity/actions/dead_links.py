"""Links from our mails that work once, and what is said of those that do not work any more."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.identity.models import UsedLink
from shared import clock
from shared.db import insert_into
from shared.errors import Refused
from shared.links import SignedLink

SENT_AGAIN = timedelta(minutes=2)
"""How long the same form, sent twice by an impatient thumb, gets the same answer."""


class DeadLink(Refused):
    """A link that leads nowhere (any more). `code` says why: used, expired, odd or withdrawn."""

    status = 410
    title = "Dieser Link gilt nicht mehr"

    def __init__(self, purpose: str, code: str) -> None:
        super().__init__(code, self.title)
        self.purpose = purpose


def use_link(session: Session, link: SignedLink, form_id: str) -> UsedLink:
    """Take a link for this form. Raises `DeadLink` when another form took it before; two at once cannot both have it."""
    values: dict[str, Any] = {"form_id": form_id, "used_at": clock.now(), "expires_at": link.expires_at}
    session.execute(insert_into(session, UsedLink).values(id=link.id, **values).on_conflict_do_nothing())
    used = session.get_one(UsedLink, link.id)
    again = form_id and used.form_id == form_id and used.used_at > clock.now() - SENT_AGAIN
    if not again and used.form_id != form_id:
        raise DeadLink(link.purpose, "used")
    return used
