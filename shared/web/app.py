"""Puts a service's web side together: layout, sign-in, permissions, form tokens, errors, security headers, logs."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, g, request
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, FileSystemLoader
from lucide.jinja import lucide

from shared import auth, clock, log, migrate
from shared.config import LOOPBACK
from shared.db import Database
from shared.errors import Forbidden
from shared.links import link
from shared.office import Office
from shared.permissions import Permissions, Rule
from shared.service import Service
from shared.web import api as web_api
from shared.web import brand, csrf, formats, language, nav, problems, unsent, visitors
from shared.web.here import Here, here, who

logger = log.get(__name__)

WEB = Path(__file__).parent
Wsgi = Callable[..., Iterable[bytes]]

MAX_REQUEST_BYTES = 1_000_000
YEAR_S = 31_536_000
READING = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def build(
    service: Service,
    office: Office,
    db: Database,
    *,
    pages: Sequence[Blueprint],
    api: web_api.ApiBlueprint | None,
    rules: Sequence[Rule],
) -> Flask:
    """The WSGI application of one service."""
    app = Flask(
        f"services.{service.name}",
        template_folder="templates",
        static_folder=str(WEB / "static"),
        static_url_path="/static",
    )
    db.office = office
    app.extensions["rif"] = Here(service, db, office, Permissions(rules))
    app.config.update(MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES, SEND_FILE_MAX_AGE_DEFAULT=YEAR_S)
    _templates(app, office)
    problems.install(app)
    app.before_request(_under_our_name)
    app.before_request(_admit)
    app.after_request(_finish)
    csrf.install(app)
    language.install(app, service.folder)
    for blueprint in pages:
        app.register_blueprint(blueprint)
    if api is not None:
        web_api.install(app, service.name, api)
    app.register_blueprint(_health())
    inner = visitors.behind(office.settings.proxies, app.wsgi_app)
    app.wsgi_app = _traced(inner, service.name)  # type: ignore[method-assign]  # Flask's own way to wrap an application
    return app


def _under_our_name() -> None:
    """A page with sign-in links must not be reachable under somebody else's name. (Werkzeug's check knows no IPv6.)"""
    asked = urlsplit(f"//{request.host}").hostname
    if asked not in (*LOOPBACK, urlsplit(here().office.settings.url).hostname):
        abort(400)


def _templates(app: Flask, office: Office) -> None:
    own = app.jinja_loader
    loaders = [FileSystemLoader(WEB / "templates")]
    app.jinja_loader = ChoiceLoader([*([own] if own else []), *loaders])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    formats.install(app)
    app.jinja_env.globals.update(
        now=clock.now,
        link=link,
        static_url=static_url,
        search_places=nav.searches,
        lucide=lucide,
        office=office.region.office,
        region=office.region,
        **brand.of(office.region.office),
    )
    app.context_processor(_page_values)


def _page_values() -> dict[str, Any]:
    someone = who()
    return {
        "who": someone,
        "nav": nav.items(someone, request.script_root + request.path),
        "demo": here().office.settings.demo,
        "kept": g.get("kept_form"),
    }


@cache
def static_url(name: str) -> str:
    """Where a file of the web kit is; the address changes with its contents, so browsers may keep it for a year."""
    digest = hashlib.sha256((WEB / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def _admit() -> ResponseReturnValue | None:
    """Find out who is asking, and let in only whom the service's table of permissions lets in."""
    g.started = time.perf_counter()
    if request.url_rule is None:
        return None
    place = here()
    token = auth.read_token(place.office.keys, _token())
    with place.db.reading() as session:
        g.who = auth.as_known_now(session, token) if token else None
        values = dict(request.view_args or {})
        if not place.permissions.allow(request.url_rule.endpoint, g.who, session, values):
            return _please_sign_in() if g.who is None else problems.refused(Forbidden())
        if request.method == "GET":
            unsent.look_up(session, g.who)
    if request.method not in READING and not problems.is_api() and not csrf.is_ours():
        abort(400)
    return None


def _please_sign_in() -> ResponseReturnValue:
    """To the entrance; a form that came too late is kept."""
    if request.method in READING or problems.is_api():
        return problems.please_sign_in()
    sender = unsent.sender(_token())
    return problems.please_sign_in(unsent.keep_of(sender) if sender else "")


def _token() -> str:
    """A bearer token for programs, the cookie for people; never one in place of the other."""
    if problems.is_api():
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""
    return request.cookies.get(csrf.cookie_name("rif"), "")


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        # What is never stored the browser cannot show again as it was typed when somebody goes back to a form.
        response.headers.setdefault("Cache-Control", "private, no-cache" if "page_form" in g else "no-store")
    rule = request.url_rule.rule if request.url_rule else "(none)"
    took_ms = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
    logger.info("request", method=request.method, route=rule, status=response.status_code, took_ms=took_ms)
    return response


def _traced(wsgi: Wsgi, name: str) -> Wsgi:
    def traced(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with log.following(environ.get("HTTP_TRACEPARENT"), service=name):
            return wsgi(environ, start_response)

    return traced


def _health() -> Blueprint:
    """Alive is not ready: ready means that this service can answer, its database and its tables as they should be."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def alive() -> ResponseReturnValue:
        return {"status": "alive"}

    @health.get("/readyz")
    def ready() -> ResponseReturnValue:
        fine = is_ready(here())
        return {"status": "ready" if fine else "not ready"}, 200 if fine else 503

    return health


def is_ready(place: Here) -> bool:
    """Whether a service's database answers and its tables are as this version wants them."""
    try:
        return migrate.at_head(place.service, place.db)
    except Exception:
        logger.exception("not_ready")
        return False
