"""The pages of staff: the needs of their sites, and one need with its life. Coordinators use the same for any site."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, history, queries
from services.accommodation.models import FILLED, LIVING, NEED_JOURNAL, OPEN, PROPOSED, NeedCause
from services.accommodation.pages.doing import doing
from services.accommodation.pages.frame import address, bp, notice
from services.accommodation.queries import Wanted
from services.accommodation.schemas import PatternName, Reason
from shared.contracts.accommodation import NeedState
from shared.i18n import lazy
from shared.links import link
from shared.web.address import back_to, page_asked
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.journal import JournalPages
from shared.web.journal import view as journal_view
from shared.web.once import changing

ENDED = frozenset(NeedState) - LIVING
SHOWN = {
    "living": (lazy("Laufend"), LIVING),
    "open": (lazy("Offen"), frozenset({OPEN})),
    "proposed": (lazy("Angefragt"), frozenset({PROPOSED})),
    "filled": (lazy("Besetzt"), frozenset({FILLED})),
    "ended": (lazy("Abgeschlossen"), ENDED),
    "all": (lazy("Alle"), frozenset(NeedState)),
}
"""What the list can be narrowed down to: by the word in the address."""
ALWAYS_THERE = ("living", "ended")
"""These can be chosen even where nothing is there."""


@bp.get("/", strict_slashes=False)
def needs() -> ResponseReturnValue:
    """The needs of one's own sites, colleagues' too; anything odd in the address counts as not chosen."""
    someone = signed_in()
    if someone.office and not someone.site_ids:
        return redirect(link("accommodation", "desk"), 303)
    chosen = request.args.get("state", "living")
    chosen = chosen if chosen in SHOWN else "living"
    wanted = Wanted(states=SHOWN[chosen][1], site_ids=someone.site_ids)
    with db().reading() as session:
        return render_template(
            "accommodation/needs.html",
            found=queries.own_needs(session, wanted, page_asked()),
            filters=_filters(session, chosen),
            chosen=chosen,
            address=address(state=chosen),
            sites=queries.sites(session, someone.site_ids),
            notice=notice(),
        )


@bp.get("/needs/<uuid:need_id>")
def need(need_id: UUID) -> ResponseReturnValue:
    """All of one need, who comes, and what has happened."""
    with db().reading() as session:
        return need_page(session, need_id)


def need_page(session: Session, need_id: UUID, journal_form: Form | None = None, **forms: Form) -> str:
    """The page of one need; a form that was sent with something wrong in it stands there as it was typed."""
    someone, view = signed_in(), queries.need_with_all(session, need_id)
    return render_template(
        "accommodation/need.html",
        view=view,
        need=view.need,
        own=view.need.site_id in someone.site_ids,
        poster=queries.poster(session, view.need) if someone.office else None,
        timeline=history.timeline(queries.history(session, need_id)),
        journal=journal_view(NEED_JOURNAL, session, need_id, journal_form) if someone.office else None,
        doing=doing(view, someone),
        notice=notice(),
        **{"form": Form(Reason), "pattern_form": Form(PatternName), **forms},
    )


@bp.post("/needs/<uuid:need_id>/cancel")
@changing
def cancel_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Take it back; for the office and a draft: do not release it."""
    form = Form(Reason, request.form)
    if (given := form.load()) is None:
        return need_page(session, need_id, form=form), 422
    need = actions.cancel_need(session, need_id, signed_in(), given["reason"])
    return back_to(
        url_for("pages.need", need_id=need_id), "rejected" if need.cause == NeedCause.NOT_RELEASED else "cancelled"
    )


@bp.post("/needs/<uuid:need_id>/done")
@changing
def finish_need(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Somebody came."""
    actions.finish_need(session, need_id, signed_in())
    return back_to(url_for("pages.need", need_id=need_id), "done")


@bp.post("/needs/<uuid:need_id>/missed")
@changing
def nobody_came(session: Session, need_id: UUID) -> ResponseReturnValue:
    """Somebody was to come and did not."""
    actions.nobody_came(session, need_id, signed_in())
    return back_to(url_for("pages.need", need_id=need_id), "nobody_came")


@bp.post("/needs/<uuid:need_id>/clarified")
@changing
def clarify(session: Session, need_id: UUID) -> ResponseReturnValue:
    """The office knows why."""
    actions.clarify(session, need_id, signed_in())
    return back_to(url_for("pages.need", need_id=need_id), "clarified")


def _filters(session: Session, chosen: str) -> list[dict[str, Any]]:
    """Each way to narrow the list down that leads somewhere, with the number of needs there."""
    counts = queries.counts(session, signed_in().site_ids)
    return [
        {"name": name, "label": label, "count": count, "href": url_for("pages.needs", state=name)}
        for name, (label, states) in SHOWN.items()
        if (count := sum(counts.get(state, 0) for state in states)) or name in (chosen, *ALWAYS_THERE)
    ]


def _title(session: Session, need_id: UUID) -> str:
    return actions.title_of(session, queries.need_with_all(session, need_id).need)


JOURNAL = JournalPages(NEED_JOURNAL, "/needs/<uuid:subject_id>/journal", _title, need_page).add_to(bp)
