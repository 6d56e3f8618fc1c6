"""The sentences a schema answers with, in the reader's language, in place of marshmallow's English ones.

They are put in when a field is bound to its schema, so marshmallow itself stays as it is and a sentence somebody
wrote for one field stays too: only what is still the library's default is replaced.
"""

import copy
import datetime as dt
from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from shared.i18n import LazyString, lazy

ANSWER = lazy("Bitte ausfüllen.")
CHOOSE = lazy("Bitte wählen Sie etwas aus.")
NUMBER = lazy("Bitte geben Sie eine Zahl ein.")
WHOLE_NUMBER = lazy("Bitte geben Sie eine ganze Zahl ein.")
DATE = lazy("Bitte geben Sie ein Datum an, zum Beispiel 21.11.2026.")
CHOICE = lazy("Bitte wählen Sie eine der Möglichkeiten.")
UNFIT = lazy("Diese Angabe passt hier nicht.")

SENTENCES = {
    "Missing data for required field.": ANSWER,
    "Field may not be null.": ANSWER,
    "Unknown field.": lazy("Dieses Feld gibt es hier nicht."),
    "Invalid value.": UNFIT,
    "Invalid input.": UNFIT,
    "Invalid input type.": UNFIT,
    "Invalid type.": UNFIT,
    "Not a valid string.": lazy("Bitte geben Sie einen Text ein."),
    "Not a valid utf-8 string.": lazy("Bitte geben Sie einen Text ein."),
    "Not a valid number.": NUMBER,
    "Not a valid integer.": WHOLE_NUMBER,
    "Number too large.": lazy("Diese Zahl ist zu gross."),
    "Special numeric values (nan or infinity) are not permitted.": NUMBER,
    "Not a valid boolean.": lazy("Bitte antworten Sie mit Ja oder Nein."),
    "Not a valid {obj_type}.": DATE,
    "Not a valid {awareness} {obj_type}.": DATE,
    "Not a valid date.": DATE,
    "Not a valid period of time.": lazy("Bitte geben Sie eine Dauer an."),
    "Not a valid UUID.": UNFIT,
    "Not a valid list.": UNFIT,
    "Not a valid tuple.": UNFIT,
    "Not a valid mapping type.": UNFIT,
    "Not a valid email address.": lazy("Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel anna.muster@example.org."),
    "Not a valid URL.": lazy("Bitte prüfen Sie die Internet-Adresse, zum Beispiel https://www.example.org."),
    "Must be one of: {choices}.": CHOICE,
    "Must be equal to {other}.": UNFIT,
    "String does not match expected pattern.": UNFIT,
    "One or more of the choices you made was not in: {choices}.": CHOICE,
    "One or more of the choices you made was in: {values}.": CHOICE,
}

# By what is measured and which bounds it has.
BOUNDS = {
    ("text", "min"): lazy("Bitte schreiben Sie mindestens {min} Zeichen."),
    ("text", "max"): lazy("Bitte schreiben Sie höchstens {max} Zeichen."),
    ("text", "min and max"): lazy("Bitte schreiben Sie mindestens {min} und höchstens {max} Zeichen."),
    ("text", "equal"): lazy("Bitte schreiben Sie genau {equal} Zeichen."),
    ("list", "min"): lazy("Bitte wählen Sie mindestens {min} aus."),
    ("list", "max"): lazy("Bitte wählen Sie höchstens {max} aus."),
    ("list", "min and max"): lazy("Bitte wählen Sie mindestens {min} und höchstens {max} aus."),
    ("list", "equal"): lazy("Bitte wählen Sie genau {equal} aus."),
    ("number", "min"): lazy("Bitte geben Sie mindestens {min} an."),
    ("number", "max"): lazy("Bitte geben Sie höchstens {max} an."),
    ("number", "min and max"): lazy("Bitte geben Sie mindestens {min} und höchstens {max} an."),
    ("number", "above"): lazy("Bitte geben Sie mehr als {min} an."),
    ("date", "min"): lazy("Bitte wählen Sie frühestens den {min:%d.%m.%Y}."),
    ("date", "max"): lazy("Bitte wählen Sie spätestens den {max:%d.%m.%Y}."),
    ("date", "min and max"): lazy("Bitte wählen Sie einen Tag vom {min:%d.%m.%Y} bis zum {max:%d.%m.%Y}."),
}


class Spoken(dict[str, Any]):
    """A field's sentences; each is put into words when it is needed, because only then it is known who reads."""

    def __getitem__(self, key: str) -> str:
        return str(super().__getitem__(key))


class FormSchema(Schema):
    """A schema at the edge: refuses what it does not know, and says in plain words what is wrong."""

    class Meta:
        unknown = RAISE

    error_messages = {key: SENTENCES[english] for key, english in Schema._default_error_messages.items()}

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        speak_plainly(field_obj)


def speak_plainly(field: fields.Field[Any]) -> None:
    """Replace the library's sentences on a field, on its validators and on what it contains."""
    messages = {key: _translated(text) for key, text in field.error_messages.items()}
    if is_choice(field) and messages["required"] is ANSWER:
        messages["required"] = CHOOSE
    field.error_messages = Spoken(messages)
    # A copy, because one validator may serve a text in one schema and a list in another.
    field.validators = [_plain_validator(validator, field) for validator in field.validators]
    for inner in ("inner", "key_field", "value_field"):
        if getattr(field, inner, None):
            speak_plainly(getattr(field, inner))


def is_choice(field: fields.Field[Any]) -> bool:
    """Whether people answer by choosing rather than by writing."""
    choosing = isinstance(field, fields.List | fields.Enum | fields.Boolean | fields.Dict)
    return choosing or any(isinstance(validator, validate.OneOf) for validator in field.validators)


def _plain_validator(validator: Any, field: fields.Field[Any]) -> Any:
    plain = copy.copy(validator)
    if isinstance(validator, validate.Length | validate.Range):
        plain.error = validator.error or _bounds_sentence(validator, field)
    elif isinstance(getattr(validator, "error", None), str):
        plain.error = _translated(validator.error)
    return plain


def _bounds_sentence(validator: validate.Length | validate.Range, field: fields.Field[Any]) -> LazyString:
    if isinstance(validator, validate.Length) and validator.equal is not None:
        return BOUNDS[_measure(validator, field), "equal"]
    if isinstance(validator, validate.Range) and not validator.min_inclusive:
        return BOUNDS[_measure(validator, field), "above"]
    there = [name for name, bound in (("min", validator.min), ("max", validator.max)) if bound is not None]
    return BOUNDS[_measure(validator, field), " and ".join(there)]


def _measure(validator: validate.Length | validate.Range, field: fields.Field[Any]) -> str:
    if isinstance(validator, validate.Length):
        return "text" if isinstance(field, fields.String) else "list"
    return "date" if isinstance(validator.min or validator.max, dt.date) else "number"


def _translated(text: Any) -> Any:
    return SENTENCES.get(text, text) if isinstance(text, str) else text
