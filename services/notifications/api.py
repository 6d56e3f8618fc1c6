"""For programs: the mailbox, there only where mail is kept, and the button by which mail programs let readers out.

That button (RFC 8058) posts to the address in a mail's head, as somebody who is signed in nowhere and has no form of
ours: here no cookie counts, so nobody can be made to press it. Who opens the same address instead sees the page.
"""

from typing import Any

from flask import redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.notifications import actions, mailbox, queries
from services.notifications.pause_links import read_pause
from services.notifications.schemas import MessageOut, MessageQuery
from shared.links import link
from shared.web.api import ApiBlueprint
from shared.web.here import db
from shared.web.once import changing

bp = ApiBlueprint("Kept mails, for trying out; and the way out of mails")


@bp.get("/messages")
@bp.arguments(MessageQuery, location="query")
@bp.response(200, MessageOut(many=True))
def messages(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Messages, newest first."""
    mailbox.must_be_kept()
    with db().reading() as session:
        found = queries.messages(session, query.get("to"), query.get("template"), query["limit"])
        return [
            {
                "id": message.id,
                "to": to,
                "template": message.template,
                "subject": message.subject,
                "text": message.text,
                "html": message.html,
                "language": message.language,
                "invitation": message.invitation,
                "links": mailbox.links_in(message.text or ""),
                "state": message.state,
                "error": message.error,
                "requested_at": message.requested_at,
                "sent_at": message.sent_at,
            }
            for message, to in found
        ]


@bp.post("/pause/<token>")
@bp.response(200)
@changing
def pause_at_once(session: Session, token: str) -> ResponseReturnValue:
    """No more proposals for a while, by one click in a mail program."""
    actions.wish_pause(session, read_pause(token))
    return {"pause": "wished"}, 200


@bp.get("/pause/<token>")
def ask_pause(token: str) -> ResponseReturnValue:
    """The same address, opened by a person."""
    return redirect(link("notifications", "pause", token=token), 303)
