"""Errors in words: pages for people, RFC 9457 problem details for programs.

https://www.rfc-editor.org/rfc/rfc9457 – `errors` has a JSON pointer for every field that is wrong.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, json, redirect, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, InternalServerError

from shared import log
from shared.errors import Invalid, Refused
from shared.i18n import _, lazy
from shared.links import link
from shared.web.here import who

logger = log.get(__name__)

TITLES = {
    400: lazy("Das konnten wir nicht lesen"),
    401: lazy("Bitte melden Sie sich an"),
    403: lazy("Nicht erlaubt"),
    404: lazy("Diese Seite gibt es nicht"),
    405: lazy("Das geht hier nicht"),
    413: lazy("Das ist zu viel auf einmal"),
    415: lazy("Das konnten wir nicht lesen"),
    422: lazy("Bitte prüfen Sie Ihre Angaben"),
    500: lazy("Das hat nicht geklappt"),
}
TEXTS = {
    400: lazy("Bitte gehen Sie zurück und versuchen Sie es nochmals."),
    403: lazy("Dazu haben Sie keine Berechtigung."),
    404: lazy("Vielleicht ist der Link alt oder unvollständig."),
    500: lazy("Der Fehler liegt bei uns. Bitte versuchen Sie es in ein paar Minuten nochmals."),
}


def install(app: Flask) -> None:
    """Have every error of an app answered in words."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(ValidationError, unfit)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, crashed)


def refused(error: Refused) -> ResponseReturnValue:
    """An action said no."""
    fields = error.fields if isinstance(error, Invalid) else {}
    errors = [{"pointer": _pointer(name.split(".")), "detail": text} for name, text in fields.items()]
    return answer(error.status, error.title, error.detail, error.code, errors)


def unfit(error: ValidationError) -> ResponseReturnValue:
    """What came in does not fit its schema."""
    return answer(422, TITLES[422], "", "invalid", list(field_errors(error.messages)))


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Flask, Werkzeug or webargs said no."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    messages = (getattr(error, "data", None) or {}).get("messages", {})
    errors = list(field_errors(messages.get("json") or messages.get("query") or {})) if status == 422 else []
    code = "invalid" if status == 422 else error.name.lower().replace(" ", "_")
    response = answer(status, TITLES.get(status, error.name), TEXTS.get(status, ""), code, errors)
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(allowed)
    return response


def crashed(error: Exception) -> ResponseReturnValue:
    """A mistake of ours: logged whole, answered kindly."""
    logger.exception("request_failed")
    return http_error(InternalServerError())


def please_sign_in(back: str | None = None) -> ResponseReturnValue:
    """Somebody unknown wants something that is not for everybody; `back` is where to go afterwards, if not here."""
    if is_api():
        response = answer(401, TITLES[401], _("Es fehlt ein gültiges Token."), "unauthorized", [])
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    if back is None:
        back = request.script_root + request.full_path.rstrip("?") if request.method == "GET" else ""
    query = "?" + urlencode({"next": back}) if back else ""
    return redirect(link("identity", "sign_in") + query, 303)


def answer(status: int, title: object, detail: object, code: str, errors: list[dict[str, str]]) -> Response:
    """An error as a page, or as problem details where a program asks."""
    if not is_api():
        page = render_template("error.html", title=title, text=detail, errors=errors, links=_ways_on())
        return Response(page, status, content_type="text/html; charset=utf-8")
    told = {"title": str(title), "detail": str(detail)}
    problem: dict[str, Any] = {"type": "about:blank", **told, "status": status, "code": code}
    if errors:
        problem["errors"] = errors
    return Response(json.dumps(problem), status, content_type="application/problem+json")


def is_api() -> bool:
    """Whether a program is asking."""
    return request.path.startswith("/api/")


def field_errors(messages: Any, place: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """Marshmallow's nested messages as a flat list of pointers and sentences."""
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from field_errors(inner, place if key == "_schema" else (*place, str(key)))
    else:
        for text in messages if isinstance(messages, list) else [messages]:
            yield {"pointer": _pointer(place), "detail": str(text)}


def _pointer(place: Any) -> str:
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


def _ways_on() -> list[dict[str, str]]:
    ways = [{"label": _("Zur Startseite"), "href": link("information", "home")}]
    if who() is None:
        ways.append({"label": _("Anmelden"), "href": link("identity", "sign_in")})
    return ways
