"""The pages: for staff their needs, for coordinators desk and sites, for everybody the way in without an account."""

from services.accommodation.pages import desk, needs, public, sites
from services.accommodation.pages.frame import bp

ROOMS = (desk, needs, public, sites)
"""Imported for the views they put on the blueprint."""

__all__ = ["bp"]
