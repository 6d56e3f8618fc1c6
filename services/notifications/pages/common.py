"""What the pages of notifications share."""

from flask import Blueprint

bp = Blueprint("pages", __name__)
