"""The mailbox for programs; like its pages it is there only where mail is kept."""

from typing import Any

from services.notifications import mailbox, queries
from services.notifications.schemas import MessageOut, MessageQuery
from shared.web.api import ApiBlueprint
from shared.web.here import db

bp = ApiBlueprint("Kept mails, for trying out")


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
                "links": mailbox.links_in(message.text or ""),
                "state": message.state,
                "error": message.error,
                "requested_at": message.requested_at,
                "sent_at": message.sent_at,
            }
            for message, to in found
        ]
