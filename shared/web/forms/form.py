"""A form between a page and a schema: keeps what was typed, loads it, and remembers what is wrong with it.

HTML sends a flat list of names and texts; a schema wants lists, yes and no, nested values and nothing for what was
left empty. `Form` turns one into the other and gives the macros what they need to show the page again unchanged.

A name with a dot reaches into a field: `languages.ti` is the entry `ti` of the `Dict` field `languages`,
`address.street` the field `street` of the `Nested` field `address`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import g, has_request_context
from marshmallow import Schema, ValidationError, fields, missing
from werkzeug.datastructures import MultiDict

from shared.errors import Invalid, Refused

SWITCH = "language_switch"
"""A button that asks for the same form in another language."""
MORE = "more_rows"
"""A button that asks for the same form with more rows to fill in."""
STRUCTURAL = frozenset({"csrf_token", "form_id", SWITCH, MORE})
WHOLE = ""  # where an error stands that belongs to no single field

Fields = Mapping[str, fields.Field[Any]]
Typed = dict[str, list[str]]


class Form:
    """What was typed for one schema, and what is wrong with it.

    `data` is what was sent (`request.form`, or a kept `typed()`); `initial` are values to begin with, as the schema
    would load them, or an object that has them. Without `data` nothing was sent: `load()` gives None and complains
    about nothing.
    """

    def __init__(
        self,
        schema: Schema | type[Schema],
        data: Mapping[str, Any] | None = None,
        initial: object = None,
    ) -> None:
        self.schema = schema() if isinstance(schema, type) else schema
        self.is_sent = data is not None
        first_shown = () if initial is None else _flat(self.schema.dump(initial))
        self._typed = MultiDict[str, str](data) if data is not None else MultiDict(self._kept() or first_shown)
        self._messages: dict[str, str] = {}
        self.heading: object = Invalid.title

    def _kept(self) -> Typed | None:
        """What was typed here before, if this is the form that was kept: it knows all of the names."""
        kept: Typed | None = g.get("kept_form") if has_request_context() else None
        known = _by_key(self.schema.load_fields)
        return kept if kept and all(_head(name) in known for name in kept) else None

    def load(self) -> dict[str, Any] | None:
        """What the schema makes of it, or None; then `errors` says why."""
        if not self.is_sent or SWITCH in self._typed or MORE in self._typed:
            return None
        self._messages = {}
        try:
            loaded: dict[str, Any] = self.schema.load(_nested(self._typed, self.schema.load_fields))
        except ValidationError as error:
            self.add_errors(dict(_told(error.messages_dict)))
            return None
        return loaded

    def value(self, name: str) -> str:
        """What was typed there, letter by letter; empty if nothing was."""
        self._field(name)
        return self._typed.get(name, "")

    def values(self, name: str) -> list[str]:
        """Everything that was chosen there."""
        self._field(name)
        return self._typed.getlist(name)

    def is_checked(self, name: str, value: str = "true") -> bool:
        """Whether this choice was made."""
        return value in self.values(name)

    def is_optional(self, name: str) -> bool:
        """Whether this may stay empty, and the page says so. Entries of a Dict all may: it goes without saying."""
        field = self._field(name)
        return field is not None and not field.required

    def title(self, name: str) -> str:
        """What the field is called (`metadata={"title": …}` in the schema), or nothing."""
        field = self._field(name)
        return str(field.metadata.get("title", "")) if field else ""

    def typed(self) -> Typed:
        """Everything typed, to be kept (JSON) and given back as `data`."""
        return without_structure(self._typed)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field, sentence), in the order of the schema; what concerns the whole form comes first, under ''."""
        order = {WHOLE: -1} | {key: place for place, key in enumerate(_by_key(self.schema.load_fields))}
        return sorted(self._messages.items(), key=lambda told: order[_head(told[0])])

    def error(self, name: str) -> str | None:
        """The sentence beside this field, if something is wrong with it."""
        self._field(name)
        return self._messages.get(name)

    def add_error(self, name: str, message: str) -> None:
        """Something is wrong with a field; one the form does not have makes it an error of the whole form."""
        try:
            known = _head(name) in _by_key(self.schema.load_fields) and (self._field(name) or True)
        except KeyError:
            known = False
        if not known:
            name = WHOLE
        self._messages.setdefault(name, message)

    def refuse(self, error: Refused, name: str = "") -> None:
        """An action refused the whole: the summary is headed by what kind of refusal it is."""
        self.add_error(name, error.detail)
        self.heading = error.title

    def add_errors(self, messages: Mapping[str, str]) -> None:
        """What an action found wrong (field → sentence)."""
        for name, message in messages.items():
            self.add_error(name, message)

    def _field(self, name: str) -> fields.Field[Any] | None:
        """The schema's field for a name; None inside a Dict. A name the schema lacks is a slip in a template."""
        head, _, rest = name.partition(".")
        known = _by_key(self.schema.load_fields)
        if head not in known:
            raise KeyError(f"{type(self.schema).__name__} has no field {head!r}; it has {', '.join(known)}")
        field = known[head]
        if not rest:
            return field
        return _by_key(field.schema.load_fields)[rest] if isinstance(field, fields.Nested) else None


