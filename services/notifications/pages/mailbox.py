"""The mailbox of a demo: every mail as it would have gone out."""

from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.notifications import queries
from services.notifications.mailbox import must_be_kept
from services.notifications.models import Message
from services.notifications.pages.common import bp
from shared.errors import NotFound
from shared.i18n import GERMAN, LANGUAGES
from shared.web.address import page_asked
from shared.web.app import HEADERS
from shared.web.here import db, office

FRAMED = {"Content-Security-Policy": HEADERS["Content-Security-Policy"] + "; frame-src 'self'"}
"""The page of a mail shows it in a frame, as a mail program would."""
AS_SENT = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
"""A mail brings styles on its elements; beyond that it may do nothing but lead to a page of ours."""
LEADS_OUT = ("<head>", '<head><base target="_top">')


@bp.get("/mailbox")
def mailbox() -> ResponseReturnValue:
    """All kept mails, newest first."""
    must_be_kept()
    part = request.args.get("q", "").strip()[:100]
    page = page_asked()
    with db().reading() as session:
        mails, pages = queries.kept_mails(session, part, page)
        sends = office().settings.smtp is not None
        return render_template("notifications/mailbox.html", mails=mails, q=part, page=page, pages=pages, sends=sends)


@bp.get("/mailbox/<uuid:message_id>")
def mail(message_id: UUID) -> ResponseReturnValue:
    """One kept mail: as a mail program shows it, and as text."""
    with db().reading() as session:
        kept = _kept(session, message_id)
        language = LANGUAGES[kept.language or GERMAN]
        return render_template("notifications/mail.html", mail=kept, language=language), FRAMED


@bp.get("/mailbox/<uuid:message_id>/html")
def mail_as_sent(message_id: UUID) -> ResponseReturnValue:
    """One kept mail as a mail program shows it; its links lead out of the frame."""
    with db().reading() as session:
        return Response((_kept(session, message_id).html or "").replace(*LEADS_OUT, 1), headers=AS_SENT)


@bp.get("/mailbox/<uuid:message_id>/einsatz.ics")
def mail_invitation(message_id: UUID) -> ResponseReturnValue:
    """The calendar file that went with a mail."""
    with db().reading() as session:
        if (invitation := _kept(session, message_id).invitation) is None:
            raise NotFound
        return Response(invitation, content_type="text/calendar; charset=utf-8")


def _kept(session: Session, message_id: UUID) -> Message:
    must_be_kept()
    found = queries.kept_mail(session, message_id)
    if found is None:
        raise NotFound
    return found
