"""Form tokens against requests that another site makes in somebody's name.

A token is bound to the sign-in, or before sign-in to a cookie of its own; there is no server-side session.
"""

import hmac
import secrets
from hashlib import sha256

from flask import Flask, Response, g, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from shared.auth import Who
from shared.ids import new_id
from shared.web.here import here, who

FIELD = "csrf_token"
FORM_ID = "form_id"
LASTS_S = 86_400


def install(app: Flask) -> None:
    """Give templates `csrf_field()` and `form_id_field()`, and set the cookie that forms before sign-in need."""
    app.jinja_env.globals.update(csrf_field=csrf_field, form_id_field=form_id_field)
    app.after_request(_keep_cookie)


def csrf_field() -> Markup:
    """The hidden field that every form carries."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _token(_binding()))


def form_id_field() -> Markup:
    """The hidden id that makes a second click on the same form do nothing twice."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FORM_ID, _given_form_id() or new_id())


def _given_form_id() -> str | None:
    """The id of a form that is shown again; what could not be read has none (the page that says so has forms too)."""
    try:
        return request.form.get(FORM_ID)
    except HTTPException:
        return None


def is_ours(sender: Who | None = None) -> bool:
    """Whether this form was made by us for this visitor, or for a `sender` whose sign-in has run out."""
    given = request.form.get(FIELD, "").encode()
    return any(hmac.compare_digest(given, _token(binding).encode()) for binding in _bindings(sender or who()))


def cookie_name(plain: str) -> str:
    """A cookie's name; over https with the prefix that ties it to this host."""
    return f"__Host-{plain}" if here().office.settings.secure else plain


def _token(binding: str) -> str:
    return hmac.new(here().office.keys.secret.encode(), b"form:" + binding.encode(), sha256).hexdigest()


def _bindings(someone: Who | None) -> list[str]:
    """The sign-in, and the cookie from before it: a form may have been opened before signing in.

    Each says what it is: whoever wrote the id of another's sign-in into a cookie would be given that one's token.
    """
    cookie = request.cookies.get(cookie_name("rif_form"))
    known = {"sign-in": someone.session_id if someone else None, "browser": cookie}
    return [f"{kind}:{value}" for kind, value in known.items() if value]


def _binding() -> str:
    if known := _bindings(who()):
        return known[0]
    return f"browser:{browser()}"


def browser() -> str:
    """What tells this browser from all others, for a day after it was last asked for; set if it has none yet."""
    if "browser" not in g:
        g.browser = request.cookies.get(cookie_name("rif_form")) or secrets.token_urlsafe(24)
    return str(g.browser)


def _keep_cookie(response: Response) -> Response:
    if fresh := g.get("browser"):
        secure = here().office.settings.secure
        response.set_cookie(
            cookie_name("rif_form"), fresh, max_age=LASTS_S, httponly=True, secure=secure, samesite="Lax"
        )
    return response
