"""The kitchen's counter: a few pages and an API as a service has them, for the tests of the web kit."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import marshmallow as ma
from flask import Blueprint, Flask, make_response, redirect, render_template_string, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from webtest import TestApp

from shared.auth import Role, Who, sign_in_token
from shared.db import Database
from shared.errors import Conflict, Invalid, NotFound
from shared.ids import new_id
from shared.office import Office
from shared.outbox import emit
from shared.permissions import ANYONE, SIGNED_IN, STAFF, may
from shared.testing import ApiClient
from shared.web.api import ApiBlueprint
from shared.web.app import build
from shared.web.here import signed_in
from shared.web.mount import mount
from shared.web.once import changing
from tests.shared.garden import HarvestPicked, Jar, kitchen

FORM = """{% extends "layout.html" %}{% block title %}Glas{% endblock %}{% block main %}
<form id="jar" method="post" action="{{ request.script_root }}/jars">{{ csrf_field() }}{{ form_id_field() }}
<input name="label"><button>Abfüllen</button></form>{% endblock %}"""

pages = Blueprint("pages", __name__)
api = ApiBlueprint("The kitchen's counter")


def fill(session: Session, label: str) -> None:
    """What an action does, or refuses to do."""
    session.add(Jar(label=label))
    emit(session, HarvestPicked(label=label, picked_by=new_id()))
    session.flush()
    if label == "taken":
        raise Conflict("taken", "Dieses Glas gibt es schon.")
    if label == "odd":
        raise Invalid({"label": "So nicht.", "tags.0": "So auch nicht."})
    if label == "boom":
        raise RuntimeError("boom")


@pages.get("/form")
def form() -> ResponseReturnValue:
    return render_template_string(FORM)


@pages.post("/jars")
@changing
def fill_jar(session: Session) -> ResponseReturnValue:
    label = request.form["label"]
    fill(session, label)
    if label == "unfit":
        return render_template_string(FORM), 422
    response = make_response(redirect(f"/kitchen/jars/{label}", 303))
    response.set_cookie("basket", label)
    return response


@pages.put("/jars")
def replace_jars() -> ResponseReturnValue:
    return "replaced"


@pages.get("/jars/<label>")
def jar(label: str) -> ResponseReturnValue:
    raise NotFound("Dieses Glas ist leer.")


@pages.get("/me")
def me() -> ResponseReturnValue:
    who = signed_in()
    return f"{who.id} {who.name} {' '.join(sorted(who.roles))} {' '.join(str(site) for site in who.site_ids)}"


@pages.get("/sites/<uuid:site_id>")
def site(site_id: UUID) -> ResponseReturnValue:
    return "mine"


@pages.get("/forgotten")
def forgotten() -> ResponseReturnValue:
    return "no rule names this page"


@pages.get("/crash")
def crash() -> ResponseReturnValue:
    raise RuntimeError("a secret of ours")


class TagSchema(ma.Schema):
    """A part of a part."""

    name = ma.fields.String(required=True)


class JarSchema(ma.Schema):
    """What the API takes."""

    class Meta:
        unknown = ma.RAISE

    label = ma.fields.String(required=True, validate=ma.validate.Length(max=20))
    tags = ma.fields.List(ma.fields.Nested(TagSchema))


class Filter(ma.Schema):
    """What a list can be narrowed down to."""

    state = ma.fields.String(validate=ma.validate.OneOf(["full", "empty"]))


@api.post("/jars")
@api.arguments(JarSchema)
@api.response(201, JarSchema)
@changing
def make_jar(session: Session, given: dict[str, Any]) -> Any:
    fill(session, given["label"])
    return JarSchema().dump(given), 201


@api.get("/jars")
@api.arguments(Filter, location="query")
@api.response(200)
def list_jars(given: dict[str, Any]) -> Any:
    return given


@api.get("/crash")
def crash_api() -> Any:
    raise RuntimeError("a secret of ours")


def at_own_site(session: Session, who: Who, values: dict[str, Any]) -> bool:
    return values["site_id"] in who.site_ids


RULES = [
    may(ANYONE, "pages.form", "pages.fill_jar", "pages.replace_jars", "pages.jar", "pages.crash", "api.crash_api"),
    may(SIGNED_IN, "pages.me"),
    may(STAFF, "pages.site", only=at_own_site),
    may(STAFF, "api.make_jar", "api.list_jars"),
]


class Counter:
    """The kitchen with its doors open."""

    def __init__(self, office: Office, db: Database) -> None:
        self.office, self.db = office, db
        self.app: Flask = build(kitchen, office, db, pages=[pages], api=api, rules=RULES)
        self.wsgi = mount({"kitchen": self.app})

    def visitor(self) -> TestApp:
        """A browser that nobody has signed in with."""
        return TestApp(self.wsgi, extra_environ={"HTTP_HOST": "localhost"})

    def browser(self, token: str) -> TestApp:
        """A browser with a sign-in."""
        browser = self.visitor()
        browser.set_cookie("rif", token)
        return browser

    def token(self, role: Role = Role.STAFF, **values: Any) -> str:
        """A sign-in."""
        given = {"person_id": new_id(), "name": "Anna", "site_ids": [], "lasts": timedelta(hours=1), **values}
        return sign_in_token(self.office.keys, roles=[role], **given)

    def api(self, role: Role | None = Role.STAFF) -> ApiClient:
        """A program with a token, or without one."""
        return ApiClient(self.visitor(), self.token(role) if role else None)
