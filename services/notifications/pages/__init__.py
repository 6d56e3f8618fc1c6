"""Pages: a demo's mailbox, the office's list of what was delivered, volunteers' calendars, and the way to a pause."""

from services.notifications.pages import calendar, mailbox, messages, pause
from services.notifications.pages.common import bp

__all__ = ["bp", "calendar", "mailbox", "messages", "pause"]
