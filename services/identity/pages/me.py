"""One's own account: details, password, and where one is signed in."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.identity import actions, passwords, queries
from services.identity.models import Kind
from services.identity.pages import words
from services.identity.pages.common import bp
from services.identity.pages.proof import prove
from services.identity.schemas import OFFERED, ChangePasswordForm, DetailsForm
from shared.errors import Invalid, Refused
from shared.i18n import LANGUAGES, lazy
from shared.web import language
from shared.web.forms import Form
from shared.web.here import db, signed_in
from shared.web.once import changing

WRONG = lazy("Das aktuelle Passwort stimmt nicht.")
ASKED = lazy("Für eine andere E-Mail-Adresse brauchen wir Ihr aktuelles Passwort.")


@bp.get("/me")
def me() -> ResponseReturnValue:
    """My account."""
    with db().reading() as session:
        account = queries.account(session, signed_in().id)
        rows = queries.live_sign_ins(session, account.id).all()
        return render_template(
            "identity/me.html",
            account=account,
            sites=queries.sites(session, [account]).values(),
            language=LANGUAGES[account.language].own_name if account.language in LANGUAGES else account.language,
            own=account.kind is Kind.ACCOUNT,
            rows=rows[: queries.SIGN_INS_SHOWN],
            here=signed_in().session_id,
            via=words.VIA,
        )


@bp.get("/me/details")
def details() -> ResponseReturnValue:
    """Name, address, language."""
    with db().reading() as session:
        return _details_page(Form(DetailsForm, initial=queries.own_account(session, signed_in().id)))


@bp.post("/me/details")
def change_details() -> ResponseReturnValue:
    """Change them; another address only with the password."""
    form = Form(DetailsForm, request.form)
    if (given := form.load()) is None:
        return _details_page(form), 422
    current = given.pop("current", "")
    try:
        _prove_for_address(given["email"], current)
        with db().transaction() as session:
            actions.change_details(session, signed_in().id, **given)
    except Invalid as wrong:
        form.add_errors(wrong.fields)
        return _details_page(form), 422
    saved = redirect(url_for("pages.me", done="saved"), 303)
    language.remember(saved, given["language"])
    return saved


@bp.get("/me/password")
def password() -> ResponseReturnValue:
    """Another password."""
    with db().reading() as session:
        queries.own_account(session, signed_in().id)
    return _password_page(Form(ChangePasswordForm))


@bp.post("/me/password")
def change_password() -> ResponseReturnValue:
    """Change it; the current one says that it is really me."""
    form = Form(ChangePasswordForm, request.form)
    if (given := form.load()) is None:
        return _password_page(form), 422
    try:
        _prove(_my_address(), given["current"])
        with db().transaction() as session:
            actions.change_password(session, signed_in().id, given["password"], signed_in().session_id)
    except Refused as refused:
        form.add_errors(refused.fields if isinstance(refused, Invalid) else {"current": refused.detail})
        return _password_page(form), refused.status
    return redirect(url_for("pages.me", done="password"), 303)


@bp.post("/me/sign-ins/<uuid:sign_in_id>/end")
@changing
def end_one(session: Session, sign_in_id: UUID) -> ResponseReturnValue:
    """End one sign-in of mine."""
    actions.end_own(session, signed_in().id, sign_in_id)
    return redirect(url_for("pages.me", done="ended"), 303)


@bp.post("/me/sign-ins/end-others")
@changing
def end_others(session: Session) -> ResponseReturnValue:
    """End all but this one."""
    actions.end_others(session, signed_in().id, signed_in().session_id)
    return redirect(url_for("pages.me", done="ended"), 303)


def _my_address() -> str:
    with db().reading() as session:
        return queries.own_account(session, signed_in().id).email or ""


def _prove_for_address(wanted: str, current: str) -> None:
    mine = _my_address()
    if queries.plain(wanted) == mine:
        return
    if not current:
        raise Invalid({"current": str(ASKED)})
    _prove(mine, current)


def _prove(mine: str, current: str) -> None:
    """Raises `Invalid` for the field, or `TooMany`."""
    try:
        prove(mine, current)
    except Invalid as error:
        raise Invalid({"current": str(WRONG)}) from error


def _details_page(form: Form) -> str:
    return render_template("identity/details.html", form=form, languages=list(OFFERED.items()))


def _password_page(form: Form) -> str:
    return render_template("identity/password.html", form=form, rules=passwords.RULES)
