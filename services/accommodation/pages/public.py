"""The way in without an account: ask, confirm by mail, and follow the need by a signed link.

Opening a link changes nothing; the buttons on its page do.
"""

from datetime import timedelta
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from services.accommodation import actions, queries
from services.accommodation.models import DRAFT, LIVING, Need
from services.accommodation.pages.frame import (
    BEGINNING,
    NeedForm,
    bp,
    chosen_languages,
    doubts,
    need_options,
    notice,
)
from services.accommodation.schemas import ABOUT_POSTER, AskedNeed, OtherAddress
from shared.attempts import TooMany
from shared.errors import Conflict
from shared.i18n import _, language
from shared.links import BadLink
from shared.region import Postcode
from shared.web import csrf, formats, problems
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.forms.form import WHOLE
from shared.web.here import db, office, region
from shared.web.once import changing
from shared.web.visitors import place

STILL_THERE = timedelta(days=1)
"""How long somebody may come back to the page that says that a mail was sent."""


@bp.get("/ask")
def ask() -> ResponseReturnValue:
    """«Wir brauchen Unterstützung»."""
    return _ask_page(NeedForm(AskedNeed, initial=BEGINNING))


@bp.post("/ask")
@changing
def send_ask(session: Session) -> ResponseReturnValue:
    """Keep it as a draft and ask by mail whether it was really them."""
    form = NeedForm(AskedNeed, request.form)
    given, warnings = form.load(), doubts(form)
    if given is None or warnings:
        return _ask_page(form, warnings), 422
    poster = {name: given.pop(name) for name in ABOUT_POSTER}
    try:
        actions.count_attempt(session, place())
        need = actions.ask_for_help(session, region(), given, poster, language().code)
    except TooMany as error:
        return _ask_page(_come_later(form, error)), error.status
    except Conflict as error:
        form.add_error("email", error.detail)
        return _ask_page(form), 409
    return back_to(url_for("pages.sent", token=office().links.sign("ask_sent", need.id, STILL_THERE)))


@bp.errorhandler(400)
def ask_once_more(error: HTTPException) -> ResponseReturnValue:
    """The browser has lost its form cookie, or never took it: the form is shown again, and nothing typed is lost."""
    if request.endpoint != "pages.send_ask" or csrf.is_ours():
        return problems.http_error(error)
    form = NeedForm(AskedNeed, request.form)
    return _ask_page(form, once_more=True), 400


@bp.get("/ask/sent/<token>")
def sent(token: str) -> ResponseReturnValue:
    """«Bitte bestätigen Sie Ihre Anfrage», and what to do when no mail arrives."""
    with db().reading() as session:
        return _sent_page(session, token, Form(OtherAddress))


@bp.post("/ask/sent/<token>/again")
@changing
def send_again(session: Session, token: str) -> ResponseReturnValue:
    """The same mail to the same address."""
    need = _need_behind(session, "ask_sent", token)
    if need is None:
        return _old_link()
    try:
        actions.count_attempt(session, place())
    except TooMany as error:
        return _sent_page(session, token, _come_later(Form(OtherAddress), error), error.status)
    actions.send_again(session, need.id)
    return back_to(url_for("pages.sent", token=token), "sent_again")


@bp.post("/ask/sent/<token>")
@changing
def send_elsewhere(session: Session, token: str) -> ResponseReturnValue:
    """There was a slip in the address."""
    need = _need_behind(session, "ask_sent", token)
    if need is None:
        return _old_link()
    form = Form(OtherAddress, request.form)
    if (given := form.load()) is None:
        return _sent_page(session, token, form, 422)
    try:
        actions.count_attempt(session, place())
        actions.send_again(session, need.id, given["email"])
    except TooMany as error:
        return _sent_page(session, token, _come_later(form, error), error.status)
    except Conflict as error:
        form.add_error("email", error.detail)
        return _sent_page(session, token, form, 409)
    return back_to(url_for("pages.sent", token=token), "sent_again")


