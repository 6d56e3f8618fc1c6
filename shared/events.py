"""Events are declared once, as frozen dataclasses in `shared/contracts/<publisher>.py` under `@event`.

The marshmallow schema is derived from the annotations: strict on the way out (an event that does not fit its own
schema is never stored), tolerant on the way in (fields we do not know are dropped).

A *state event* has a `revision` and carries an aggregate's whole public state; its first field is the aggregate's id.
A state event whose name ends in `Removed` is its tombstone. Everything else is a *fact*: it happened once.
"""

import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Protocol, TypeVar, cast, dataclass_transform
from uuid import UUID

import marshmallow as ma
from marshmallow import fields as mf

PERSON = "person"
PersonId = Annotated[UUID, PERSON]
"""The id of a person. Marks what an event is about, so that it can be found when a person is erased."""


class Event(Protocol):
    """What `@event` makes of a class."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    topic: ClassVar[str]
    schema: ClassVar[ma.Schema]
    shareable: ClassVar[bool]


BY_TOPIC: dict[str, type[Event]] = {}

C = TypeVar("C")


@typing.overload
def event(cls: type[C], /) -> type[C]: ...
@typing.overload
def event(*, shareable: bool = False) -> Callable[[type[C]], type[C]]: ...
@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(cls: type[C] | None = None, /, *, shareable: bool = False) -> Any:
    """Declare an event: contracts/accommodation.py, class NeedChanged -> accommodation.need_changed.v1.

    `NeedChangedV2` becomes `.v2`. `shareable` marks events that may leave the office (no personal data in them).
    """
    if cls is None:
        return lambda real: _declare(real, shareable)
    return _declare(cls, shareable)


def _declare(cls: type[C], shareable: bool) -> type[C]:
    made: Any = dataclass(frozen=True, kw_only=True)(cls)
    publisher = cls.__module__.rpartition(".")[2]
    match = re.fullmatch(r"(.*?)(?:V(\d+))?", cls.__name__)
    assert match
    name, version = match.groups(default="1")
    made.topic = f"{publisher}.{_snake_case(name)}.v{version}"
    made.schema = _schema_of(made)
    made.shareable = shareable
    BY_TOPIC[made.topic] = made
    return cast(type[C], made)


def dump(event: Event) -> dict[str, Any]:
    """The event's data as JSON values. Raises `ValueError` when it does not fit its own contract."""
    try:
        data = cast(dict[str, Any], event.schema.dump(asdict(event)))
    except (AttributeError, TypeError) as error:  # a text where an enum's member belongs, for one
        raise ValueError(f"{event.topic} breaks its own contract: {error}") from error
    if errors := event.schema.validate(data):
        raise ValueError(f"{event.topic} breaks its own contract: {errors}")
    return data


def load(topic: str, data: dict[str, Any]) -> Event:
    """The event behind a topic and its data. Raises `Unreadable` when nobody here can read it."""
    event_type = BY_TOPIC.get(topic)
    if event_type is None:
        raise Unreadable(f"no contract for {topic}")
    try:
        return cast(Event, _build(event_type, event_type.schema.load(data)))
    except ma.ValidationError as error:
        raise Unreadable(f"{topic}: {error.messages}") from error


class Unreadable(Exception):
    """A message that nobody here can read: unknown topic, or data that breaks the contract. Trying again is useless."""


def persons(event: Event) -> Iterator[UUID]:
    """The ids of the persons an event is about."""
    for name in _person_fields(type(event)):
        if (value := getattr(event, name)) is not None:
            yield value


@cache
def _person_fields(cls: type) -> tuple[str, ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return tuple(name for name, hint in hints.items() if PERSON in getattr(_without_none(hint), "__metadata__", ()))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _build(cls: Any, data: dict[str, Any]) -> Any:
    hints = _hints(cls)
    return cls(**{name: _revive(hints[name], value) for name, value in data.items()})


def _revive(hint: Any, value: Any) -> Any:
    """Nested dataclasses come out of marshmallow as dicts; make them what the annotation says."""
    if value is None:
        return None
    hint = _without_none(hint)
    if is_dataclass(hint):
        return _build(hint, value)
    if typing.get_origin(hint) is list:
        (inner,) = typing.get_args(hint)
        return [_revive(inner, item) for item in value]
    if typing.get_origin(hint) is dict:
        _, inner = typing.get_args(hint)
        return {key: _revive(inner, item) for key, item in value.items()}
    return value


def _schema_of(cls: Any) -> ma.Schema:
    hints = typing.get_type_hints(cls)
    defaults = {f.name: f.default for f in fields(cls)}
    made = {name: _field(hint) for name, hint in hints.items() if name in defaults}
    return ma.Schema.from_dict(made, name=cls.__name__)(unknown=ma.EXCLUDE)


SIMPLE: dict[Any, type[mf.Field[Any]]] = {
    UUID: mf.UUID,
    str: mf.String,
    int: mf.Integer,
    float: mf.Float,
    bool: mf.Boolean,
    date: mf.Date,
    datetime: mf.AwareDateTime,
}


def _field(hint: Any, **options: Any) -> mf.Field[Any]:
    """The marshmallow field for an annotation: a simple type, enum, dataclass, list[X], dict[str, X] or X | None."""
    options.setdefault("required", True)
    if (inner := _without_none(hint)) is not hint:
        return _field(inner, required=False, allow_none=True, load_default=None)
    if typing.get_origin(hint) is Annotated:
        return _field(typing.get_args(hint)[0], **options)
    if typing.get_origin(hint) is list:
        return mf.List(_field(typing.get_args(hint)[0]), **options)
    if typing.get_origin(hint) is dict:
        return mf.Dict(keys=mf.String(), values=_field(typing.get_args(hint)[1]), **options)
    if hint is Any:
        return mf.Raw(allow_none=True, **options)
    if is_dataclass(hint):
        return mf.Nested(_schema_of(hint), **options)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return mf.Enum(hint, by_value=True, **options)
    if hint is int:
        options["strict"] = True
    return SIMPLE[hint](**options)


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (inner,) = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
        return inner
    return hint


def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
