"""Forms: from what a browser sends to what a schema loads, with what is wrong and everything typed still there."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from shared.web import formats
from shared.web.forms import (
    EmailField,
    Form,
    FormSchema,
    LocalDateTimeField,
    PhoneField,
    PostcodeField,
    TrimmedString,
)

LEVELS = ["A2", "B1", "C1"]


class Address(FormSchema):
    street = TrimmedString(required=True)
    postcode = PostcodeField()


class SignUp(FormSchema):
    first_name = TrimmedString(required=True, max_length=20, metadata={"title": "Vorname"})
    email = EmailField(required=True)
    phone = PhoneField(load_default=None)
    city = TrimmedString(allow_none=True)
    helpers = fields.Integer(validate=validate.Range(1, 20))
    categories = fields.List(fields.String(validate=validate.OneOf(["german", "sport"])), required=True)
    availability = fields.List(fields.String(validate=validate.OneOf(formats.SLOTS)))
    languages = fields.Dict(fields.String(), fields.String(validate=validate.OneOf(LEVELS)))
    address = fields.Nested(Address)
    start = LocalDateTimeField()
    drives = fields.Boolean()
    with_minors = fields.Boolean(required=True)
    note = TrimmedString(lines=True, max_length=500)
    password = fields.String(validate=validate.Length(min=12))


GOOD = {
    "first_name": "Anna",
    "email": "anna@example.org",
    "categories": ["german", "sport"],
    "with_minors": "false",
    "address.street": "Musterweg 1",
}


# From a browser to a schema


def test_a_form_becomes_what_the_schema_wants():
    sent = MultiDict(
        GOOD | {"languages.ti": "B1", "languages.ar": "", "drives": "true", "note": " a\r\nb ", "helpers": "3"}
    )

    assert Form(SignUp, sent).load() == {
        "first_name": "Anna",
        "email": "anna@example.org",
        "phone": None,
        "city": None,
        "helpers": 3,
        "categories": ["german", "sport"],
        "availability": [],
        "languages": {"ti": "B1"},
        "address": {"street": "Musterweg 1"},
        "drives": True,
        "with_minors": False,
        "note": "a\nb",
    }


def test_a_box_left_unticked_is_a_no_but_a_question_left_open_is_not():
    without_answer = {name: text for name, text in GOOD.items() if name != "with_minors"}

    assert Form(SignUp, GOOD).load()["drives"] is False
    form = Form(SignUp, without_answer)
    assert form.load() is None
    assert form.errors == [("with_minors", "Bitte wählen Sie etwas aus.")]


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_field_is_no_answer(empty):
    form = Form(SignUp, GOOD | {"first_name": empty, "helpers": empty, "phone": empty, "categories": [empty]})

    assert form.load() is None
    assert form.errors == [("first_name", "Bitte ausfüllen."), ("categories", "Bitte wählen Sie etwas aus.")]


def test_emptying_a_field_that_may_be_nothing_says_so_and_leaving_it_away_does_too():
    assert Form(SignUp, GOOD | {"city": ""}).load()["city"] is None
    assert Form(SignUp, GOOD).load()["city"] is None


def test_what_belongs_to_the_form_itself_never_reaches_the_schema():
    form = Form(SignUp, GOOD | {"csrf_token": "x", "form_id": "y", "_next": "z"})

    assert form.load() is not None
    assert set(form.typed()) == set(GOOD)


@pytest.mark.parametrize("stranger", ["role", "address.country", "email.x"])
def test_a_field_the_schema_does_not_know_is_refused(stranger):
    form = Form(SignUp, GOOD | {stranger: "admin"})

    assert form.load() is None
    assert [message for _, message in form.errors] == ["Dieses Feld gibt es hier nicht."]


def test_nothing_sent_is_nothing_to_complain_about():
    form = Form(SignUp)

    assert form.load() is None
    assert form.errors == []


# What is wrong, and with what


def test_errors_come_in_the_order_of_the_page_and_what_concerns_all_of_it_first():
    form = Form(SignUp, {"note": "x" * 501, "languages.ti": "gut", "categories": ["german", "chess"]})
    form.load()
    form.add_errors({"site_id": "Dieser Standort nimmt niemanden auf.", "phone": "Diese Nummer kennen wir schon."})

    assert [name for name, _ in form.errors] == [
        "", "first_name", "email", "phone", "categories", "languages.ti", "with_minors", "note",
    ]  # fmt: skip
    assert form.error("languages.ti") == "Bitte wählen Sie eine der Möglichkeiten."
    assert form.errors[0] == ("", "Dieser Standort nimmt niemanden auf.")


def test_an_error_inside_a_nested_field_stands_beside_that_field():
    form = Form(SignUp, GOOD | {"address.street": "", "address.postcode": "1"})
    form.load()

    assert [name for name, _ in form.errors] == ["address.street", "address.postcode"]


def test_a_name_the_schema_lacks_is_told_to_whoever_wrote_the_template():
    with pytest.raises(KeyError, match="SignUp has no field 'emial'"):
        Form(SignUp).value("emial")


# What a form shows


def test_a_form_begins_with_what_is_known():
    start = dt.datetime(2026, 7, 1, 12, 30, tzinfo=dt.UTC)
    known = {
        "first_name": "Anna",
        "phone": None,
        "drives": True,
        "categories": ["sport"],
        "languages": {"ti": "B1"},
        "start": start,
    }
    form = Form(SignUp, initial=known)

    assert form.load() is None
    assert form.typed() == {
        "first_name": ["Anna"],
        "phone": [""],
        "categories": ["sport"],
        "languages.ti": ["B1"],
        "start": ["2026-07-01T14:30+02:00"],
        "drives": ["true"],
    }
    assert form.is_checked("drives")
    assert form.is_checked("categories", "sport")
    assert not form.is_checked("categories", "german")


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.lists(st.text(), min_size=1, max_size=3)))
def test_a_draft_kept_as_json_comes_back_letter_by_letter(typed):
    kept = json.loads(json.dumps(Form(SignUp, MultiDict(typed)).typed()))

    assert Form(SignUp, kept).typed() == typed
