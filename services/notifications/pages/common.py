"""What the pages of notifications share."""

from flask import Blueprint, request

bp = Blueprint("pages", __name__)


def page_number() -> int:
    """The page asked for; whatever is no number is the first."""
    asked = request.args.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
