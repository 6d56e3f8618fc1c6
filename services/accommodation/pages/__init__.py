"""The pages: for staff their needs, for the office desk, sites and search, for everybody the way in with no account."""

from services.accommodation.pages import desk, needs, posting, public, search, sites
from services.accommodation.pages.frame import bp

ROOMS = (desk, needs, posting, public, search, sites)
"""Imported for the views they put on the blueprint."""

__all__ = ["bp"]
