"""A form on its page: everything typed comes back, and what is wrong is said where people look for it."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template_string, request
from flask_babel import Babel
from jinja2 import FileSystemLoader
from lucide.jinja import lucide
from markupsafe import Markup
from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from shared.i18n import language
from shared.region.settings import Words
from shared.web import formats
from shared.web.app import WEB
from shared.web.forms import EmailField, Form, FormSchema, LocalDateTimeField, PhoneField, TrimmedString


class Address(FormSchema):
    street = TrimmedString(required=True)


class SignUp(FormSchema):
    first_name = TrimmedString(required=True, max_length=20, metadata={"title": "Vorname"})
    email = EmailField(required=True)
    phone = PhoneField(load_default=None)
    helpers = fields.Integer()
    categories = fields.List(fields.String(validate=validate.OneOf(["german", "sport"])), required=True)
    availability = fields.List(fields.String(validate=validate.OneOf(formats.SLOTS)))
    languages = fields.Dict(fields.String(), fields.String(validate=validate.OneOf(["A2", "B1"])))
    address = fields.Nested(Address)
    start = LocalDateTimeField()
    drives = fields.Boolean()
    with_minors = fields.Boolean(required=True)
    note = TrimmedString(lines=True, max_length=500)
    password = fields.String(validate=validate.Length(min=12))


PAGE = """{% extends "layout.html" %}{% import "macros.html" as m %}
{% block title %}Anmelden{% endblock %}
{% block main %}{{ m.error_summary(form) }}<h1>Anmelden</h1>
{% call m.form_for() %}
{{ m.field(form, "first_name", hint="Wie wir Sie nennen dürfen.", autocomplete="given-name") }}
{{ m.field(form, "email", "E-Mail", type="email") }}
{{ m.field(form, "phone", "Telefon", type="tel") }}
{{ m.field(form, "helpers", "Wie viele?", type="number") }}
{{ m.checkboxes(form, "categories", [("german", "Deutsch"), ("sport", "Sport")], "Was?") }}
{{ m.availability(form, "availability", "Wann?") }}
{% call m.group(form, "languages", "Sprachen") %}
{{ m.select(form, "languages.ti", [("A2", "ein wenig"), ("B1", "im Alltag")], "Tigrinya", empty="–") }}
{% endcall %}
{{ m.field(form, "address.street", "Strasse") }}
{{ m.field(form, "start", "Beginn", type="datetime-local") }}
{{ m.checkbox(form, "drives", "Ich habe ein Auto") }}
{{ m.radios(form, "with_minors", [("true", "Ja"), ("false", "Nein")], "Mit Minderjährigen?") }}
{{ m.field(form, "note", "Bemerkung", type="textarea") }}
{{ m.field(form, "password", "Passwort", type="password") }}
{% endcall %}{% endblock %}"""


@pytest.fixture
def browser():
    """A page with a form of every kind, in the real layout."""
    app = Flask(__name__, static_folder=None)
    app.jinja_loader = FileSystemLoader(WEB / "templates")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, default_locale="de_CH")
    formats.install(app)
    office = {
        "name": "RIF Musterregion", "phone": "+41620000000", "email": "info@example.org",
        "opening_hours": Words.of({"de": "Montag"}),
    }  # fmt: skip
    app.jinja_env.globals.update(
        office=office, spoken=language, lucide=lucide, page_form_id=lambda: None, logo_url=None,
        link="/{0}/{1}".format, static_url="/static/{}".format,
        csrf_field=lambda: Markup('<input type="hidden" name="csrf_token" value="t">'),
        form_id_field=lambda: Markup('<input type="hidden" name="form_id" value="i">'),
    )  # fmt: skip

    @app.route("/", methods=["GET", "POST"])
    def sign_up():
        form = Form(SignUp, request.form if request.method == "POST" else None, initial={"start": KNOWN_START})
        return "Danke" if form.load() is not None else render_template_string(PAGE, form=form)

    return app.test_client()


class Read(HTMLParser):
    """A page's elements, and what would be sent if its form were sent again."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.textarea, self.select, self.sent = [], None, None, MultiDict()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        element = dict(attributes)
        self.elements.append((tag, element))
        if tag == "input" and (element["type"] not in ("checkbox", "radio") or "checked" in element):
            self.sent.add(element["name"], element.get("value", ""))
        if tag == "option" and "selected" in element:
            self.sent.add(self.select, element["value"])
        self.textarea = element["name"] if tag == "textarea" else None
        self.select = element["name"] if tag == "select" else self.select

    def handle_data(self, data):
        if self.textarea:
            self.sent.add(self.textarea, data.removeprefix("\n"))
            self.textarea = None

    def all(self, attribute):
        return [element[attribute] for _, element in self.elements if element.get(attribute)]


KNOWN_START = dt.datetime(2026, 7, 1, 12, 30, tzinfo=dt.UTC)
BAD = {
    "first_name": '<b>"Anna" & Co',
    "email": " anna@",
    "phone": "weiss nicht",
    "helpers": "viele",
    "categories": ["sport"],
    "availability": ["tue_evening", "sat_morning"],
    "languages.ti": "B1",
    "address.street": "",
    "start": "2026-11-21T14:30",
    "drives": "true",
    "with_minors": "true",
    "note": "\n  eins\nzwei </textarea> ",
}


def test_a_form_with_errors_comes_back_with_everything_that_was_typed(browser):
    page = Read(browser.post("/", data=BAD).text)

    sent_again = {name: texts for name, texts in page.sent.lists() if name not in ("csrf_token", "form_id", "password")}
    assert sent_again == dict(MultiDict(BAD).lists())


def test_a_moment_that_is_known_is_shown_as_the_clock_on_the_wall_shows_it(browser):
    assert Read(browser.get("/").text).sent["start"] == "2026-07-01T14:30"


def test_a_password_is_never_written_into_a_page(browser):
    assert "geheim-und-kurz" not in browser.post("/", data={"password": "geheim-und-kurz"}).text


def test_the_summary_leads_to_every_field_that_is_wrong_and_says_which_it_is(browser):
    page = browser.post("/", data=BAD | {"languages.ti": "Z9", "categories": ["chess"]}).text
    read = Read(page)

    targets = [href[1:] for href in read.all("href") if href.startswith("#f-")]
    assert targets == [f"f-{n}" for n in ("email", "phone", "helpers", "categories", "languages.ti")]
    assert set(targets) <= set(read.all("id"))
    assert "<title>Fehler: Anmelden – RIF Musterregion</title>" in page
    assert "Vorname: Bitte ausfüllen." in browser.post("/").text


def test_every_field_has_a_label_and_what_describes_it_is_on_the_page(browser):
    for read in (Read(browser.get("/").text), Read(browser.post("/", data=BAD).text)):
        ids = read.all("id")
        fields_shown = [e["id"] for tag, e in read.elements if tag in ("input", "select", "textarea") and "id" in e]

        assert len(ids) == len(set(ids))
        assert set(fields_shown) == set(read.all("for"))
        assert {one for described in read.all("aria-describedby") for one in described.split()} <= set(ids)


def test_what_may_stay_empty_says_so_in_words(browser):
    page = browser.get("/").text

    assert 'Telefon <span class="optional">(freiwillig)</span>' in page
    assert 'Vorname <span class="optional">' not in page
    assert 'Tigrinya <span class="optional">' not in page
