"""What comes in from outside: a postcode, from a person or a program."""

from marshmallow import Schema, fields

from shared.web.forms import FormSchema, PostcodeField


class Lookup(FormSchema):
    """«Bin ich hier richtig?»"""

    plz = PostcodeField(required=True)


class MunicipalityQuery(FormSchema):
    """Which municipalities."""

    postcode = PostcodeField(metadata={"description": "four digits; without it all municipalities are told"})


class MunicipalityOut(Schema):
    """A municipality of the region."""

    bfs_nr = fields.Integer(metadata={"description": "its number at the Federal Statistical Office"})
    name = fields.String()
    postcodes = fields.List(fields.String())


class NeighbourOut(Schema):
    """The office that is responsible beyond the region's edge."""

    name = fields.String()
    phone = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    website = fields.String(allow_none=True)


class MunicipalitiesOut(Schema):
    """Which municipalities a postcode belongs to. It may be several, and some of them beyond the region's edge."""

    municipalities = fields.List(fields.Nested(MunicipalityOut))
    neighbour = fields.Nested(NeighbourOut, allow_none=True)
