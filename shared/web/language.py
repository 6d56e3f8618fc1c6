"""In which language a page answers, and how that is chosen: by the switch, then the account, then the browser.

The switch is a button that sends the form on the page, if there is one: nothing is done with it, it comes back in the
new language with all that was typed. That works without scripts. Elsewhere it sends a small form of its own.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import Babel
from werkzeug.exceptions import HTTPException

from shared.auth import Role
from shared.i18n import GERMAN, LANGUAGES, Language, LazyString, catalogues, language
from shared.links import is_our_path, link
from shared.permissions import ANYONE
from shared.web.csrf import cookie_name
from shared.web.forms.form import SWITCH
from shared.web.here import here, who

COOKIE = "rif_language"
PAGE_FORM = "page-form"
YEAR_S = 31_536_000


class _SpokenJson(DefaultJSONProvider):
    """JSON in which texts that are translated when shown are texts."""

    @staticmethod
    def default(value: Any) -> Any:
        return str(value) if isinstance(value, LazyString) else DefaultJSONProvider.default(value)


def install(app: Flask, room: Path) -> None:
    """Have an app speak all its languages."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = catalogues(room)
    german = str(LANGUAGES[GERMAN].locale)
    Babel(app, default_locale=german, locale_selector=lambda: str(chosen().locale))
    app.json = _SpokenJson(app)
    app.jinja_env.globals.update(
        page_form_id=page_form_id, spoken=language, offered_languages=offered, switch_name=SWITCH
    )
    app.context_processor(_page_values)
    app.after_request(_keep)


def offered() -> list[Language]:
    """The languages this page can be read in: all of them where the public comes and for volunteers, else four."""
    everybody = _is_for_everybody()
    return [each for each in LANGUAGES.values() if everybody or each.everywhere]


def chosen() -> Language:
    """The language for this request."""
    possible = {each.code: each for each in offered()}
    someone = who()
    wishes = [switched(), request.cookies.get(cookie_name(COOKIE)), someone.language if someone else None]
    wishes.append(request.accept_languages.best_match(list(possible)))
    return next((possible[wish] for wish in wishes if wish in possible), LANGUAGES[GERMAN])


def switched() -> str | None:
    """The language just asked for with the switch; then nothing else in the form counts."""
    try:
        code = request.form.get(SWITCH) if request.method == "POST" else None
    except HTTPException:
        return None
    return code if code in LANGUAGES else None


def came_from() -> str:
    """The path of the page whose form this is, as the browser tells; else the first page of all."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:
        return link("information", "home")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if parts.netloc == request.host and is_our_path(path) else link("information", "home")


def remember(response: Response, code: str) -> None:
    """Keep a choice in this browser."""
    secure = here().office.settings.secure
    response.set_cookie(cookie_name(COOKIE), code, max_age=YEAR_S, httponly=True, secure=secure, samesite="Lax")


def page_form_id() -> str | None:
    """The id of the page's form, once: the switch sends that one."""
    if "page_form" in g:
        return None
    g.page_form = PAGE_FORM
    return PAGE_FORM


def _is_for_everybody() -> bool:
    if request.url_rule is None:
        return True
    someone = who()
    rules = here().permissions.rules(request.url_rule.endpoint)
    return any(rule.whom == ANYONE for rule in rules) or (someone is not None and Role.VOLUNTEER in someone.roles)


def _page_values() -> dict[str, Any]:
    """What the layout wants to know; `switch_form` is asked for after the page's own part has been written."""
    return {"switch_form": lambda: g.get("page_form"), "switch_to": _switch_to}


def _switch_to() -> str:
    """Where the switch leads back to."""
    return request.script_root + request.full_path.rstrip("?") if request.method == "GET" else ""


def _keep(response: Response) -> Response:
    if (code := switched()) is not None:
        remember(response, code)
        if response.status_code == 422:  # nothing is wrong: the form was only shown again
            response.status_code = 200
    return response
