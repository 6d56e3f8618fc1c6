"""What a form knew of somebody's history when it was opened, so that nothing saved meanwhile is lost unseen."""

from marshmallow import fields

from shared.web.forms import FormSchema


class KnownMoves(FormSchema):
    """How many lines the history had; an odd number is an old one."""

    known_moves = fields.Integer(load_default=0)
