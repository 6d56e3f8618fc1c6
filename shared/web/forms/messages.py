"""The German sentences a schema answers with, in place of marshmallow's English ones.

They are put in when a field is bound to its schema, so marshmallow itself stays as it is and a sentence somebody
wrote for one field stays too: only what is still the library's default is replaced.
"""

import copy
import datetime as dt
from typing import Any

from marshmallow import RAISE, Schema, fields, validate

ANSWER = "Bitte ausfüllen."
CHOOSE = "Bitte wählen Sie etwas aus."
NUMBER = "Bitte geben Sie eine Zahl ein."
WHOLE_NUMBER = "Bitte geben Sie eine ganze Zahl ein."
DATE = "Bitte geben Sie ein Datum an, zum Beispiel 21.11.2026."
CHOICE = "Bitte wählen Sie eine der Möglichkeiten."
UNFIT = "Diese Angabe passt hier nicht."

GERMAN = {
    "Missing data for required field.": ANSWER,
    "Field may not be null.": ANSWER,
    "Unknown field.": "Dieses Feld gibt es hier nicht.",
    "Invalid value.": UNFIT,
    "Invalid input.": UNFIT,
    "Invalid input type.": UNFIT,
    "Invalid type.": UNFIT,
    "Not a valid string.": "Bitte geben Sie einen Text ein.",
    "Not a valid utf-8 string.": "Bitte geben Sie einen Text ein.",
    "Not a valid number.": NUMBER,
    "Not a valid integer.": WHOLE_NUMBER,
    "Number too large.": "Diese Zahl ist zu gross.",
    "Special numeric values (nan or infinity) are not permitted.": NUMBER,
    "Not a valid boolean.": "Bitte antworten Sie mit Ja oder Nein.",
    "Not a valid {obj_type}.": DATE,
    "Not a valid {awareness} {obj_type}.": DATE,
    "Not a valid date.": DATE,
    "Not a valid period of time.": "Bitte geben Sie eine Dauer an.",
    "Not a valid UUID.": UNFIT,
    "Not a valid list.": UNFIT,
    "Not a valid tuple.": UNFIT,
    "Not a valid mapping type.": UNFIT,
    "Not a valid email address.": "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel anna.muster@example.org.",
    "Not a valid URL.": "Bitte prüfen Sie die Internet-Adresse, zum Beispiel https://www.example.org.",
    "Must be one of: {choices}.": CHOICE,
    "Must be equal to {other}.": UNFIT,
    "String does not match expected pattern.": UNFIT,
    "One or more of the choices you made was not in: {choices}.": CHOICE,
    "One or more of the choices you made was in: {values}.": CHOICE,
}

# What is measured: how a lower bound is told, how an upper one, and the sentence around them.
BOUNDS = {
    "text": ("mindestens {min}", "höchstens {max}", "Bitte schreiben Sie %s Zeichen."),
    "list": ("mindestens {min}", "höchstens {max}", "Bitte wählen Sie %s aus."),
    "number": ("mindestens {min}", "höchstens {max}", "Bitte geben Sie %s an."),
    "number between": ("mehr als {min}", "weniger als {max}", ""),
    "date": ("frühestens den {min:%d.%m.%Y}", "spätestens den {max:%d.%m.%Y}", "Bitte wählen Sie %s."),
    "date between": ("einen Tag nach dem {min:%d.%m.%Y}", "einen Tag vor dem {max:%d.%m.%Y}", ""),
}


class FormSchema(Schema):
    """A schema at the edge: refuses what it does not know, and says in German what is wrong."""

    class Meta:
        unknown = RAISE

    error_messages = {key: GERMAN[english] for key, english in Schema._default_error_messages.items()}

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        speak_german(field_obj)


def speak_german(field: fields.Field[Any]) -> None:
    """Replace the library's sentences on a field, on its validators and on what it contains."""
    field.error_messages = {key: _translated(text) for key, text in field.error_messages.items()}
    if is_choice(field) and field.error_messages["required"] == ANSWER:
        field.error_messages["required"] = CHOOSE
    # A copy, because one validator may serve a text in one schema and a list in another.
    field.validators = [_german_validator(validator, field) for validator in field.validators]
    for inner in ("inner", "key_field", "value_field"):
        if getattr(field, inner, None):
            speak_german(getattr(field, inner))


def is_choice(field: fields.Field[Any]) -> bool:
    """Whether people answer by choosing rather than by writing."""
    choosing = isinstance(field, fields.List | fields.Enum | fields.Boolean | fields.Dict)
    return choosing or any(isinstance(validator, validate.OneOf) for validator in field.validators)


def _german_validator(validator: Any, field: fields.Field[Any]) -> Any:
    german = copy.copy(validator)
    if isinstance(validator, validate.Length | validate.Range):
        german.error = validator.error or _bounds_sentence(validator, field)
    elif isinstance(getattr(validator, "error", None), str):
        german.error = _translated(validator.error)
    return german


def _bounds_sentence(validator: validate.Length | validate.Range, field: fields.Field[Any]) -> str:
    measure = _measure(validator, field)
    low, high, sentence = BOUNDS[measure]
    if isinstance(validator, validate.Length) and validator.equal is not None:
        return sentence % "genau {equal}"
    if isinstance(validator, validate.Range):
        low = low if validator.min_inclusive else BOUNDS[f"{measure} between"][0]
        high = high if validator.max_inclusive else BOUNDS[f"{measure} between"][1]
    told = [text for text, bound in ((low, validator.min), (high, validator.max)) if bound is not None]
    return sentence % " und ".join(told)


def _measure(validator: validate.Length | validate.Range, field: fields.Field[Any]) -> str:
    if isinstance(validator, validate.Length):
        return "text" if isinstance(field, fields.String) else "list"
    return "date" if isinstance(validator.min or validator.max, dt.date) else "number"


def _translated(text: Any) -> Any:
    return GERMAN.get(text, text) if isinstance(text, str) else text
