"""The way in without an account: ask, confirm by mail, and follow the need by a signed link.

Opening a link changes nothing; the buttons on its page do.
"""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.accommodation import actions, queries
from services.accommodation.models import DRAFT, Need
from services.accommodation.pages.frame import (
    BEGINNING,
    NeedForm,
    bp,
    chosen_languages,
    doubts,
    need_options,
    notice,
)
from services.accommodation.schemas import ABOUT_POSTER, AskedNeed
from shared.errors import Conflict
from shared.links import BadLink
from shared.region import Postcode
from shared.web.forms import Form
from shared.web.here import db, office, region
from shared.web.once import changing


@bp.get("/ask")
def ask() -> ResponseReturnValue:
    """«Wir brauchen Unterstützung»."""
    return _ask_page(NeedForm(AskedNeed, initial=BEGINNING))


@bp.post("/ask")
@changing
def send_ask(session: Session) -> ResponseReturnValue:
    """Keep it as a draft and ask by mail whether it was really them."""
    form = NeedForm(AskedNeed, request.form)
    given = form.load()
    if given is None or not _place_is_clear(form, given):
        return _ask_page(form), 422
    if warnings := doubts(given):
        return _ask_page(form, warnings), 422
    poster = {name: given.pop(name) for name in ABOUT_POSTER}
    try:
        actions.ask_for_help(session, region(), given, poster)
    except Conflict as error:
        form.add_error("email", error.detail)
        return _ask_page(form), 409
    return redirect(url_for("pages.thanks"), 303)


@bp.get("/ask/thanks")
def thanks() -> ResponseReturnValue:
    """«Bitte bestätigen Sie Ihre Anfrage»."""
    return render_template("accommodation/thanks.html")


@bp.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """What is to be confirmed, and a button."""
    with db().reading() as session:
        need = _need_behind(session, "confirm_need", token)
        if need is None:
            return render_template("accommodation/old_link.html"), 410
        return _confirm_page(need, token)


@bp.post("/confirm/<token>")
@changing
def do_confirm(session: Session, token: str) -> ResponseReturnValue:
    """Confirm it. A second time, or after its end, the page only says how things stand."""
    need = _need_behind(session, "confirm_need", token)
    if need is None:
        return render_template("accommodation/old_link.html"), 410
    if need.state is DRAFT:
        actions.confirm_need(session, need.id, None)
    return redirect(url_for("pages.confirm", token=token), 303)


@bp.get("/asked/<token>")
def asked(token: str) -> ResponseReturnValue:
    """How things stand with a need without an account, and how to reach whoever comes."""
    with db().reading() as session:
        need = _need_behind(session, "need", token)
        if need is None:
            return render_template("accommodation/old_link.html"), 410
        view = queries.need_with_all(session, need.id)
        return render_template("accommodation/asked.html", view=view, need=need, token=token, notice=notice())


@bp.post("/asked/<token>/cancel")
@changing
def cancel_asked(session: Session, token: str) -> ResponseReturnValue:
    """The poster needs it no more."""
    need = _need_behind(session, "need", token)
    if need is None:
        return render_template("accommodation/old_link.html"), 410
    actions.cancel_need(session, need.id, None)
    return redirect(url_for("pages.asked", token=token, notice="cancelled"), 303)


def _need_behind(session: Session, purpose: str, token: str) -> Need | None:
    """The need a signed link speaks of; None when the link is too old or odd, or the need is gone."""
    try:
        signed = office().links.read(purpose, token)
    except BadLink:
        return None
    return session.get(Need, signed.subject)


def _place_is_clear(form: Form, given: dict[str, Any]) -> bool:
    """Find out in which municipality help is needed; a postcode of several is asked about."""
    found = region().find_postcode(given["postcode"])
    choices = dict(found.choices)
    if not choices:
        form.add_error("postcode", found.sentence)
    elif len(choices) == 1:
        (given["bfs_nr"],) = choices
    elif given["bfs_nr"] not in choices:
        form.add_error("bfs_nr", "Bitte wählen Sie die Gemeinde.")
    return not form.errors


def _ask_page(form: Form, warnings: list[str] | None = None) -> str:
    return render_template(
        "accommodation/ask.html",
        form=form,
        place=_several(form),
        warnings=warnings or [],
        options=need_options(),
        chosen_languages=chosen_languages(form),
    )


def _several(form: Form) -> Postcode | None:
    """The municipalities to choose from, as soon as a postcode of several was typed."""
    found = region().find_postcode(form.value("postcode"))
    return found if len(found.choices) > 1 else None


def _confirm_page(need: Need, token: str) -> str:
    return render_template("accommodation/confirm.html", need=need, token=token, view=queries.NeedView(need, None))
