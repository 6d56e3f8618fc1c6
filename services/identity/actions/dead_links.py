"""Links from our mails that work once, and what is said of those that do not work any more."""

from datetime import timedelta

from sqlalchemy.orm import Session

from services.identity.models import UsedLink
from shared import clock
from shared.db import insert_new
from shared.errors import Refused
from shared.i18n import lazy
from shared.links import SignedLink

SENT_AGAIN = timedelta(minutes=2)
"""How long the same form, sent twice by an impatient thumb, gets the same answer."""


class DeadLink(Refused):
    """A link that leads nowhere (any more). `code` says why: used, expired, odd, replaced or withdrawn."""

    status = 410
    title = lazy("Dieser Link gilt nicht mehr")

    def __init__(self, purpose: str, code: str) -> None:
        super().__init__(code, str(self.title))
        self.purpose = purpose


def use_link(session: Session, link: SignedLink, form_id: str) -> UsedLink:
    """Take a link for this form; of two at once only one gets it. Raises `DeadLink` for the other."""
    values = {"form_id": form_id, "used_at": clock.now(), "expires_at": link.expires_at}
    new = insert_new(session, UsedLink, id=link.id, **values)
    used = session.get_one(UsedLink, link.id)
    if not new and not _sent_again(used, form_id):
        raise DeadLink(link.purpose, "used")
    return used


def _sent_again(used: UsedLink, form_id: str) -> bool:
    """Whether this is the same form once more. Its id is known to the browser that was shown it, and to nobody else."""
    return bool(form_id) and used.form_id == form_id and used.used_at > clock.now() - SENT_AGAIN
