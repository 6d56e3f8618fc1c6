"""Pages of the volunteers' room: sign-up for the public, a volunteer's own page, and the office's desk.

What a volunteer does on her own page the office can do for her: the same views, with her id in the path.
"""

from services.volunteers.pages import by_phone, confirming, desk, hours, journal, me, moves, offer, search, sign_up
from services.volunteers.pages.common import bp

__all__ = ["bp"]

REGISTERED = (by_phone, confirming, desk, hours, journal, me, moves, offer, search, sign_up)
"""Imported for the views they register."""
