"""The office's list of what was delivered, and what can be done where something was not."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.notifications import actions, queries
from services.notifications.letters import label_of
from services.notifications.pages.common import bp
from shared.contracts.notifications import DeliveryState
from shared.i18n import _, lazy
from shared.web.address import notice_asked, page_asked
from shared.web.here import db
from shared.web.once import changing

STATES = {
    DeliveryState.QUEUED: (lazy("wartet"), "info"),
    DeliveryState.SENT: (lazy("gesendet"), "good"),
    DeliveryState.FAILED: (lazy("nicht zustellbar"), "bad"),
}
NOTICES = {
    "again": lazy("Die Nachricht geht nochmals hinaus."),
    "settled": lazy("Das steht nicht mehr in der Arbeitsliste."),
}


@bp.get("/messages")
def messages() -> ResponseReturnValue:
    """What became of every message."""
    state = next((state for state in DeliveryState if state == request.args.get("state")), None)
    page = page_asked()
    with db().reading() as session:
        rows, pages = queries.deliveries(session, state, page)
        return render_template(
            "notifications/messages.html",
            rows=rows,
            counts=queries.counts(session),
            state=state,
            states=STATES,
            label_of=label_of,
            in_words=_,
            page=page,
            pages=pages,
            notice=notice_asked(NOTICES),
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
