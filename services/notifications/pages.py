"""Pages: the mailbox of a demo, and the office's list of what was delivered."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.notifications import actions, queries
from services.notifications.letters import label_of
from services.notifications.mailbox import must_be_kept
from services.notifications.models import Message
from shared.contracts.notifications import DeliveryState
from shared.errors import NotFound
from shared.web.here import db, office
from shared.web.once import changing

bp = Blueprint("pages", __name__)

MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A mail brings styles on its elements; beyond that it may do nothing."""

STATES = {
    DeliveryState.QUEUED: ("wartet", "info"),
    DeliveryState.SENT: ("gesendet", "good"),
    DeliveryState.FAILED: ("nicht zustellbar", "bad"),
}
NOTICES = {"again": "Die Nachricht geht nochmals hinaus.", "settled": "Das steht nicht mehr in der Arbeitsliste."}


@bp.get("/mailbox")
def mailbox() -> ResponseReturnValue:
    """All kept mails, newest first."""
    must_be_kept()
    part = request.args.get("q", "").strip()[:100]
    page = _page()
    with db().reading() as session:
        mails, pages = queries.kept_mails(session, part, page)
        sends = office().settings.smtp is not None
        return render_template("notifications/mailbox.html", mails=mails, q=part, page=page, pages=pages, sends=sends)


@bp.get("/mailbox/<uuid:message_id>")
def mail(message_id: UUID) -> ResponseReturnValue:
    """One kept mail as text."""
    with db().reading() as session:
        return render_template("notifications/mail.html", mail=_kept(session, message_id))


@bp.get("/mailbox/<uuid:message_id>/html")
def mail_as_sent(message_id: UUID) -> ResponseReturnValue:
    """One kept mail as a mail program shows it."""
    with db().reading() as session:
        response = Response(_kept(session, message_id).html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


@bp.get("/messages")
def messages() -> ResponseReturnValue:
    """What became of every message."""
    state = next((state for state in DeliveryState if state == request.args.get("state")), None)
    page = _page()
    with db().reading() as session:
        rows, pages = queries.deliveries(session, state, page)
        return render_template(
            "notifications/messages.html",
            rows=rows,
            counts=queries.counts(session),
            state=state,
            states=STATES,
            label_of=label_of,
            page=page,
            pages=pages,
            notice=NOTICES.get(request.args.get("notice", "")),
        )


@bp.post("/messages/<uuid:message_id>/send-again")
@changing
def send_again(session: Session, message_id: UUID) -> ResponseReturnValue:
    """Try a failed message once more."""
    actions.send_again(session, message_id)
    return redirect(url_for("pages.messages", notice="again"), 303)


@bp.post("/messages/<uuid:message_id>/settle")
@changing
def settle(session: Session, message_id: UUID) -> ResponseReturnValue:
    """The office has dealt with it some other way."""
    actions.settle(session, message_id)
    return redirect(url_for("pages.messages", notice="settled"), 303)


def _kept(session: Session, message_id: UUID) -> Message:
    must_be_kept()
    found = queries.kept_mail(session, message_id)
    if found is None:
        raise NotFound
    return found


def _page() -> int:
    """The page asked for; whatever is no number is the first."""
    asked = request.args.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
