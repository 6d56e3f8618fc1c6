"""The shape of `region.toml`: one schema per table, each loading into the value of the same name.

A key that is not listed here is refused: a misspelt setting must not be silently without effect.
"""

from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from shared.region import fields as kinds
from shared.region.lookup import Region
from shared.region.places import Locality, Municipality, Neighbour
from shared.region.settings import (
    MOBILITIES,
    TEXTS,
    URGENCIES,
    AnswerWithin,
    Category,
    Clearance,
    Demands,
    Mobilities,
    Mobility,
    Office,
    Rules,
    Texts,
)

HOURS_A_WEEK = 24 * 7
HOURS_A_MONTH = 24 * 31
LEGAL_REGIMES = ("IDAG", "DSG")


class Table(Schema):
    """One table of the file."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "is not a known key", "type": "must be a table"}
    makes: ClassVar[type]

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        return self.makes(**data)


def table(schema: type[Schema]) -> fields.Nested:
    return fields.Nested(schema, required=True, error_messages=kinds.REQUIRED)


def tables(schema: type[Schema], at_least_one: bool = True) -> kinds.Tuple:
    """[[…]] blocks."""
    inner = fields.Nested(schema)
    if not at_least_one:
        return kinds.Tuple(inner, load_default=())
    return kinds.Tuple(inner, required=True, validate=validate.Length(min=1, error="must have at least one entry"))


class OfficeSchema(Table):
    makes = Office
    id = kinds.line(kinds.SLUG)
    name = kinds.line()
    short_name = kinds.line()
    sponsor = kinds.line()
    email = kinds.line(kinds.EMAIL)
    phone = kinds.line(kinds.PHONE)
    street = kinds.line()
    postcode = kinds.line(kinds.POSTCODE)
    town = kinds.line()
    opening_hours = kinds.WordsOrGermanField(required=True)
    legal_regime = kinds.line(validate.OneOf(LEGAL_REGIMES, error=f"must be one of {', '.join(LEGAL_REGIMES)}"))
    supervisor = kinds.WordsOrGermanField(required=True)
    website = kinds.line(kinds.WEBSITE, required=False)
    accent = kinds.line(kinds.COLOUR, required=False)
    logo = kinds.line(kinds.PICTURE, required=False)


class LocalitySchema(Table):
    makes = Locality
    postcode = kinds.line(kinds.POSTCODE)
    name = kinds.line()


class MunicipalitySchema(Table):
    makes = Municipality
    bfs_nr = kinds.whole(1, 9999)
    name = kinds.line()
    lat = kinds.degrees(*kinds.LAT_RANGE)
    lon = kinds.degrees(*kinds.LON_RANGE)
    localities = tables(LocalitySchema)


class NeighbourSchema(Table):
    makes = Neighbour
    name = kinds.line()
    phone = kinds.line(kinds.PHONE, required=False)
    email = kinds.line(kinds.EMAIL, required=False)
    website = kinds.line(kinds.WEBSITE, required=False)
    postcodes = kinds.postcodes()


class CategorySchema(Table):
    makes = Category
    code = kinds.line(kinds.CODE)
    label = kinds.WordsField(required=True)
    first_yes = kinds.yes_no()
    help = kinds.WordsField(load_default=None)


class ClearanceSchema(Table):
    makes = Clearance
    code = kinds.line(kinds.CODE)
    label = kinds.WordsField(required=True)
    renewal_months = kinds.whole(1, 120, required=False)


class DemandsSchema(Table):
    makes = Demands
    everyone = kinds.codes()
    minors = kinds.codes()
    alone = kinds.codes()


class MobilitySchema(Table):
    makes = Mobility
    detour = kinds.number(1, 5)
    km_per_h = kinds.number(1, 200)


class MobilitiesSchema(Table.from_dict({name: table(MobilitySchema) for name in MOBILITIES})):  # type: ignore[misc]
    makes = Mobilities


class AnswerWithinSchema(Table.from_dict({name: kinds.whole(1, HOURS_A_MONTH) for name in URGENCIES})):  # type: ignore[misc]
    makes = AnswerWithin


def rising(choices: tuple[int, ...]) -> None:
    if not choices or list(choices) != sorted(set(choices)):
        raise ValidationError("must be a rising list such as [2, 5, 10]")


class RulesSchema(Table):
    makes = Rules
    hours_per_week_warning = kinds.whole(1, HOURS_A_WEEK)
    rest_days = kinds.whole(0, 365)
    travel_km_choices = kinds.Tuple(kinds.whole(1, 500), required=True, validate=rising)
    clearances = table(DemandsSchema)
    answer_within_h = table(AnswerWithinSchema)
    mobility = table(MobilitiesSchema)


class TextsSchema(Table.from_dict({name: kinds.WordsField(load_default=None) for name in TEXTS})):  # type: ignore[misc]
    makes = Texts


class RegionSchema(Table):
    makes = Region
    office = table(OfficeSchema)
    municipalities = tables(MunicipalitySchema)
    neighbours = tables(NeighbourSchema, at_least_one=False)
    categories = tables(CategorySchema)
    clearances = tables(ClearanceSchema)
    rules = table(RulesSchema)
    texts = fields.Nested(TextsSchema, load_default=Texts())
