"""The office's desk: who is where on the way, and everything of one person with the next step."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, queries, words
from services.volunteers.models import CLICKS, JOURNAL, Volunteer
from services.volunteers.pages import shown
from services.volunteers.pages.common import at_desk, bp, page, path_of
from services.volunteers.pages.forms import ClearancesForm, clearances_as_typed, seen_clearances
from services.volunteers.pages.meanwhile import Meanwhile, clearance_differences, meanwhile
from shared import clock
from shared.contracts.volunteers import VolunteerState
from shared.errors import Conflict
from shared.links import link
from shared.web import journal
from shared.web.address import back_to, page_asked
from shared.web.forms import Form
from shared.web.here import db, number_of_a_municipality, region, signed_in
from shared.web.once import changing

WEEKS = 52
MAX_TYPED = 100


@bp.get("/desk")
def desk() -> ResponseReturnValue:
    """The pipeline, and the people of one stage or those that fit what is asked for."""
    wanted, number = people_wanted(), page_asked()
    with db().reading() as session:
        people = queries.page_of_volunteers(session, region(), wanted, number)
        counts = queries.state_counts(session, region(), wanted)
        count = counts[wanted.state] if wanted.state else sum(counts.values())
        return page(
            "desk.html",
            people=people,
            matches=queries.counts_of_matches(session, [volunteer.id for volunteer in people]),
            counts=counts,
            count=count,
            elsewhere=sum(counts.values()) - count,
            number=number,
            pages=queries.pages_of(count),
            wanted=wanted,
            filtered=wanted != queries.Wanted(state=wanted.state),
            address=lambda **changes: address(wanted, **changes),
            pages_from=pages_from(address(wanted)),
        )


def people_wanted() -> queries.Wanted:
    """Whom the address asks for; what is none of ours asks for nothing."""
    asked = request.args
    codes = [category.code for category in region().categories]
    return queries.Wanted(
        state=asked.get("state", type=VolunteerState),
        typed=typed(),
        category=asked.get("category") if asked.get("category") in codes else None,
        language=asked.get("language") if asked.get("language") in words.LANGUAGES else None,
        bfs_nr=asked.get("bfs", type=number_of_a_municipality),
    )


def typed() -> str:
    """What somebody is looking for; what cannot be printed was not typed."""
    return "".join(letter for letter in request.args.get("q", "") if letter.isprintable()).strip()[:MAX_TYPED]


def address(wanted: queries.Wanted, **changes: Any) -> str:
    """The desk with other filters: `address(wanted, state=None)` is everybody who fits the rest."""
    now = {
        "state": wanted.state,
        "q": wanted.typed,
        "category": wanted.category,
        "language": wanted.language,
        "bfs": wanted.bfs_nr,
    }
    told = {name: value for name, value in {**now, **changes}.items() if value not in (None, "")}
    return link("volunteers", "desk") + (f"?{urlencode(told)}" if told else "")


def pages_from(path: str) -> str:
    """The address of a list up to the number of its page."""
    return f"{path}{'&' if '?' in path else '?'}page="


@bp.get("/desk/<uuid:volunteer_id>")
def volunteer(volunteer_id: UUID) -> ResponseReturnValue:
    """Everything of one person."""
    with db().reading() as session:
        return volunteer_page(session, queries.volunteer(session, volunteer_id))


@bp.post("/desk/<uuid:volunteer_id>/clearances")
@changing
def change_clearances(session: Session, volunteer_id: UUID) -> ResponseReturnValue:
    """The checklist as it stands now; with `_finish` the clearance is over and she is ready."""
    form = Form(ClearancesForm, request.form)
    if (checked := form.load()) is None:
        return volunteer_page(session, queries.volunteer(session, volunteer_id), checklist=form), 422
    known_moves = checked.pop("known_moves")
    seen = seen_clearances(checked, region(), clock.today())
    try:
        found = actions.set_clearances(session, volunteer_id, seen, signed_in(), known_moves)
    except Conflict as error:
        if error.code != actions.CHANGED_MEANWHILE:
            raise
        found = queries.volunteer(session, volunteer_id)
        changes = meanwhile(session, found, known_moves, clearance_differences(found, seen, region()))
        return volunteer_page(session, found, checklist=form, changes=changes), 409
    return _finished(session, found) if "_finish" in request.form else back_to(at_desk(volunteer_id), "clearances")


def _finished(session: Session, found: Volunteer) -> ResponseReturnValue:
    """The clearance is over; where something of it is missing, that is asked about first."""
    if shown.unfinished(found, region()):
        return back_to(path_of("ask_move", found.id, click="clear"))
    actions.clear(session, found.id, (), signed_in())
    return back_to(at_desk(found.id), "clear")


@bp.post("/desk/<uuid:volunteer_id>/asked-again/dismiss")
@changing
def dismiss_asking_again(session: Session, volunteer_id: UUID) -> ResponseReturnValue:
    """Somebody who signed up anew was looked at, and it stays as it was."""
    actions.dismiss_asking_again(session, volunteer_id)
    return back_to(at_desk(volunteer_id), "dismissed")


def volunteer_page(
    session: Session,
    found: Volunteer,
    *,
    checklist: Form | None = None,
    entry: Form | None = None,
    changes: Meanwhile | None = None,
) -> str:
    """Everything of one person; with a form as it was sent, if one of them was."""
    history = queries.history(session, found.id)
    checklist = checklist or Form(ClearancesForm, initial=clearances_as_typed(found) | {"known_moves": len(history)})
    clicks = actions.possible_clicks(found)
    return page(
        "volunteer.html",
        volunteer=found,
        form=entry or checklist,
        checklist=checklist,
        journal=journal.view(JOURNAL, session, found.id, entry),
        history=history,
        meanwhile=changes,
        clicks=clicks,
        head=shown.head(found, clicks),
        finishing=found.state in CLICKS["clear"].starts,
        lapsed=shown.lapsed(found, region()),
        renewals=shown.renewals(region()),
        **_work(session, found.id),
    )


def _work(session: Session, volunteer_id: UUID) -> dict[str, Any]:
    """What she was asked for, and what she did."""
    minutes = queries.minutes_52_weeks(session, volunteer_id)
    return {
        "matches": queries.matches(session, volunteer_id),
        "entries": queries.hours(session, volunteer_id, limit=5),
        "minutes": minutes,
        "too_much": minutes > region().rules.hours_per_week_warning * 60 * WEEKS,
    }
