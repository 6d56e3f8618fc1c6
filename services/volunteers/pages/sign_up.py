"""The way in for the public: a short page a question, kept for a day in this browser, and sent when all of it is right.

What was sent is dropped here at once. Who is known already is told the same as somebody new.
"""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.volunteers import actions, words
from services.volunteers.pages import answers
from services.volunteers.pages.common import bp, page
from services.volunteers.pages.forms import ConsentForm
from services.volunteers.pages.steps import BY_SLUG, CHECK, TOTAL, Begun, Step, Typed, number
from shared.attempts import TooMany
from shared.i18n import GERMAN, _, language, speaking
from shared.web import formats, unsent
from shared.web.address import back_to
from shared.web.forms import Form
from shared.web.forms.form import WHOLE
from shared.web.here import db, region, who
from shared.web.once import changing
from shared.web.visitors import place

KEPT = "sign-up"
STEP = f"/sign-up/<any({', '.join(BY_SLUG)}):slug>"
RETURN = "return"
"""Stands in the address of a page opened from the last one, to go back there."""


@bp.get("/sign-up")
def sign_up() -> ResponseReturnValue:
    """What it is about; and where somebody has begun, the way on."""
    someone = who()
    if someone and someone.office:
        return redirect(url_for("pages.sign_up_by_phone"), 303)
    with db().reading() as session:
        begun = _begun(session)
    return page("sign_up.html", begun=begun.typed, goes_on=path_of_step(begun.open))


@bp.post("/sign-up/forget")
def forget_sign_up() -> ResponseReturnValue:
    """Somebody wants nothing kept: on a shared computer, or to begin anew.

    Not done once per form id: who goes back and presses it again means it.
    """
    with db().transaction() as session:
        unsent.drop(session, KEPT)
    return back_to(url_for("pages.sign_up"), "forgotten")


@bp.get(STEP)
def sign_up_step(slug: str) -> ResponseReturnValue:
    """One page; who comes too early is led to the first that is open."""
    step = BY_SLUG[slug]
    with db().reading() as session:
        begun = _begun(session)
    if not begun.asks(slug):
        return redirect(path_of_step(begun.open), 303)
    return _step_page(step, step.form(begun.typed), begun)


@bp.post(STEP)
def answer_step(slug: str) -> ResponseReturnValue:
    """One page's answers are kept. The same ones again change nothing, so no form id is needed, and an old one could
    stand in the way of somebody who goes back."""
    step, form = BY_SLUG[slug], Form(BY_SLUG[slug].schema, request.form)
    with db().transaction() as session:
        begun = _begun(session)
        if not begun.asks(slug) and step.only_if:
            return redirect(path_of_step(begun.open), 303)
        if step.load(form, region(), begun.given) is None:
            return _step_page(step, form, begun), 422
        try:
            begun = _kept(session, begun, begun.with_answer(step, form))
        except TooMany as error:
            return _step_page(step, _come_later(form, error), begun), error.status
    returning = RETURN in request.args
    return redirect(path_of_step(begun.after_change(slug) if returning else begun.after(slug), returning), 303)


@bp.get("/sign-up/check")
def check_sign_up() -> ResponseReturnValue:
    """All answers together, and the consent."""
    with db().reading() as session:
        begun = _begun(session)
    if begun.open != CHECK:
        return redirect(path_of_step(begun.open), 303)
    return _check_page(Form(ConsentForm), begun)


@bp.post("/sign-up/check")
@changing
def send_sign_up(session: Session) -> ResponseReturnValue:
    """It is meant; the public is told the same whether or not the address is known."""
    begun = _begun(session)
    if not begun.typed:
        return back_to(url_for("pages.sign_up"), "nothing_kept")
    if begun.open != CHECK:
        return redirect(path_of_step(begun.open), 303)
    form = Form(ConsentForm, request.form)
    if (consent := form.load()) is None:
        return _check_page(form, begun), 422
    if consent.pop("answers") != begun.fingerprint:
        return _check_page(Form(ConsentForm), begun, meanwhile=True), 409
    given = {**begun.given, **consent, "language": language().code}
    try:
        actions.receive_sign_up(session, region(), given, by=who(), place=place())
    except TooMany as error:
        return _check_page(_come_later(form, error), begun), error.status
    unsent.drop(session, KEPT)
    return back_to(url_for("pages.sign_up_sent"))


@bp.get("/sign-up/sent")
def sign_up_sent() -> ResponseReturnValue:
    """Please confirm your address: the same page for everybody."""
    return page("sign_up_sent.html")


def path_of_step(slug: str, returning: bool = False) -> str:
    """The address of a page of the sign-up."""
    if slug == CHECK:
        return url_for("pages.check_sign_up")
    path = url_for("pages.sign_up_step", slug=slug)
    return f"{path}?{RETURN}=1" if returning else path


def _begun(session: Session) -> Begun:
    return Begun(region(), unsent.find(session, KEPT) or {})


def _kept(session: Session, begun: Begun, typed: Typed) -> Begun:
    """What was typed so far, kept; raises `TooMany` where too many have begun from there."""
    if not begun.typed:
        actions.count_attempt(session, actions.Try.BEGIN, place())
    unsent.save(session, KEPT, typed)
    return Begun(region(), typed)


def _come_later(form: Form, error: TooMany) -> Form:
    phone, time = formats.phone(region().office.phone), formats.time(error.at)
    told = _(
        "Von Ihrem Internetanschluss kamen gerade sehr viele Anmeldungen. Bitte lassen Sie diese Seite offen, und"
        " versuchen Sie es nach %(time)s nochmals. Oder rufen Sie uns an: %(phone)s.",
        time=time,
        phone=phone,
    )
    form.add_error(WHOLE, told)
    return form


def _step_page(step: Step, form: Form, begun: Begun) -> str:
    return page(
        "sign_up_step.html",
        form=form,
        step=step,
        number=number(step),
        total=TOTAL,
        back=_back_of(step, begun),
        choices=region().find_postcode(begun.given.get("postcode", "")).choices,
    )


def _back_of(step: Step, begun: Begun) -> str:
    if RETURN in request.args and begun.open == CHECK:
        return path_of_step(CHECK)
    before = begun.before(step.slug)
    return path_of_step(before) if before else url_for("pages.sign_up")


def _check_page(form: Form, begun: Begun, *, meanwhile: bool = False) -> str:
    """With `meanwhile` the answers are others than those that were shown: nobody says yes to what was not seen."""
    items = answers.items(begun.given, region(), lambda slug: path_of_step(slug, returning=True))
    back = path_of_step(begun.before(CHECK) or CHECK)
    return page(
        "sign_up_check.html",
        form=form,
        items=items,
        answers=begun.fingerprint,
        meanwhile=meanwhile,
        total=TOTAL,
        back=back,
        german=_german(),
    )


def _german() -> dict[str, str]:
    """What somebody says yes to in German too, where the page is in another language."""
    if language().code == GERMAN:
        return {}
    with speaking(GERMAN):
        return {"privacy": region().text("privacy"), "consent": str(words.CONSENT)}
