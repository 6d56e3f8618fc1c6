"""What comes in from outside, and how messages are told in JSON."""

from marshmallow import Schema, fields, validate

from shared.contracts.notifications import DeliveryState
from shared.web.forms import FormSchema

MOST = 1_000


class MessageQuery(FormSchema):
    """Which messages."""

    to = fields.String(metadata={"description": "the whole address, upper or lower case"})
    template = fields.String(metadata={"description": "the name of a letter, `sign_in_link` for one"})
    limit = fields.Integer(load_default=200, validate=validate.Range(1, MOST))


class MessageOut(Schema):
    """A message and what became of it; the texts are there once it was sent."""

    id = fields.UUID()
    to = fields.String(allow_none=True)
    template = fields.String()
    subject = fields.String(allow_none=True)
    text = fields.String(allow_none=True)
    html = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    invitation = fields.String(allow_none=True, metadata={"description": "the calendar file that went with it"})
    links = fields.List(fields.String(), metadata={"description": "the links in the text, in their order"})
    state = fields.Enum(DeliveryState, by_value=True)
    error = fields.String(allow_none=True)
    requested_at = fields.AwareDateTime()
    sent_at = fields.AwareDateTime(allow_none=True)
