"""The pages of identity: signing in and out, mailed links, one's own account, the people of sites and office."""

from services.identity.pages import entrance, mailed, me, people, sites
from services.identity.pages.common import bp

__all__ = ["bp"]

REGISTERED = (entrance, mailed, me, people, sites)
"""Imported for the views they register."""