@bp.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """What is to be confirmed, and a button."""
    with db().reading() as session:
        need = _need_to_confirm(session, token)
        if need is None:
            return _old_link(_was_elsewhere(session, token))
        return _confirm_page(need, token)


@bp.post("/confirm/<token>")
@changing
def do_confirm(session: Session, token: str) -> ResponseReturnValue:
    """Confirm it. A second time, or after its end, the page only says how things stand."""
    need = _need_to_confirm(session, token)
    if need is None:
        return _old_link(_was_elsewhere(session, token))
    if need.state is DRAFT:
        actions.confirm_need(session, need.id, None)
    return back_to(url_for("pages.confirm", token=token))


@bp.get("/asked/<token>")
def asked(token: str) -> ResponseReturnValue:
    """How things stand with a need without an account, and how to reach whoever comes."""
    with db().reading() as session:
        need = _need_behind(session, "need", token)
        if need is None:
            return _old_link()
        view = queries.need_with_all(session, need.id)
        return render_template("accommodation/asked.html", view=view, need=need, token=token, notice=notice())


@bp.post("/asked/<token>/cancel")
@changing
def cancel_asked(session: Session, token: str) -> ResponseReturnValue:
    """The poster needs it no more. When it is over already the page only says how things stand."""
    need = _need_behind(session, "need", token)
    if need is None:
        return _old_link()
    if need.state not in LIVING:
        return back_to(url_for("pages.asked", token=token))
    actions.cancel_need(session, need.id, None)
    return back_to(url_for("pages.asked", token=token), "cancelled")


def _need_behind(session: Session, purpose: str, token: str) -> Need | None:
    """The need a signed link speaks of; None when the link is too old or odd, or the need is gone."""
    need_id = _subject(purpose, token)
    return session.get(Need, need_id) if need_id else None


def _need_to_confirm(session: Session, token: str) -> Need | None:
    """The same for the link in the first mail: it speaks of the poster at the address that it was sent to."""
    poster_id = _subject("confirm_need", token)
    return queries.need_of_poster(session, poster_id) if poster_id else None


def _was_elsewhere(session: Session, token: str) -> bool:
    """Whether a link was right until the need was given another address."""
    poster_id = _subject("confirm_need", token)
    return poster_id is not None and queries.was_written_to(session, poster_id)


def _subject(purpose: str, token: str) -> UUID | None:
    try:
        return office().links.read(purpose, token).subject
    except BadLink:
        return None


def _old_link(other_address: bool = False) -> ResponseReturnValue:
    return render_template("accommodation/old_link.html", other_address=other_address), 410


def _sent_page(session: Session, token: str, form: Form, status: int = 200) -> ResponseReturnValue:
    """Once the need is confirmed this page has nothing more to say than the link in the mail."""
    need = _need_behind(session, "ask_sent", token)
    poster = queries.poster(session, need) if need else None
    if need is None or poster is None:
        return _old_link()
    values = {"need": need, "email": poster.email, "token": token, "form": form, "notice": notice()}
    return render_template("accommodation/sent.html", **values), status


def _come_later(form: Form, error: TooMany) -> Form:
    """From one place come only so many: nothing is sent, and what was typed stays where it is."""
    told = _(
        "Von Ihrem Internetanschluss kamen gerade sehr viele Anfragen. Bitte lassen Sie diese Seite offen, und"
        " versuchen Sie es nach %(time)s nochmals. Oder rufen Sie uns an: %(phone)s.",
        time=formats.time(error.at),
        phone=formats.phone(region().office.phone),
    )
    form.add_error(WHOLE, told)
    return form


def _ask_page(form: Form, warnings: list[str] | None = None, *, once_more: bool = False) -> str:
    return render_template(
        "accommodation/ask.html",
        form=form,
        place=_several(form),
        once_more=once_more,
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
