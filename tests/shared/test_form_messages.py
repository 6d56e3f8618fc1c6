"""What is wrong is said in German, and only where nobody has said it better."""

import datetime as dt

import pytest
from marshmallow import Schema, fields, validate

from shared.web.forms import DateField, FormSchema, TrimmedString
from shared.web.forms.messages import SENTENCES

LEVELS = ["A2", "B1", "C1"]


def test_every_sentence_of_the_library_has_a_german_one():
    beyond_forms = ("IP", "choices", "formatted as")  # networks; and what only programs that dump can meet
    kinds = [getattr(fields, name) for name in fields.__all__]
    english = {text for kind in kinds for text in getattr(kind, "default_error_messages", {}).values()}
    validators = [
        getattr(validate, name) for name in ("Email", "URL", "OneOf", "Equal", "Regexp", "Predicate", "NoneOf")
    ]
    english |= {validator.default_message for validator in validators}

    missing = {text for text in english - SENTENCES.keys() if not any(word in text for word in beyond_forms)}

    assert missing == set()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (fields.Integer(validate=validate.Range(1, 20)), 21, "Bitte geben Sie mindestens 1 und höchstens 20 an."),
        (fields.Integer(validate=validate.Range(min=0)), -1, "Bitte geben Sie mindestens 0 an."),
        (fields.Float(validate=validate.Range(0, min_inclusive=False)), 0, "Bitte geben Sie mehr als 0 an."),
        (
            DateField(validate=validate.Range(min=dt.date(2026, 11, 21))),
            "1.1.2026",
            "Bitte wählen Sie frühestens den 21.11.2026.",
        ),
        (fields.String(validate=validate.Length(min=12)), "kurz", "Bitte schreiben Sie mindestens 12 Zeichen."),
        (fields.String(validate=validate.Length(equal=4)), "123", "Bitte schreiben Sie genau 4 Zeichen."),
        (TrimmedString(max_length=3), "lang", "Bitte schreiben Sie höchstens 3 Zeichen."),
        (
            fields.List(fields.String(), validate=validate.Length(max=1)),
            ["a", "b"],
            "Bitte wählen Sie höchstens 1 aus.",
        ),
        (fields.String(validate=validate.OneOf(LEVELS)), "Z9", "Bitte wählen Sie eine der Möglichkeiten."),
        (fields.Integer(), "viele", "Bitte geben Sie eine ganze Zahl ein."),
        (fields.Boolean(), "vielleicht", "Bitte antworten Sie mit Ja oder Nein."),
        (fields.Email(), "anna", "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel anna.muster@example.org."),
    ],
)
def test_what_is_wrong_is_said_in_german(field, value, sentence):
    assert FormSchema.from_dict({"it": field})().validate({"it": value})["it"] == [sentence]


def test_a_sentence_written_for_one_field_stays():
    own = fields.String(
        required=True, validate=validate.Length(min=3, error="Mehr!"), error_messages={"required": "Wer?"}
    )
    schema = FormSchema.from_dict({"it": own})()

    assert schema.validate({"it": "a"}) == {"it": ["Mehr!"]}
    assert schema.validate({}) == {"it": ["Wer?"]}


def test_other_schemas_stay_as_they_are():
    length = validate.Length(max=1)
    FormSchema.from_dict({"it": fields.String(validate=length)})().validate({"it": "ab"})

    plain = Schema.from_dict({"it": fields.String(validate=length)})()

    assert plain.validate({"it": "ab"}) == {"it": ["Longer than maximum length 1."]}
