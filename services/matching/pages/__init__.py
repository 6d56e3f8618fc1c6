"""The pages: what waits today and the desk for coordinators, and the volunteer's answer behind a mailed link."""

from services.matching.pages import answer, desk, matches, today
from services.matching.pages.frame import bp

ROOMS = (answer, desk, matches, today)
"""Imported for the views they put on the blueprint."""

__all__ = ["bp"]
