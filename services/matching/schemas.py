"""What comes in from outside, and what the API answers with."""

from enum import StrEnum
from typing import Any

from marshmallow import fields, validate

from services.matching import words
from services.matching.buttons import BUTTONS
from services.matching.models import LIVING
from shared.contracts.matching import Answer, Cause, MatchState
from shared.i18n import lazy
from shared.web.forms import FormSchema, LocalDateTimeField, TrimmedString

MOST_OFFERS, USUAL_OFFERS = 200, 20


def enum(words: type[StrEnum], about: str, **options: Any) -> fields.Enum[Any]:
    """A word of an enum by its value."""
    return fields.Enum(words, by_value=True, metadata={"description": about}, **options)


class Proposal(FormSchema):
    """Asking volunteers for a need: some offers, until when, and a word to them."""

    offer_ids = fields.List(
        fields.UUID(),
        required=True,
        validate=validate.Length(min=1, max=MOST_OFFERS),
        error_messages={"required": lazy("Bitte kreuzen Sie mindestens eine Person an.")},
        metadata={"description": "whom to ask"},
    )
    answer_by = LocalDateTimeField(
        load_default=None, allow_none=True, metadata={"description": "deadline; without one by the office's rules"}
    )
    message = TrimmedString(
        load_default="", max_length=1000, lines=True, metadata={"description": "stands in the mail to the volunteer"}
    )


class NewMatches(Proposal):
    """The same by API, where the need is a field."""

    need_id = fields.UUID(required=True, metadata={"description": "for which need"})


class MoveGiven(FormSchema):
    """What may be said of a move."""

    cause = enum(Cause, "why; only causes that fit the move", load_default=None, allow_none=True)
    reason = TrimmedString(
        load_default="", max_length=500, metadata={"description": "stands in the history, seen by the office only"}
    )


class AnswerGiven(FormSchema):
    """What the volunteer tapped on, and what she may say with it."""

    answer = enum(Answer, "yes, no or later", required=True)
    reason = TrimmedString(load_default="", max_length=500, lines=True)


class Pressed(FormSchema):
    """A button beside a match, and a remark for the history."""

    button = fields.String(required=True, validate=validate.OneOf(BUTTONS))
    reason = TrimmedString(load_default="", max_length=500, lines=True)


class OfferQuery(FormSchema):
    """How many ranked offers."""

    limit = fields.Integer(
        load_default=USUAL_OFFERS,
        validate=validate.Range(min=1, max=10_000),
        metadata={"description": "at most so many, best first"},
    )


class MatchQuery(FormSchema):
    """Which matches."""

    need_id = fields.UUID(load_default=None, metadata={"description": "of one need"})
    state = enum(MatchState, "in one state", load_default=None)


class NoteShown(FormSchema):
    """One part of a score in words."""

    code = fields.String(metadata={"description": "stable word for programs"})
    part = fields.String(metadata={"description": "language, distance, time, rest or load"})
    points = fields.Integer(metadata={"description": "what it adds to the score"})
    text = fields.Function(lambda note: words.note(note), metadata={"type": "string", "description": "in German"})


class RankedOffer(FormSchema):
    """An offer that may be asked. The points of all reasons and of all that speaks against sum to the score."""

    offer_id = fields.UUID(attribute="offer.offer_id")
    name = fields.String(attribute="offer.name", metadata={"description": "first name and initial"})
    score = fields.Integer(metadata={"description": "0 to 100"})
    reasons = fields.List(fields.Nested(NoteShown))
    against = fields.List(fields.Nested(NoteShown))


class MatchShown(FormSchema):
    """A match as it stands now."""

    id = fields.UUID()
    revision = fields.Integer()
    state = enum(MatchState, f"living while {', '.join(sorted(LIVING))}")
    cause = enum(Cause, "why it ended", allow_none=True)
    need_id = fields.UUID()
    offer_id = fields.UUID()
    volunteer_id = fields.UUID()
    name = fields.String(metadata={"description": "first name and initial"})
    answer = enum(Answer, "what the volunteer said", allow_none=True)
    answered_at = fields.AwareDateTime(allow_none=True)
    answer_by = fields.AwareDateTime(metadata={"description": "deadline of the proposal"})
    proposed_at = fields.AwareDateTime()
    accepted_at = fields.AwareDateTime(allow_none=True)
    agreed_at = fields.AwareDateTime(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
