"""How sites and needs look to programs."""

from marshmallow import Schema, fields

from services.accommodation.schemas.edge import say
from shared.contracts.accommodation import NeedState, SiteKind
from shared.contracts.matching import Answer, MatchState
from shared.contracts.words import AgeGroup, Gender, Selection, Timing, Urgency


class SiteOut(Schema):
    """A site."""

    id = fields.UUID()
    revision = fields.Integer()
    organisation_id = fields.UUID()
    organisation = fields.String()
    name = fields.String()
    kind = fields.Enum(SiteKind, by_value=True)
    street = fields.String()
    postcode = fields.String()
    town = fields.String()
    bfs_nr = fields.Integer()
    phone = fields.String()
    email = fields.String(allow_none=True)
    active = fields.Boolean()


class ContactOut(Schema):
    """How to reach a volunteer who was agreed upon."""

    name = fields.String()
    phone = fields.String()
    email = fields.String()


class MatchOut(Schema):
    """Somebody who was asked for a need."""

    id = fields.UUID()
    state = fields.Enum(MatchState, by_value=True)
    cause = fields.String(allow_none=True)
    volunteer_id = fields.UUID()
    name = fields.String(metadata=say(description="first name and initial"))
    answer = fields.Enum(Answer, by_value=True, allow_none=True)
    answer_by = fields.AwareDateTime()
    agreed_at = fields.AwareDateTime(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
    contact = fields.Nested(
        ContactOut, allow_none=True, metadata=say(description="from agreed until the assignment ends")
    )


class NeedOut(Schema):
    """A need as it stands now."""

    id = fields.UUID()
    revision = fields.Integer()
    state = fields.Enum(NeedState, by_value=True)
    cause = fields.String(allow_none=True)
    site_id = fields.UUID(allow_none=True)
    bfs_nr = fields.Integer()
    category = fields.String()
    headcount = fields.Integer()
    filled = fields.Integer()
    age_group = fields.Enum(AgeGroup, by_value=True)
    persons = fields.Integer()
    minors = fields.Boolean()
    alone = fields.Boolean()
    languages = fields.List(fields.String())
    timing = fields.Enum(Timing, by_value=True)
    once_at = fields.AwareDateTime(allow_none=True)
    slots = fields.List(fields.String())
    first = fields.Date(allow_none=True)
    last = fields.Date(allow_none=True)
    minutes = fields.Integer(allow_none=True)
    urgency = fields.Enum(Urgency, by_value=True)
    wish = fields.String()
    wish_gender = fields.Enum(Gender, by_value=True, allow_none=True)
    selection = fields.Enum(Selection, by_value=True)
    reference = fields.String(metadata=say(description="only for staff of the need's own site"))
    posted_at = fields.AwareDateTime()


class NeedWithMatches(NeedOut):
    """A need, and who was asked for it."""

    matches = fields.List(fields.Nested(MatchOut))