def without_structure(sent: MultiDict[str, str]) -> Typed:
    """What was typed, without what only protects the form."""
    return {name: texts for name, texts in sent.lists() if not _is_structural(name)}


def _nested(typed: MultiDict[str, str], known: Fields, prefix: str = "") -> dict[str, Any]:
    """The input a schema wants: what was typed for its fields, and every stranger, so that the schema refuses it."""
    by_key = _by_key(known)
    taken = {key: _read(typed, field, prefix + key) for key, field in by_key.items()}
    strangers = {name: typed[prefix + name] for name in _names(typed, prefix) if not _has_place(name, by_key)}
    return {key: value for key, value in taken.items() if value is not missing} | strangers


def _read(typed: MultiDict[str, str], field: fields.Field[Any], name: str) -> Any:
    """What was typed for one field, in the shape it loads; `missing` where nothing was."""
    if isinstance(field, fields.Nested):
        return _nested(typed, field.schema.load_fields, f"{name}.") or _nothing(field)
    if isinstance(field, fields.Dict):
        inside = {key: typed[f"{name}.{key}"] for key in _names(typed, f"{name}.")}
        return {key: text for key, text in inside.items() if text.strip()} or (missing if field.required else {})
    texts = [text for text in typed.getlist(name) if text.strip()]
    if isinstance(field, fields.List):
        return texts or (missing if field.required else [])
    return texts[0] if texts else _nothing(field)


def _nothing(field: fields.Field[Any]) -> Any:
    """What an empty field says: no for a box left unticked, nothing at all for the rest."""
    if field.required:
        return missing
    if field.allow_none:
        return None
    return False if isinstance(field, fields.Boolean) else missing


def _told(messages: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """marshmallow's tree of messages as (name, first sentence) pairs."""
    for key, told in messages.items():
        # Numbers are places in a list, `key` and `value` sides of a mapping's entry: the page shows one field for them.
        is_aside = isinstance(key, int) or key == "_schema" or (prefix and key in ("key", "value"))
        name = prefix if is_aside else f"{prefix}.{key}".lstrip(".")
        if isinstance(told, Mapping):
            yield from _told(told, name)
        else:
            yield name, told[0] if isinstance(told, list) else str(told)


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Dumped values as the names and texts a browser would have sent."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield from ((prefix + key, _text(one)) for one in (value if isinstance(value, list) else [value]))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _by_key(known: Fields) -> dict[str, fields.Field[Any]]:
    return {field.data_key or name: field for name, field in known.items()}


def _names(typed: Iterable[str], prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in typed if name.startswith(prefix) and not _is_structural(name)]


def _has_place(name: str, by_key: Mapping[str, fields.Field[Any]]) -> bool:
    head, dot, _ = name.partition(".")
    return head in by_key and (not dot or isinstance(by_key[head], fields.Nested | fields.Dict))


def _is_structural(name: str) -> bool:
    return name in STRUCTURAL or name.startswith("_")


def _head(name: str) -> str:
    return name.partition(".")[0]
