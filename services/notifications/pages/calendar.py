"""A volunteer's assignments in the calendar she uses anyway: the page with the address, and the address itself."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.notifications import actions, appointments, queries
from services.notifications.feeds import token_of
from services.notifications.models import CalendarFeed
from services.notifications.pages.common import bp
from shared.contracts.volunteers import VolunteerState
from shared.errors import NotFound
from shared.i18n import GERMAN, lazy, speaking
from shared.links import link
from shared.web.here import db, office, signed_in
from shared.web.once import changing

NOTICES = {
    "on": lazy("Ihre Kalenderadresse ist bereit."),
    "renewed": lazy("Sie haben eine neue Adresse. Die alte gilt nicht mehr."),
    "off": lazy("Der Kalender ist abgeschaltet. Die Adresse gilt nicht mehr."),
}
CLOSED = {
    VolunteerState.LEFT: lazy("Sie machen zurzeit nicht mehr mit. Möchten Sie wieder mithelfen? Rufen Sie uns an."),
    VolunteerState.REJECTED: lazy("Ihre Anmeldung ist abgeschlossen. Haben Sie Fragen? Rufen Sie uns an."),
    VolunteerState.BLOCKED: lazy("Im Moment vermitteln wir Ihnen keine Einsätze. Haben Sie Fragen? Rufen Sie uns an."),
    None: lazy("Der Fehler liegt bei uns. Bitte versuchen Sie es in ein paar Minuten nochmals."),
}
"""In place of a calendar, for somebody who takes part no more; or of whom we should know and do not."""


@bp.get("/calendar")
def calendar() -> ResponseReturnValue:
    """Is it on, and where."""
    with db().reading() as session:
        if not queries.takes_part(session, signed_in().id):
            return _closed(session)
        feed = queries.feed_of(session, signed_in().id)
        return render_template(
            "notifications/calendar.html",
            address=_address(feed) if feed else None,
            notice=NOTICES.get(request.args.get("done", "")),
        )


@bp.post("/calendar")
@changing
def switch_calendar_on(session: Session) -> ResponseReturnValue:
    """Switch it on; where it is on, give it a new address."""
    if not queries.takes_part(session, signed_in().id):
        return _closed(session, sent=True), 409
    was_on = queries.feed_of(session, signed_in().id) is not None
    actions.switch_feed_on(session, signed_in().id)
    return _back("renewed" if was_on else "on")


@bp.post("/calendar/off")
@changing
def switch_calendar_off(session: Session) -> ResponseReturnValue:
    """Switch it off."""
    actions.switch_feed_off(session, signed_in().id)
    return _back("off")


@bp.get("/calendar/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """What calendar programs fetch; unchanged, it is not sent again."""
    with db().reading() as session:
        found = queries.feed_at(session, token)
        if found is None or not queries.takes_part(session, found.person_id):
            raise NotFound
        with speaking(queries.language_of(session, found.person_id) or GERMAN):
            written = appointments.feed(office(), queries.calendar_of(session, found.person_id))
    response = Response(written, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _closed(session: Session, *, sent: bool = False) -> str:
    """Nothing went wrong for who only looks; whose form was still open is told that nothing was done."""
    lead = CLOSED[queries.standing(session, signed_in().id)]
    return render_template("notifications/calendar_closed.html", lead=lead, sent=sent)


def _address(feed: CalendarFeed) -> str:
    token = token_of(office().keys, feed.person_id, feed.serial)
    return office().settings.absolute(link("notifications", "feed", token=token))


def _back(done: str) -> ResponseReturnValue:
    return redirect(url_for("pages.calendar", done=done), 303)
