"""Every process mounts its services the same way: at `/<service>`, with the home page's service also at `/`."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, json
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response

from shared.web.app import is_ready

HOME = "information"


def mount(apps: Mapping[str, Flask]) -> Any:
    """One WSGI application from the applications of several services."""
    home = apps.get(HOME)
    mounted = DispatcherMiddleware(home or Response("", 404), {f"/{name}": app for name, app in apps.items()})

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/readyz":
            return _readiness(apps)(environ, start_response)
        return mounted(environ, start_response)

    return application


def _readiness(apps: Mapping[str, Flask]) -> Response:
    """The process is ready when each of its services is."""
    ready = {name: is_ready(app.extensions["rif"]) for name, app in apps.items()}
    body = json.dumps({"status": "ready" if all(ready.values()) else "not ready", "services": ready})
    return Response(body, 200 if all(ready.values()) else 503, content_type="application/json")
