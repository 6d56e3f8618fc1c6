"""The JSON side of a service: flask-smorest, with our problem details and unknown fields refused."""

from typing import Any

import marshmallow as ma
from flask import Flask, Request
from flask_smorest import Api, Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


class StrictParser(FlaskParser):
    """Refuses what the schema does not know, also in the query."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {"json": ma.RAISE, "query": ma.RAISE}

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        """The body; nested too deep or with endless numbers it is no better than no JSON."""
        if req.get_data() and not req.is_json:
            raise UnsupportedMediaType
        try:
            return super().load_json(req, schema)
        except (RecursionError, ValueError) as error:
            raise BadRequest from error


IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "maxLength": 200},
    "description": "any text of your own: sent again with the same key and body, it is done once and answered the same",
}


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no type hints
    """A blueprint at `/api` whose arguments are strict."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, description: str) -> None:
        super().__init__("api", "api", url_prefix="/api", description=description)

    def route(self, rule: str, **options: Any) -> Any:
        """As in flask-smorest; every POST is described with the header that makes it safe to send again."""
        register = super().route(rule, **options)
        if "POST" not in options.get("methods", ()):
            return register
        return lambda view: register(self.doc(parameters=[IDEMPOTENCY_KEY])(view))


class FieldProblem(ma.Schema):
    """One field that is wrong."""

    pointer = ma.fields.String(metadata={"description": "JSON pointer to the field"})
    detail = ma.fields.String()


class Problem(ma.Schema):
    """RFC 9457 problem details."""

    type = ma.fields.String()
    title = ma.fields.String()
    status = ma.fields.Integer()
    detail = ma.fields.String()
    code = ma.fields.String(metadata={"description": "stable word for programs"})
    errors = ma.fields.List(ma.fields.Nested(FieldProblem))


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest has no type hints
    """Describes the API at `/api/openapi.json`; errors are answered by `shared.web.problems`."""

    ERROR_SCHEMA = Problem
    DEFAULT_RESPONSE_CONTENT_TYPE = "application/json"

    def _register_error_handlers(self) -> None:
        """Ours are installed already, for pages and API alike."""

    def _register_responses(self) -> None:
        """Every default response is an error, and our errors are problem details."""
        ordinary = self.DEFAULT_RESPONSE_CONTENT_TYPE
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = ordinary


def install(app: Flask, name: str, blueprint: Blueprint) -> None:
    """Mount a service's API and its description."""
    app.config.update(
        API_TITLE=f"RIF {name}",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS=_spec_options(name),
    )
    ProblemApi(app).register_blueprint(blueprint)


def _spec_options(name: str) -> dict[str, Any]:
    scheme = {"type": "http", "scheme": "bearer"}
    return {
        "servers": [{"url": f"/{name}"}],
        "security": [{"bearer": []}],
        "components": {"securitySchemes": {"bearer": scheme}},
    }
