"""A pause, by the link in the head of a mail. Opening the page changes nothing; the button on it does."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.notifications import actions
from services.notifications.pages.common import bp
from services.notifications.pause_links import read_pause
from shared.links import link
from shared.web.once import changing


@bp.get("/pause/<token>")
def pause(token: str) -> ResponseReturnValue:
    """The question; after the button, what happens now."""
    read_pause(token)
    return render_template("notifications/pause.html", done=request.args.get("done") == "yes")


@bp.post("/pause/<token>")
@changing
def send_pause(session: Session, token: str) -> ResponseReturnValue:
    """The button was pressed."""
    actions.wish_pause(session, read_pause(token))
    return redirect(link("notifications", "pause", token=token) + "?done=yes", 303)
